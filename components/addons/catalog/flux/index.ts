import { z } from "zod";
import { type Addon, helmChart, type Mirror, type Values } from "../../addon";
import type { StackProfile } from "../../stack-profile";
import { annotated, commonOptions, systemTolerations } from "../common/options";

const namespace = "flux-system";
const sourceAccount = "source-controller";

const options = z.strictObject({
  ...commonOptions.chart,
  ...commonOptions.permissions,
  imageAutomation: z.boolean().default(false).describe("Run the two image automation controllers, which commit new image tags to Git"),
});

type Options = z.output<typeof options>;

/** Flux: keeps the cluster in sync with Git repositories. */
export const flux: Addon<Options> = {
  name: "flux",
  options,
  namespace,
  requires: ["nodes"],
  after: ["aws-load-balancer-controller"],
  supportsFargate: true,
  mainServiceAccount: () => sourceAccount,
  registries: () => ["ghcr.io"],
  install: (options, { profile }) => [
    helmChart({
      chart: "flux2",
      repo: "https://fluxcd-community.github.io/helm-charts",
      namespace,
      release: "flux",
      values: (annotate, mirror) => configuration(options, profile, annotate(sourceAccount), mirror),
    }),
  ],
  outputs: () => ({ statusCommand: `kubectl -n ${namespace} get gitrepositories,kustomizations` }),
};

/** One pod of each controller: their data is on their own disks, and a second pod would only wait for leader election. */
function configuration({ imageAutomation }: Options, profile: StackProfile, annotations: Values, mirror: Mirror): Values {
  const tolerations = systemTolerations(profile);
  const pod = (program: string) => ({ image: `${mirror("ghcr.io")}/fluxcd/${program}`, tolerations });
  const controller = (program: string) => ({ ...pod(program), resources: { requests: { cpu: "100m", memory: "64Mi" } } });
  return {
    installCRDs: true,
    ...(profile.taints.length > 0 && { crds: { migration: { tolerations } } }), // of a job that the user may turn on
    // Flux applies the objects of a namespace only with the permissions of a service account in that namespace.
    multitenancy: { enabled: true, privileged: true },
    cli: pod("flux-cli"),
    sourceController: { ...controller("source-controller"), ...annotated(annotations) },
    kustomizeController: controller("kustomize-controller"),
    helmController: controller("helm-controller"),
    notificationController: controller("notification-controller"),
    imageAutomationController: imageAutomation ? controller("image-automation-controller") : { create: false },
    imageReflectionController: imageAutomation ? controller("image-reflector-controller") : { create: false },
  };
}

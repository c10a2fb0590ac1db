import { z } from "zod";
import { topologySpread } from "../../../util/topology-spread";
import { type Addon, helmChart } from "../../addon";
import { annotated, commonOptions, replicas, systemTolerations } from "../common/options";

const namespace = "kyverno";
const admissionAccount = "kyverno-admission-controller";

const options = z.strictObject({
  ...commonOptions.chart,
  ...commonOptions.permissions,
  replicas: replicas.default(3).describe("Number of pods of the admission controller; the other controllers have two each"),
});

/** Kyverno: policies as Kubernetes objects, which validate, mutate and generate other objects. */
export const kyverno: Addon<z.output<typeof options>> = {
  name: "kyverno",
  options,
  namespace,
  requires: ["nodes"],
  after: ["aws-load-balancer-controller"],
  supportsFargate: true,
  mainServiceAccount: () => admissionAccount,
  registries: () => ["ghcr.io"],
  install: ({ replicas }, { profile }) => [
    helmChart({
      chart: "kyverno",
      repo: "https://kyverno.github.io/kyverno/",
      namespace,
      values: (annotate, mirror) => {
        const account = annotated(annotate(admissionAccount));
        const registry = mirror("ghcr.io"); // the chart's default, reg.kyverno.io, redirects there and is not supported by pull-through caches
        const controller = (component: string, pods: number) => ({
          replicas: pods,
          topologySpreadConstraints: topologySpread({ "app.kubernetes.io/component": component }),
        });
        return {
          global: { image: { registry }, tolerations: systemTolerations(profile) },
          config: { preserve: false }, // otherwise its ConfigMap remains after uninstall
          webhooksCleanup: { image: { registry } },
          admissionController: {
            ...controller("admission-controller", replicas),
            ...(Object.keys(account).length > 0 && { rbac: account }),
          },
          backgroundController: controller("background-controller", 2),
          cleanupController: controller("cleanup-controller", 2),
          reportsController: controller("reports-controller", 2),
        };
      },
    }),
  ],
};

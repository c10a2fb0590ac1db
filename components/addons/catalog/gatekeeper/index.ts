import { z } from "zod";
import { topologySpread } from "../../../util/topology-spread";
import { type Addon, helmChart } from "../../addon";
import { commonOptions, replicas, systemTolerations } from "../common/options";

const namespace = "gatekeeper-system";
const registry = "docker.io";

const options = z.strictObject({
  ...commonOptions.chart,
  replicas: replicas.default(3).describe("Number of pods of the webhook; the audit has one"),
});

/** OPA Gatekeeper: policies in Rego or CEL as Kubernetes objects, which validate and mutate other objects. */
export const gatekeeper: Addon<z.output<typeof options>> = {
  name: "gatekeeper",
  options,
  namespace,
  requires: ["nodes"],
  after: ["aws-load-balancer-controller"],
  supportsFargate: true,
  registries: () => [registry],
  install: ({ replicas }, { profile }) => [
    helmChart({
      chart: "gatekeeper",
      repo: "https://open-policy-agent.github.io/gatekeeper/charts",
      namespace,
      values: (_, mirror) => {
        const tolerations = systemTolerations(profile);
        const crds = { repository: `${mirror(registry)}/openpolicyagent/gatekeeper-crds` };
        return {
          replicas,
          image: { repository: `${mirror(registry)}/openpolicyagent/gatekeeper`, crdRepository: crds.repository },
          controllerManager: { tolerations, topologySpreadConstraints: topologySpread({ "control-plane": "controller-manager" }) },
          audit: { tolerations },
          crds: { tolerations }, // the job that installs and upgrades them with the release
          postInstall: { tolerations, labelNamespace: { image: crds }, probeWebhook: { enabled: false } }, // Helm waits for the pods anyway
          postUpgrade: { tolerations, labelNamespace: { image: crds } },
          preUninstall: { tolerations, deleteWebhookConfigurations: { image: crds } },
        };
      },
    }),
  ],
};

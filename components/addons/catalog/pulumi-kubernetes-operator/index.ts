import { z } from "zod";
import { type Addon, helmChart } from "../../addon";
import { commonOptions, systemTolerations } from "../common/options";

const name = "pulumi-kubernetes-operator";
const registry = "docker.io";

const options = z.strictObject(commonOptions.chart);

/** Pulumi Kubernetes Operator: Pulumi stacks as Kubernetes objects, deployed by pods in the namespaces of these objects. */
export const pulumiKubernetesOperator: Addon<z.output<typeof options>> = {
  name,
  options,
  namespace: name,
  requires: ["nodes"],
  after: ["prometheus"], // whose CRD a ServiceMonitor needs
  supportsFargate: true,
  registries: () => [registry],
  install: (_, { profile, selected }) => [
    helmChart({
      chart: "oci://ghcr.io/pulumi/helm-charts/pulumi-kubernetes-operator",
      namespace: name,
      values: (_, mirror) => ({
        image: { registry: mirror(registry) },
        tolerations: systemTolerations(profile),
        serviceMonitor: { enabled: selected.has("prometheus") },
      }),
    }),
  ],
};

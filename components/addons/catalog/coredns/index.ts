import { z } from "zod";
import type { ValueTypes } from "../../../reference/value-types";
import { isRecord } from "../../../util/is-record";
import { type Addon, eksAddon, type Values } from "../../addon";
import { systemOnFargate } from "../../stack-profile";
import { commonOptions, replicas, systemTolerations } from "../common/options";
import { resourceTypes, valueIssue } from "../common/value-types";

const options = z.strictObject({ ...commonOptions.managed, replicas });

/** CoreDNS: the cluster's DNS. The add-on itself spreads the pods over zones and has a disruption budget. */
export const coredns: Addon<z.output<typeof options>> = {
  name: "coredns",
  options,
  namespace: "kube-system",
  requires: ["nodes"],
  supportsFargate: true,
  providedByAutoMode: true,
  neededByHybridNodes: true,
  byDefault: ({ existing }) => (existing ? undefined : {}),
  whenDisabled: ({ existing, nodes, hybridNodes, fargate }) =>
    !existing && (nodes || hybridNodes || fargate.length > 0)
      ? { allowed: true, message: "pods have no DNS until another DNS server is installed", fix: "remove the key to enable it" }
      : undefined,
  validate: ({ replicas, values }) => valueIssue(values, valueTypes) ?? autoscalingIssue(replicas, values),
  install: ({ replicas, values }, { profile }) => [
    eksAddon("coredns", {
      ...(isAutoscaled(values) ? { autoScaling: { minReplicas: replicas } } : { replicaCount: replicas }),
      ...(systemOnFargate(profile) && { computeType: "Fargate" }),
      ...(profile.taints.length > 0 && { tolerations: systemTolerations(profile) }),
    }),
  ],
};

/** The add-on's schema, v1.10.1-eksbuild.11 and v1.11.1-eksbuild.8, as `describe-addon-configuration` returns it (cloudbees/terraform-aws-cloudbees-ci-eks-addon; terraform-aws-eks, docs/compute_resources). */
const valueTypes: ValueTypes = {
  affinity: "any",
  autoScaling: { keys: { enabled: "boolean", minReplicas: "integer", maxReplicas: "integer" } },
  computeType: "string",
  corefile: "string",
  nodeSelector: { each: "string" },
  podAnnotations: { each: "any" },
  podDisruptionBudget: { keys: { enabled: "boolean", maxUnavailable: "any", minAvailable: "any" } },
  podLabels: { each: "any" },
  replicaCount: "integer",
  resources: resourceTypes,
  tolerations: "list",
  topologySpreadConstraints: "list",
};

/** Whether EKS adjusts the number of pods to the cluster. It then rejects a fixed number. */
function isAutoscaled({ autoScaling }: Values): boolean {
  return isRecord(autoScaling) && autoScaling.enabled === true;
}

function autoscalingIssue(replicas: number, values: Values): string | undefined {
  if (!isAutoscaled(values)) return undefined;
  if (values.replicaCount !== undefined && values.replicaCount !== null)
    return "`values.replicaCount` cannot be set beside `values.autoScaling`, which decides the number of pods; remove one of the two";
  const { minReplicas = replicas, maxReplicas } = values.autoScaling as { readonly minReplicas?: unknown; readonly maxReplicas?: unknown };
  return typeof minReplicas === "number" && typeof maxReplicas === "number" && minReplicas > maxReplicas
    ? `\`values.autoScaling.maxReplicas\` is ${maxReplicas}, expected the minimum of ${minReplicas} at least; raise it, or lower \`replicas\``
    : undefined;
}

import { z } from "zod";
import type { ValueTypes } from "../../../reference/value-types";
import { isRecord } from "../../../util/is-record";
import { type Addon, type AddonIssue, eksAddon, type Values } from "../../addon";
import { systemOnFargate } from "../../stack-profile";
import { commonOptions, replicas, systemTolerations } from "../common/options";
import { resourceTypes, valueIssues } from "../common/value-types";

const options = z.strictObject({ ...commonOptions.managed, replicas });

type Options = z.output<typeof options>;

/** CoreDNS: the cluster's DNS. The add-on itself spreads the pods over zones and has a disruption budget. */
export const coredns: Addon<Options> = {
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
  validate: (options) => [() => valueIssues(options.values, valueTypes), () => autoscalingIssues(options)],
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

function* autoscalingIssues(options: Options): Iterable<AddonIssue> {
  const { values } = options;
  if (!isAutoscaled(values)) return;
  if (values.replicaCount !== undefined && values.replicaCount !== null)
    yield {
      at: ["values", "replicaCount"],
      message: "cannot be set beside `values.autoScaling`, which decides the number of pods; remove one of the two",
    };
  const { minReplicas, maxReplicas } = values.autoScaling as { readonly minReplicas?: unknown; readonly maxReplicas?: unknown };
  if (typeof maxReplicas !== "number") return;
  const least = minReplicas === undefined ? options.replicas : minReplicas;
  const lowered = minReplicas === undefined ? "replicas" : "minReplicas";
  if (typeof least === "number" && least > maxReplicas)
    yield {
      at: ["values", "autoScaling", "maxReplicas"],
      message: `expected the minimum of ${least} at least, found ${maxReplicas}; raise it, or lower \`${lowered}\``,
    };
}

// Input properties that cannot change in place.
// Sources: AWS: `ForceNew` in the schemas of terraform-provider-aws, on which @pulumi/aws stands. Checked against copies of 2025 and 2026: EKS
// cluster, node group, add-on and access entry, VPC endpoint, NAT gateway, Auto Scaling group, IAM policy and OIDC provider; the others have
// stood so for years. `irremovable` and `immutableOnceSet`: `ForceNewIfChange` there (read 2026-11): Auto Mode's node role goes with its last
// built-in pool; `ipFamily` is computed where it is not given. Kubernetes: the table `forceNew` of pulumi-kubernetes
// (provider/pkg/provider/diff.go), its Helm release and its provider (2026-07-01).
import { parsePath, valueAt } from "../diff/paths";
import type { Values } from "../types";
import { resourceType } from ".";

/** What makes the provider manage another cluster or account. */
const providers: Readonly<Record<string, readonly string[]>> = {
  "pulumi:providers:kubernetes": ["clusterIdentifier"],
  "pulumi:providers:aws": ["region"],
};

/** Properties that no resource of a package can change: AWS resources stay in their region (@pulumi/aws 7), objects keep their name. */
function ofEveryType(type: string): readonly string[] {
  if (type.startsWith("aws:")) return ["region"];
  if (type.startsWith("kubernetes:helm.sh/")) return ["name", "namespace"];
  return type.startsWith("kubernetes:") ? ["metadata.name", "metadata.namespace"] : [];
}

/** Properties of a resource type that replace the resource where they go, and only there. */
export function replacedWithout(type: string): readonly string[] {
  return resourceType(type).irremovable ?? [];
}

/**
 * Properties of a resource type whose change replaces the resource, as paths such as `kubernetesNetworkConfig.ipFamily`.
 * @param was inputs before; what can be set and given up in place counts only where it was set and still is
 * @param now inputs after
 */
export function replacedBy(type: string, was?: Values, now?: Values): readonly string[] {
  const { immutable = [], immutableOnceSet = [] } = resourceType(type);
  const isSet = (property: string) =>
    [was, now].every((inputs) => inputs === undefined || valueAt(inputs, parsePath(property)) !== undefined);
  return providers[type] ?? [...immutable, ...immutableOnceSet.filter(isSet), ...ofEveryType(type)];
}

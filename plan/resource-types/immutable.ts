// Input properties that cannot change in place.
// Sources: AWS: `data/force-new.json`, from the schemas of terraform-provider-aws, on which @pulumi/aws stands (`npm run force-new`). `immutable`,
// `irremovable` and `immutableOnceSet` of the rows: `CustomizeDiff` there (read 2026-12): Auto Mode's node role goes with its last built-in pool.
// Kubernetes: the table `forceNew` of pulumi-kubernetes (provider/pkg/provider/diff.go), its Helm release and its provider (2026-07-01).
import { parsePath, valueAt } from "../diff/paths";
import type { Values } from "../types";
import { resourceType } from ".";
import forceNew from "./data/force-new.json";

const ofProvider: Readonly<Record<string, readonly string[]>> = forceNew.types;

/** Provider inputs that select another cluster or account. */
const providers: Readonly<Record<string, readonly string[]>> = {
  "pulumi:providers:kubernetes": ["clusterIdentifier"],
  "pulumi:providers:aws": ["region"],
};

/**
 * Immutable properties of all resources in a package: AWS resources stay in their region (@pulumi/aws 7), Kubernetes objects keep their
 * name.
 */
function ofEveryType(type: string): readonly string[] {
  if (type.startsWith("aws:")) return ["region"];
  if (type.startsWith("kubernetes:helm.sh/")) return ["name", "namespace"];
  return type.startsWith("kubernetes:") ? ["metadata.name", "metadata.namespace"] : [];
}

/** Properties of a resource type whose removal, and only that, replaces the resource. */
export function replacedWithout(type: string): readonly string[] {
  return resourceType(type).irremovable ?? [];
}

/**
 * Properties of a resource type whose change replaces the resource, as paths such as `kubernetesNetworkConfig.ipFamily`.
 * @param was inputs before; `immutableOnceSet` properties count only if they were set and still are
 * @param now inputs after
 */
export function replacedBy(type: string, was?: Values, now?: Values): readonly string[] {
  const { immutable = [], immutableOnceSet = [] } = resourceType(type);
  const isSet = (property: string) =>
    [was, now].every((inputs) => inputs === undefined || valueAt(inputs, parsePath(property)) !== undefined);
  return providers[type] ?? [...(ofProvider[type] ?? []), ...immutable, ...immutableOnceSet.filter(isSet), ...ofEveryType(type)];
}

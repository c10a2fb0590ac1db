import * as pulumi from "@pulumi/pulumi";
import type { ClusterHandle } from "../cluster/types";
import type { ApplicationTeamSettings } from "../settings/types";
import { accessLevelRole, clusterPolicy } from "./cluster-policy";

type AccessLevel = ApplicationTeamSettings["accessLevel"];

/** The resource on which all application teams of a cluster depend, once it exists. */
interface SharedPolicy {
  readonly levels: Set<AccessLevel>;
  readonly ready: readonly pulumi.Resource[];
}

const policies = new WeakMap<object, SharedPolicy>();

/** Records what an environment has created for the teams of its cluster. */
export function rememberPolicy(cluster: ClusterHandle, levels: ReadonlySet<AccessLevel>, ready: readonly pulumi.Resource[]): void {
  policies.set(cluster, { levels: new Set(levels), ready });
}

/**
 * Shared resources for teams used without an environment: created by the first team of the program as children of the cluster.
 * @returns the resource that must exist before a team's first pod
 */
export function sharedPolicy(cluster: ClusterHandle, level: AccessLevel): readonly pulumi.Resource[] {
  const name = `${cluster.context.clusterName}-team`;
  const parent = pulumi.Resource.isInstance(cluster) ? cluster : undefined;
  const opts = { provider: cluster.provider, ...(parent && { parent }) };
  const known = policies.get(cluster);
  if (known === undefined) {
    rememberPolicy(cluster, new Set([level]), [clusterPolicy(name, new Set([level]), false, opts)]);
  } else if (!known.levels.has(level)) {
    known.levels.add(level);
    accessLevelRole(name, level, opts);
  }
  return policies.get(cluster)!.ready;
}

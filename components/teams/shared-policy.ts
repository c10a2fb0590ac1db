import * as pulumi from "@pulumi/pulumi";
import type { ClusterHandle } from "../cluster/types";
import type { ApplicationTeamSettings } from "../settings/types";
import { accessLevelRole, clusterPolicy } from "./cluster-policy";

type AccessLevel = ApplicationTeamSettings["accessLevel"];

/** What all application teams of a cluster have in common, once it exists. */
interface SharedPolicy {
  readonly levels: Set<AccessLevel>;
  readonly ready: readonly pulumi.Resource[];
}

const policies = new WeakMap<object, SharedPolicy>();

/** Remembers what an environment has created for the teams of its cluster. */
export function rememberPolicy(cluster: ClusterHandle, levels: ReadonlySet<AccessLevel>, ready: readonly pulumi.Resource[]): void {
  policies.set(cluster, { levels: new Set(levels), ready });
}

/**
 * What a team that is used alone needs of its cluster: created by the first team of the program, below the cluster, and shared by the others.
 * @returns what must be there before a team's first pod
 */
export function sharedPolicy(cluster: ClusterHandle, level: AccessLevel): readonly pulumi.Resource[] {
  const name = `${cluster.context.clusterName}-team`;
  const parent = pulumi.Resource.isInstance(cluster) ? cluster : undefined;
  const opts = { provider: cluster.provider, ...(parent && { parent }) };
  const known = policies.get(cluster);
  if (known === undefined) {
    rememberPolicy(cluster, new Set([level]), [clusterPolicy(name, new Set([level]), opts)]);
  } else if (!known.levels.has(level)) {
    known.levels.add(level);
    accessLevelRole(name, level, opts);
  }
  return policies.get(cluster)!.ready;
}

import type * as pulumi from "@pulumi/pulumi";
import type { ClusterHandle } from "../cluster/types";
import type { GitopsSettings } from "../settings/types";
import type { Bridge } from "./bridge";
import type { TenantApplication } from "./tenants";

/** Properties of an application team that GitOps needs. */
export interface GitopsTeam {
  /** At least one. */
  readonly namespaces: readonly string[];
  /** Resources that must exist before its workloads, above all its namespaces. */
  readonly ready: readonly pulumi.Resource[];
  /** The chart of a tenant, from the environment's repository. Default: none. */
  readonly application?: TenantApplication | undefined;
}

export interface GitOpsArgs {
  readonly cluster: Pick<ClusterHandle, "provider">;
  readonly settings: GitopsSettings;
  /** Application teams by name. */
  readonly teams: Readonly<Record<string, GitopsTeam>>;
  /** Metadata of the environment for applications of the repository. */
  readonly bridge: Bridge;
}

/** Directories of the charts of tenants. */
export function chartPaths({ teams }: Pick<GitOpsArgs, "teams">): string[] {
  return [...new Set(Object.values(teams).flatMap(({ application }) => (application ? [application.path] : [])))];
}

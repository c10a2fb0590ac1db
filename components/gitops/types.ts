import type * as pulumi from "@pulumi/pulumi";
import type { ClusterHandle } from "../cluster/types";
import type { GitopsSettings } from "../settings/types";
import type { Bridge } from "./bridge";

/** What GitOps knows of an application team. */
export interface GitopsTeam {
  /** At least one. */
  readonly namespaces: readonly string[];
  /** What must be there before its workloads arrive, its namespaces above all. */
  readonly ready: readonly pulumi.Resource[];
}

export interface GitOpsArgs {
  readonly cluster: Pick<ClusterHandle, "provider">;
  readonly settings: GitopsSettings;
  /** Application teams by name. */
  readonly teams: Readonly<Record<string, GitopsTeam>>;
  /** Metadata of the environment for applications of the repository. */
  readonly bridge: Bridge;
}

import * as pulumi from "@pulumi/pulumi";
import type { ClusterHandle } from "../cluster/types";
import type { PlatformTeamSettings } from "../settings/types";
import type { Context } from "../util/context";
import { teamRole } from "./team-role";

export interface PlatformTeamArgs {
  readonly context: Context;
  readonly cluster: Pick<ClusterHandle, "arn" | "clusterName">;
  /** Name of the team. */
  readonly team: string;
  readonly settings: PlatformTeamSettings;
  /** ARNs of those who may assume the team's role. */
  readonly members: readonly pulumi.Input<string>[];
}

/** Administrators of the cluster: the role that they assume. Their own access entries are made with those of all principals. */
export class PlatformTeam extends pulumi.ComponentResource {
  /** Usable when it can log in. */
  readonly roleArn: pulumi.Output<string>;
  readonly namespaces: readonly string[] = [];

  constructor(name: string, args: PlatformTeamArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:PlatformTeam", name, {}, opts);
    this.roleArn = teamRole(name, args, { parent: this });
    this.registerOutputs({ team: args.team, roleArn: this.roleArn, namespaces: this.namespaces, accessLevel: "clusterAdmin" });
  }
}

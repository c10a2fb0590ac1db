import * as pulumi from "@pulumi/pulumi";
import { reportFindings } from "../util/report-finding";
import { recordedSettings } from "../util/section-secrets";
import { type PlatformTeamArgs, type ValidatedPlatformTeamArgs, validPlatformTeamArgs } from "./team-args";
import { teamRole } from "./team-role";

/** Administrators of the cluster: the role that they assume. Access entries of existing principals are created with those of all others. */
export class PlatformTeam extends pulumi.ComponentResource {
  /** Usable when it can log in. */
  readonly roleArn: pulumi.Output<string>;
  /** Always empty: a platform team has no namespaces. */
  readonly namespaces: readonly string[] = [];

  constructor(name: string, args: PlatformTeamArgs, opts?: pulumi.ComponentResourceOptions);
  /** @internal */
  constructor(name: string, args: ValidatedPlatformTeamArgs, opts?: pulumi.ComponentResourceOptions);
  constructor(name: string, given: PlatformTeamArgs | ValidatedPlatformTeamArgs, opts?: pulumi.ComponentResourceOptions) {
    const args = "settings" in given ? given : validPlatformTeamArgs(name, `PlatformTeam("${name}")`, given);
    super(
      "eks-blueprints:index:PlatformTeam",
      name,
      { team: args.team, settings: recordedSettings(args.context, ["teams"], args.settings) },
      opts,
    );
    reportFindings(args.findings ?? [], this);
    this.roleArn = teamRole(name, args, { parent: this });
    this.registerOutputs({ team: args.team, roleArn: this.roleArn, namespaces: this.namespaces, accessLevel: "clusterAdmin" });
  }
}

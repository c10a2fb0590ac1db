import * as pulumi from "@pulumi/pulumi";
import type { ClusterSettings } from "../config/types";
import { accessEntry } from "../shared/access-entry";
import type { AccessRight } from "../shared/access-plan";
import type { Context } from "../shared/context";
import { planAccess } from "./access-plan";

export interface AccessArgs {
  readonly context: Context;
  readonly settings: Pick<ClusterSettings, "admins" | "access">;
  /** Rights of those members of teams who exist already. */
  readonly teamRights?: readonly AccessRight[];
  readonly clusterName: pulumi.Input<string>;
}

/** Access entries of IAM principals and their scoped policies, named by principal. */
export class Access extends pulumi.ComponentResource {
  /** Entries and associations: who logs in waits for them. */
  readonly resources: pulumi.CustomResource[];

  constructor(name: string, { settings, teamRights, ...common }: AccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:Access", name, {}, opts);
    this.resources = planAccess(settings, teamRights).flatMap(({ key, principal, groups, policies }) =>
      accessEntry(`${name}-${key}`, { ...common, principalArn: principal, groups, policies }, { parent: this }),
    );
    this.registerOutputs({});
  }
}

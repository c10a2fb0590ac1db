import * as pulumi from "@pulumi/pulumi";
import type { AccessPermission } from "../iam/access-entries";
import { accessEntry } from "../iam/access-entry";
import type { ClusterSettings } from "../settings/types";
import type { Context } from "../util/context";
import { planAccess } from "./access-policies";

export interface AccessArgs {
  readonly context: Context;
  readonly settings: Pick<ClusterSettings, "admins" | "access">;
  /** Permissions of those members of teams that exist already. */
  readonly teamPermissions?: readonly AccessPermission[];
  readonly clusterName: pulumi.Input<string>;
}

/** Access entries of IAM principals and their scoped policies, named by principal. */
export class Access extends pulumi.ComponentResource {
  /** Entries and associations. Clients of the cluster depend on them. */
  readonly resources: pulumi.CustomResource[];

  constructor(name: string, { settings, teamPermissions, ...common }: AccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:Access", name, {}, opts);
    this.resources = planAccess(settings, teamPermissions).flatMap(({ key, principal, ...entry }) =>
      // Another type replaces the entry, and EKS accepts one per principal.
      accessEntry(`${name}-${key}`, { ...common, principalArn: principal, ...entry }, { parent: this, deleteBeforeReplace: true }),
    );
    this.registerOutputs({});
  }
}

import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterSettings } from "../config/types";
import type { Context } from "../shared/context";
import { accessPolicyArn } from "../shared/partition";
import { mergeTags } from "../shared/tags";
import { eksAccessPolicies, planAccess } from "./access-plan";

export interface AccessArgs {
  readonly context: Context;
  readonly settings: Pick<ClusterSettings, "admins" | "access">;
  readonly clusterName: pulumi.Input<string>;
}

/** Access entries of IAM principals and their scoped policies, named by principal. */
export class Access extends pulumi.ComponentResource {
  /** Entries and associations: who logs in waits for them. */
  readonly resources: pulumi.CustomResource[];

  constructor(name: string, args: AccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:Access", name, {}, opts);
    const { context, settings, clusterName } = args;
    this.resources = planAccess(settings).flatMap(({ key, principalArn, groups, policies }) => {
      const entry = new aws.eks.AccessEntry(
        `${name}-${key}`,
        { clusterName, principalArn, type: "STANDARD", kubernetesGroups: [...groups], tags: mergeTags(context.tags) },
        { parent: this },
      );
      const associations = policies.map(
        ({ policy, namespaces }) =>
          new aws.eks.AccessPolicyAssociation(
            `${name}-${key}-${policy}`,
            {
              clusterName,
              principalArn: entry.principalArn,
              policyArn: accessPolicyArn(context.partition, eksAccessPolicies[policy]),
              accessScope: namespaces ? { type: "namespace", namespaces: [...namespaces] } : { type: "cluster" },
            },
            { parent: this },
          ),
      );
      return [entry, ...associations];
    });
    this.registerOutputs({});
  }
}

import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { serviceTrust } from "../iam/policy";
import { Role } from "../iam/role";
import { ec2Principals } from "../reference/aws-names";
import { autoModeNodePolicies } from "../reference/node-policies";
import { accessPolicyArn, managedPolicyArn } from "../reference/partition";
import type { Context } from "../util/context";
import { outputAfter } from "../util/output-after";

export interface AutoModeNodesArgs {
  readonly context: Context;
  readonly clusterName: pulumi.Input<string>;
}

/**
 * Role of Auto Mode nodes whose NodeClass the user writes, on a cluster without built-in node pools: EKS takes no node role with it, and so creates no access entry.
 * Source: EKS user guide, "Create a Node Class for Amazon EKS"; terraform-aws-modules/terraform-aws-eks issues 3483 and 3578.
 */
export class AutoModeNodes extends pulumi.ComponentResource {
  /** ARN of the role; resolves when nodes with it may join. */
  readonly roleArn: pulumi.Output<string>;
  /** Name of the role, for `spec.role` of a NodeClass; resolves when nodes with it may join. */
  readonly roleName: pulumi.Output<string>;

  constructor(name: string, { context, clusterName }: AutoModeNodesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:AutoModeNodes", name, { clusterName: context.clusterName }, opts);
    const { partition, tags } = context;
    const role = new Role(
      `${name}-role`,
      {
        context,
        description: `Nodes of Auto Mode in EKS cluster ${context.clusterName}`,
        trust: serviceTrust(ec2Principals[partition]),
        managedPolicyArns: autoModeNodePolicies.map((policy) => managedPolicyArn(partition, policy)),
      },
      { parent: this },
    );
    const entry = new aws.eks.AccessEntry(name, { clusterName, principalArn: role.arn, type: "EC2", tags }, { parent: this });
    const association = new aws.eks.AccessPolicyAssociation(
      `${name}-policy`,
      {
        clusterName,
        principalArn: entry.principalArn,
        policyArn: accessPolicyArn(partition, "AmazonEKSAutoNodePolicy"),
        accessScope: { type: "cluster" },
      },
      { parent: this },
    );

    this.roleArn = outputAfter(role.arn, [entry, association]);
    this.roleName = outputAfter(role.roleName, [entry, association]);
    this.registerOutputs({ roleArn: this.roleArn, roleName: this.roleName });
  }
}

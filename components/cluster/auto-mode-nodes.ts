import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { imageCacheStatements } from "../iam/image-cache";
import { existingNodeRole } from "../iam/node-role";
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
  /** Existing role. Default: a new one. */
  readonly roleArn?: string | undefined;
}

/**
 * Role of Auto Mode nodes that no built-in node pool starts: those of the stack's own pools, or of a NodeClass that the user writes. EKS creates an access entry only for the role of
 * its built-in node pools.
 * Source: EKS user guide, "Create a Node Class for Amazon EKS"; terraform-aws-modules/terraform-aws-eks issues 3483 and 3578.
 */
export class AutoModeNodes extends pulumi.ComponentResource {
  /** ARN of the role; resolves when nodes with it may join. */
  readonly roleArn: pulumi.Output<string>;
  /** Name of the role, for `spec.role` of a NodeClass; resolves when nodes with it may join. */
  readonly roleName: pulumi.Output<string>;

  constructor(name: string, { context, clusterName, roleArn }: AutoModeNodesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:AutoModeNodes", name, { clusterName: context.clusterName }, opts);
    const { partition, tags } = context;
    const role = roleArn === undefined ? this.newRole(name, context) : existingNodeRole(roleArn);
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

  private newRole(name: string, context: Context): Role {
    const { partition, clusterName } = context;
    return new Role(
      `${name}-role`,
      {
        context,
        description: `Nodes of Auto Mode in EKS cluster ${clusterName}`,
        trust: serviceTrust(ec2Principals[partition]),
        managedPolicyArns: autoModeNodePolicies.map((policy) => managedPolicyArn(partition, policy)),
        statements: imageCacheStatements(context),
      },
      { parent: this },
    );
  }
}

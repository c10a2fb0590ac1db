import type * as pulumi from "@pulumi/pulumi";
import type { AccessPermission } from "../iam/access-entries";
import type { ClusterInput } from "../settings/generated/settings-input";
import type { ClusterSettings } from "../settings/types";
import { validateComponent } from "../settings/validation/component";
import type { AwsLogin } from "../util/aws-login";
import type { ClusterScope, Context } from "../util/context";
import type { SettingFinding } from "../util/finding";
import { defaultRegion } from "../util/region";
import type { SubnetIds } from "../util/subnet-ids";

/** Network of the control plane, and how the program signs in. */
export interface ClusterPlace {
  /** VPC of the cluster: `network.vpcId`. */
  readonly vpcId: pulumi.Input<string>;
  /** Subnets of the control plane, in at least two zones; EKS accepts no others later. With Auto Mode also the subnets of its nodes. */
  readonly subnetIds: SubnetIds;
  /** How the stack signs in to AWS. Default: with the credentials of the environment. Required with an explicit AWS provider. */
  readonly awsLogin?: AwsLogin | undefined;
}

/** The keys of section `cluster` that concern the control plane, and settings from other sections of the stack file. */
export interface ClusterArgs extends ClusterScope, ClusterPlace, Omit<ClusterInput, "name" | "existing" | "drain" | "identity"> {}

/** Args whose settings are valid and complete. */
export interface ValidatedClusterArgs extends ClusterPlace {
  readonly context: Context;
  readonly settings: ClusterSettings;
  /** Permissions of those members of teams that exist already. */
  readonly teamPermissions?: readonly AccessPermission[];
  /** Resources that must exist before the control plane and be deleted after it; its key and its log group need not wait. */
  readonly after?: readonly pulumi.Resource[];
  /** Public addresses of nodes: a public endpoint with a list of ranges admits them where there is no private one. Default: none. */
  readonly nodeAddresses?: readonly pulumi.Output<string>[];
  /** Likewise: IPv6 block of a VPC with nodes that reach the public endpoint by IPv6. Default: none. */
  readonly nodeIpv6Cidr?: pulumi.Output<string> | undefined;
  readonly findings?: readonly SettingFinding[];
}

/** @throws SettingsError with every problem in the args */
export function validClusterArgs(name: string, component: string, args: ClusterArgs): ValidatedClusterArgs {
  const { clusterName = name, region = defaultRegion(), tags, iam, vpcId, subnetIds, awsLogin, ...cluster } = args;
  const { stack, context, findings } = validateComponent({
    component,
    region,
    clusterName,
    awsLogin,
    sections: { tags, iam, cluster: { ...cluster, name: clusterName } },
    args: ["cluster"],
    known: ["tags", "iam", "cluster", "given", "creator", "awsLogin"],
  });
  return { context, settings: stack.cluster, vpcId, subnetIds, awsLogin, findings };
}

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

/** Where the control plane lies, and how the program signs in. */
export interface ClusterPlace {
  /** VPC of the cluster: `network.vpcId`. */
  readonly vpcId: pulumi.Input<string>;
  /** Subnets of the control plane, in two zones at least; EKS takes no others later. With Auto Mode also the subnets of its nodes. */
  readonly subnetIds: SubnetIds;
  /** How the stack signs in to AWS. Default: by the credentials of the environment. Required beside an AWS provider of your own. */
  readonly awsLogin?: AwsLogin | undefined;
}

/** The keys of section `cluster` that concern the control plane, and what the stack file says elsewhere. */
export interface ClusterArgs extends ClusterScope, ClusterPlace, Omit<ClusterInput, "name" | "existing" | "drain" | "identity"> {}

/** Args whose settings are valid and complete. */
export interface ValidatedClusterArgs extends ClusterPlace {
  readonly context: Context;
  readonly settings: ClusterSettings;
  /** Rights of those members of teams who exist already. */
  readonly teamPermissions?: readonly AccessPermission[];
  /** What must be there before the control plane, and outlives it; its key and its log group need not wait. */
  readonly after?: readonly pulumi.Resource[];
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

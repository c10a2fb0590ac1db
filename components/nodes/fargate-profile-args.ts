import type * as pulumi from "@pulumi/pulumi";
import type { ClusterHandle } from "../cluster/types";
import type { FargateProfileInput } from "../settings/generated/settings-input";
import type { FargateProfileSettings } from "../settings/types";
import { validateComponent } from "../settings/validation/component";
import type { Context } from "../util/context";
import type { SettingFinding } from "../util/finding";
import type { SubnetIds } from "../util/subnet-ids";
import { mergeTags } from "../util/tags";

/** The keys of an entry of section `fargate`, and settings from other sections of the stack file. */
export interface FargateProfileArgs extends Omit<FargateProfileInput, "zones" | "subnetIds" | "tags"> {
  /** Cluster of the pods: a `Cluster` or an `ExistingCluster`, whose tags and role defaults apply to the profile. */
  readonly cluster: Pick<ClusterHandle, "context" | "clusterName">;
  /** Private subnets: EKS accepts no others. */
  readonly subnetIds: SubnetIds;
  /** Name of the profile: 1 to 35 letters, digits, - and _, must not begin with `eks-`. Default: the name of the component. */
  readonly profile?: string | undefined;
  /** Tags in addition to those of the cluster. Default: none. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** Args whose settings are valid and complete. */
export interface ValidatedFargateProfileArgs extends Pick<FargateProfileArgs, "subnetIds"> {
  readonly context: Context;
  readonly clusterName: pulumi.Input<string>;
  /** Key of the profile in the settings. */
  readonly profile: string;
  readonly settings: FargateProfileSettings;
  readonly findings?: readonly SettingFinding[];
}

/** @throws SettingsError with every problem in the args */
export function validFargateProfileArgs(name: string, component: string, args: FargateProfileArgs): ValidatedFargateProfileArgs {
  const { cluster, profile = name, subnetIds, tags, ...settings } = args;
  const { region, clusterName, iam, tags: clusterTags } = cluster.context;
  const { stack, context, findings } = validateComponent({
    component,
    region,
    clusterName,
    sections: { tags: mergeTags(clusterTags, tags), iam, fargate: { [profile]: settings } },
    args: ["fargate", profile],
    known: ["tags", "iam", "fargate"],
  });
  return { context, clusterName: cluster.clusterName, profile, settings: stack.fargate[profile]!, subnetIds, findings };
}

import type { AccessPermission } from "../iam/access-entries";
import type { ClusterInput } from "../settings/generated/settings-input";
import type { ClusterSettings } from "../settings/types";
import { validateComponent } from "../settings/validation/component";
import { parseArn } from "../util/arn";
import type { AwsLogin } from "../util/aws-login";
import type { ClusterScope, Context } from "../util/context";
import type { SettingFinding } from "../util/finding";
import type { ExistingClusterFacts } from "./lookup";

/** Data of the cluster, and the keys of section `cluster` that apply to an existing one. */
export interface ExistingClusterArgs extends Pick<ClusterScope, "tags" | "iam">, Pick<ClusterInput, "admins" | "access" | "kubeconfig"> {
  /** Data of the cluster, from `await lookUpCluster("shop")` or written out. Region and account are taken from its ARN. */
  readonly facts: ExistingClusterFacts;
  /** How the stack signs in to AWS. Default: with the credentials of the environment. Required with an explicit AWS provider. */
  readonly awsLogin?: AwsLogin | undefined;
}

/** Args whose settings are valid and complete. */
export interface ValidatedExistingClusterArgs extends Pick<ExistingClusterArgs, "facts" | "awsLogin"> {
  readonly context: Context;
  readonly settings: Pick<ClusterSettings, "admins" | "access" | "kubeconfig">;
  /** Permissions of those members of teams that exist already. */
  readonly teamPermissions?: readonly AccessPermission[];
  readonly findings?: readonly SettingFinding[];
}

/** @throws SettingsError with every problem in the args */
export function validExistingClusterArgs(component: string, args: ExistingClusterArgs): ValidatedExistingClusterArgs {
  const { facts, tags, iam, awsLogin, ...cluster } = args;
  const { stack, context, findings } = validateComponent({
    component,
    region: parseArn(facts.arn)?.region,
    clusterName: facts.name,
    awsLogin,
    sections: { tags, iam, cluster: { ...cluster, existing: { name: facts.name } } },
    args: ["cluster"],
    known: ["tags", "iam", "cluster", "given", "creator", "awsLogin"],
  });
  return { context, settings: stack.cluster, facts, awsLogin, findings };
}

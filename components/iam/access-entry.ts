import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { eksAccessPolicies } from "../reference/access-policies";
import { accessPolicyArn } from "../reference/partition";
import type { Context } from "../util/context";
import { mergeTags } from "../util/tags";
import type { PlannedEntry, PlannedPolicy } from "./access-entries";

export interface AccessEntryArgs extends Pick<PlannedEntry, "groups" | "policies" | "username" | "type"> {
  readonly context: Context;
  readonly clusterName: pulumi.Input<string>;
  readonly principalArn: pulumi.Input<string>;
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Cluster access of one IAM principal: its access entry, and an association for each policy.
 * @returns both: clients that log in as the principal depend on them
 */
export function accessEntry(
  name: string,
  { context, clusterName, principalArn, groups, policies, username, type, tags }: AccessEntryArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.CustomResource[] {
  const entry = new aws.eks.AccessEntry(
    name,
    {
      clusterName,
      principalArn,
      ...(type ? { type } : { type: "STANDARD", kubernetesGroups: [...groups] }),
      ...(username !== undefined && { userName: username }),
      tags: mergeTags(context.tags, tags),
    },
    opts,
  );
  const associations = policies.map(({ policy, namespaces }) =>
    accessPolicyAssociation(`${name}-${policy}`, { context, clusterName, principalArn: entry.principalArn, policy, namespaces }, opts),
  );
  return [entry, ...associations];
}

interface AccessPolicyAssociationArgs extends PlannedPolicy {
  readonly context: Context;
  readonly clusterName: pulumi.Input<string>;
  readonly principalArn: pulumi.Input<string>;
}

/** An access policy of a principal that has an access entry. */
export function accessPolicyAssociation(
  name: string,
  { context, clusterName, principalArn, policy, namespaces }: AccessPolicyAssociationArgs,
  opts: pulumi.CustomResourceOptions,
): aws.eks.AccessPolicyAssociation {
  return new aws.eks.AccessPolicyAssociation(
    name,
    {
      clusterName,
      principalArn,
      policyArn: accessPolicyArn(context.partition, eksAccessPolicies[policy].name),
      accessScope: namespaces ? { type: "namespace", namespaces: [...namespaces] } : { type: "cluster" },
    },
    // A change of the scope replaces it under the same id: deleting the old one last would delete the new one too.
    { ...opts, deleteBeforeReplace: true },
  );
}

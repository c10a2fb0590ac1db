import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { eksAccessPolicies } from "../reference/access-policies";
import { accessPolicyArn } from "../reference/partition";
import type { Context } from "../util/context";
import { mergeTags } from "../util/tags";
import type { PlannedEntry } from "./access-entries";

export interface AccessEntryArgs extends Pick<PlannedEntry, "groups" | "policies"> {
  readonly context: Context;
  readonly clusterName: pulumi.Input<string>;
  readonly principalArn: pulumi.Input<string>;
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Lets one IAM principal into the cluster: its access entry, and an association for each policy.
 * @returns both: who logs in as the principal waits for them
 */
export function accessEntry(
  name: string,
  { context, clusterName, principalArn, groups, policies, tags }: AccessEntryArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.CustomResource[] {
  const entry = new aws.eks.AccessEntry(
    name,
    { clusterName, principalArn, type: "STANDARD", kubernetesGroups: [...groups], tags: mergeTags(context.tags, tags) },
    opts,
  );
  const associations = policies.map(
    ({ policy, namespaces }) =>
      new aws.eks.AccessPolicyAssociation(
        `${name}-${policy}`,
        {
          clusterName,
          principalArn: entry.principalArn,
          policyArn: accessPolicyArn(context.partition, eksAccessPolicies[policy]),
          accessScope: namespaces ? { type: "namespace", namespaces: [...namespaces] } : { type: "cluster" },
        },
        // Another scope replaces it, under the same id: deleted last, the old one would take the new one with it.
        { ...opts, deleteBeforeReplace: true },
      ),
  );
  return [entry, ...associations];
}

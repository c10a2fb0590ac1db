import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../iam/policy";
import { type IdentityCluster, type IdentityMode, WorkloadRole } from "../iam/workload-role";
import type { ApplicationTeamSettings } from "../settings/types";
import type { Context } from "../util/context";
import { withAnnotations } from "../util/object-metadata";

export interface TeamServiceAccountArgs {
  readonly context: Context;
  readonly cluster: IdentityCluster;
  readonly mode: IdentityMode;
  readonly namespace: pulumi.Input<string>;
  /** The namespace's name as a plain string. */
  readonly namespaceName: string;
  readonly serviceAccount: string;
  readonly settings: ApplicationTeamSettings["serviceAccounts"][string];
  /** Statements beside those of the settings, for secrets that pods mount. An existing role, and one that assumes another, do not get them. */
  readonly mounts: readonly Statement[];
  readonly tags: Readonly<Record<string, string>>;
}

/** A service account whose pods have the configured AWS permissions. */
export function teamServiceAccount(
  name: string,
  { settings, mounts, namespace, namespaceName, serviceAccount, ...common }: TeamServiceAccountArgs,
  opts: pulumi.CustomResourceOptions,
): void {
  const { policies: managedPolicies, targetRoleArn, roleArn } = settings;
  const statements = targetRoleArn === undefined && roleArn === undefined ? [...settings.statements, ...mounts] : settings.statements;
  const role =
    managedPolicies.length + statements.length > 0 || targetRoleArn !== undefined || roleArn !== undefined
      ? new WorkloadRole(
          name,
          { ...common, namespace: namespaceName, serviceAccount, managedPolicies, statements, targetRoleArn, roleArn },
          { parent: opts.parent },
        )
      : undefined;
  const { imagePullSecrets = [], automountToken, labels = {}, annotations } = settings;
  const labelled = { name: serviceAccount, namespace, ...(Object.keys(labels).length > 0 && { labels }) };
  new k8s.core.v1.ServiceAccount(
    name,
    {
      metadata: withAnnotations(labelled, { ...annotations, ...role?.annotations }),
      ...(imagePullSecrets.length > 0 && { imagePullSecrets: imagePullSecrets.map((secret) => ({ name: secret })) }),
      ...(automountToken !== undefined && { automountServiceAccountToken: automountToken }),
    },
    opts,
  );
}

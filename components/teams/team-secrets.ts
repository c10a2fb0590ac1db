import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../iam/policy";
import { parameterArn, secretArn } from "../iam/secret-arns";
import { WorkloadRole } from "../iam/workload-role";
import { dnsSuffixOf } from "../reference/partition";
import type { TeamSecret } from "../settings/types";
import type { Context } from "../util/context";
import { withAnnotations } from "../util/object-metadata";
import { externalSecret, secretStore } from "./external-secrets";
import { secretProviderClass } from "./secret-provider-class";
import type { ValidatedApplicationTeamArgs } from "./team-args";
import { teamTags } from "./team-role";

type Secrets = Readonly<Record<string, TeamSecret>>;

interface TeamSecretsArgs extends ValidatedApplicationTeamArgs {
  readonly secrets: Secrets;
}

/** Service account with which a team's secrets are read. */
const serviceAccount = "team-secrets";

/**
 * Secrets of AWS in a team's namespaces, read with a role of the team that can read nothing else. Their values never pass through the stack.
 * External Secrets reads them as the service account, which works only by IRSA: its tokens are not those of a pod.
 */
export function teamSecrets(
  name: string,
  args: TeamSecretsArgs,
  namespaces: ReadonlyMap<string, k8s.core.v1.Namespace>,
  { parent }: { readonly parent: pulumi.Resource },
): void {
  const { context, cluster, team, settings, secrets, identityMode, secretsBy = "external-secrets" } = args;
  const [first, ...others] = settings.namespaces as [string, ...string[]];
  const mode = secretsBy === "external-secrets" ? "irsa" : identityMode(first);
  const account = (namespace: string) => ({ namespace, serviceAccount });
  const statements = secretStatements(context, cluster.accountId, secrets);
  const role = new WorkloadRole(
    `${name}-secrets`,
    { context, cluster, mode, ...account(first), sharedWith: others.map(account), statements, tags: teamTags(team, settings) },
    { parent },
  );
  const options = { parent, provider: cluster.provider };
  for (const namespace of settings.namespaces) {
    const ownName = `${name}.${namespace}`;
    const { name: namespaceName } = namespaces.get(namespace)!.metadata;
    const metadata = withAnnotations({ name: serviceAccount, namespace: namespaceName }, role.annotations);
    const reader = new k8s.core.v1.ServiceAccount(`${ownName}-secrets`, { metadata }, options);
    const place = { name: ownName, namespace: namespaceName, context };
    const inside = { ...options, dependsOn: [reader, ...role.ready] };
    if (secretsBy === "external-secrets") synchronize(place, secrets, inside);
    else for (const [secret, from] of Object.entries(secrets)) secretProviderClass(place, secret, from, mode, inside);
  }
}

/** A store for each service that is read, and an ExternalSecret for each secret. */
function synchronize(
  place: { readonly name: string; readonly namespace: pulumi.Input<string>; readonly context: Context },
  secrets: Secrets,
  opts: pulumi.CustomResourceOptions,
): void {
  const kinds = new Set(Object.values(secrets).map(serviceOf));
  const stores = new Map([...kinds].map((service) => [service, secretStore(place, service, serviceAccount, opts)] as const));
  for (const [secret, from] of Object.entries(secrets)) {
    const service = serviceOf(from);
    externalSecret(place, secret, from, service, { ...opts, dependsOn: [stores.get(service)!] });
  }
}

function serviceOf({ secretsManager }: TeamSecret): "SecretsManager" | "ParameterStore" {
  return secretsManager === undefined ? "ParameterStore" : "SecretsManager";
}

/** With the CSI driver pods read secrets as their own service account, so each of the team's gets the permissions. */
export function mountStatements({ context, cluster, settings, secretsBy }: ValidatedApplicationTeamArgs): Statement[] {
  if (!settings.secrets || secretsBy !== "secrets-store-csi-driver") return [];
  return secretStatements(context, cluster.accountId, settings.secrets);
}

/** Permissions to read these secrets and parameters, and to decrypt them with their keys. */
function secretStatements(context: Context, accountId: pulumi.Input<string>, secrets: Secrets): Statement[] {
  const all = Object.values(secrets);
  const named = (key: "secretsManager" | "parameter" | "kmsKeyArn") => [...new Set(all.flatMap((secret) => secret[key] ?? []))];
  const [managed, parameters, keys] = [named("secretsManager"), named("parameter"), named("kmsKeyArn")];
  const suffix = dnsSuffixOf(context.region);
  const allow = (Action: readonly string[], Resource: readonly pulumi.Input<string>[]): Statement[] =>
    Resource.length === 0 ? [] : [{ Effect: "Allow", Action, Resource }];
  return [
    ...allow(
      ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
      managed.map((secret) => secretArn(context, accountId, secret)),
    ),
    ...allow(
      ["ssm:GetParameter", "ssm:GetParameters"],
      parameters.map((parameter) => parameterArn(context, accountId, parameter)),
    ),
    ...allow(["kms:Decrypt"], keys).map((statement) => ({
      ...statement,
      Condition: {
        StringEquals: { "kms:ViaService": ["secretsmanager", "ssm"].map((service) => `${service}.${context.region}.${suffix}`) },
      },
    })),
  ];
}

import type * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../../../iam/policy";
import { parameterArn, secretArn } from "../../../iam/secret-arns";
import type { Context } from "../../../util/context";

/** Data that External Secrets may read. */
export interface ReadableSecrets {
  /** Secrets of Secrets Manager: names, in which `*` matches any characters, or ARNs. */
  readonly secrets: readonly string[];
  /** Parameters of Parameter Store, in the same form. */
  readonly parameters: readonly string[];
  /** Customer managed keys that encrypt them. */
  readonly kmsKeyArns: readonly string[];
}

/**
 * Reads only the named secrets and parameters; it may list the names of all secrets, to find them.
 * Sources: external-secrets/external-secrets docs/provider/aws-secrets-manager.md and aws-parameter-store.md (2026-07-16); for keys the EKS
 * and Secrets Manager user guides.
 */
export function externalSecretsStatements(
  context: Context,
  accountId: pulumi.Input<string>,
  readable: ReadableSecrets,
): readonly Statement[] {
  const { secrets, parameters, kmsKeyArns } = readable;
  return [
    ...(secrets.length > 0 ? secretStatements(secrets.map((secret) => secretArn(context, accountId, secret))) : []),
    ...(parameters.length > 0 ? parameterStatements(context, accountId, parameters) : []),
    ...(kmsKeyArns.length > 0 ? [{ Effect: "Allow", Action: "kms:Decrypt", Resource: kmsKeyArns } as const] : []),
  ];
}

function secretStatements(arns: readonly pulumi.Input<string>[]): Statement[] {
  return [
    { Effect: "Allow", Action: ["secretsmanager:ListSecrets", "secretsmanager:BatchGetSecretValue"], Resource: "*" },
    {
      Effect: "Allow",
      Action: [
        "secretsmanager:GetResourcePolicy",
        "secretsmanager:GetSecretValue",
        "secretsmanager:DescribeSecret",
        "secretsmanager:ListSecretVersionIds",
      ],
      Resource: arns,
    },
  ];
}

/**
 * The calls that the operator makes: it reads a parameter by name, and finds parameters below a path. The response to the latter contains the
 * values of all parameters below the path, but IAM checks only the path, without a trailing slash. So only names that end with `*` allow it.
 * Source: external-secrets/external-secrets providers/v1/aws/parameterstore/parameterstore.go (2026-11-30).
 */
function parameterStatements(context: Context, accountId: pulumi.Input<string>, parameters: readonly string[]): Statement[] {
  const arns = (names: readonly string[]) => names.map((name) => parameterArn(context, accountId, name));
  const paths = parameters.filter((name) => name.endsWith("*")).flatMap((name) => [...topOf(name), name]);
  return [
    { Effect: "Allow", Action: ["ssm:GetParameter"], Resource: arns(parameters) },
    ...(paths.length > 0 ? [{ Effect: "Allow", Action: ["ssm:GetParametersByPath"], Resource: arns(paths) } as const] : []),
  ];
}

/** The parent path of a pattern such as `/shop/*`: `/shop`. None for `/*` and `/shop-*`. */
function topOf(name: string): string[] {
  const top = name.replace(/\/\*$/, "");
  return top === name || top === "" || top.endsWith(":parameter") ? [] : [top];
}

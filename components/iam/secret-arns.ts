import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../util/context";

type Place = Pick<Context, "partition" | "region">;

/** ARN of a secret in Secrets Manager, by its name or ARN. Secrets Manager appends a hyphen and six characters to a secret's name. */
export function secretArn({ partition, region }: Place, accountId: pulumi.Input<string>, secret: string): pulumi.Input<string> {
  if (secret.startsWith("arn:")) return secret;
  return pulumi.interpolate`arn:${partition}:secretsmanager:${region}:${accountId}:secret:${secret.endsWith("*") ? secret : `${secret}-??????`}`;
}

/** ARN of a parameter in Parameter Store, by its name or ARN. The slash before a parameter's path is part of its name, but not doubled in its ARN. */
export function parameterArn({ partition, region }: Place, accountId: pulumi.Input<string>, parameter: string): pulumi.Input<string> {
  if (parameter.startsWith("arn:")) return parameter;
  return pulumi.interpolate`arn:${partition}:ssm:${region}:${accountId}:parameter/${parameter.replace(/^\//, "")}`;
}

import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ClusterSettings } from "../settings/types";
import type { Context } from "../util/context";

export interface EncryptionKeyArgs {
  readonly context: Context;
  readonly encryption: ClusterSettings["encryption"];
}

/** ARN of the key for envelope encryption of Secrets: a key created here and rotated each year, the given one, or none. */
export function encryptionKey(
  name: string,
  { context, encryption }: EncryptionKeyArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Input<string> | undefined {
  if (typeof encryption === "object") return encryption.kmsKeyArn;
  if (!encryption) return undefined;
  const key = new aws.kms.Key(
    `${name}-secrets`,
    {
      description: `Secrets of EKS cluster ${context.clusterName}`,
      enableKeyRotation: true,
      deletionWindowInDays: 30, // the maximum: a cluster cannot recover without its key
      tags: context.tags,
    },
    opts,
  );
  new aws.kms.Alias(`${name}-secrets`, { name: `alias/eks/${context.clusterName}`, targetKeyId: key.keyId }, opts);
  return key.arn;
}

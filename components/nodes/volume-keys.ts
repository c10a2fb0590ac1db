import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterHandle } from "../cluster/types";
import { autoScalingRole } from "../reference/aws-names";
import type { NodePoolSettings } from "../settings/types";
import { nameInArn } from "../util/arn";
import type { Context } from "../util/context";

/** KMS keys of volumes, by ARN. */
export type VolumeKeys = Readonly<Record<string, pulumi.Output<string>>>;

export interface VolumeKeysArgs {
  readonly context: Context;
  readonly cluster: Pick<ClusterHandle, "accountId">;
  readonly settings: Pick<NodePoolSettings, "disk" | "volumes">;
}

/**
 * Operations that EC2 Auto Scaling needs for encrypted volumes.
 * Source: EC2 Auto Scaling user guide, required AWS KMS key policy for use with encrypted volumes (2026).
 */
const operations = [
  "Encrypt",
  "Decrypt",
  "ReEncryptFrom",
  "ReEncryptTo",
  "GenerateDataKey",
  "GenerateDataKeyWithoutPlaintext",
  "DescribeKey",
  "CreateGrant",
];

/**
 * The KMS keys of a pool's volumes. They resolve when EC2 Auto Scaling, which starts the nodes, may use them: without a grant it terminates
 * each instance while it starts.
 */
export function volumeKeys(name: string, { context, cluster, settings }: VolumeKeysArgs, parent: pulumi.Resource): VolumeKeys {
  const arns = [settings.disk, ...Object.values(settings.volumes)].flatMap(({ kmsKeyArn }) => kmsKeyArn ?? []);
  if (arns.length === 0) return {};
  const granteePrincipal = pulumi.interpolate`arn:${context.partition}:iam::${cluster.accountId}:role/${autoScalingRole}`;
  const usable = (keyId: string) => {
    const grant = `${name}-${nameInArn(keyId)}`;
    return new aws.kms.Grant(grant, { keyId, granteePrincipal, operations }, { parent }).keyId;
  };
  return Object.fromEntries([...new Set(arns)].map((arn) => [arn, usable(arn)]));
}

import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../../../iam/policy";
import { dnsSuffixOf } from "../../../reference/partition";
import type { Context } from "../../../util/context";

export interface TridentAccess {
  readonly fileSystemId: pulumi.Input<string>;
  readonly secretArn: pulumi.Input<string>;
}

/**
 * Reads the credentials, and manages volumes of one file system. A customer managed key of the secret is used through Secrets Manager alone, so for this
 * secret alone.
 * Source: NetApp documentation, Create an IAM role and AWS Secret (Trident 26.06), narrowed to the file system; of these calls
 * Trident 26.06 itself makes the lookups and DeleteVolume (storage_drivers/ontap/aws_common.go), and the rest through ONTAP. RestoreVolumeFromSnapshot, of OpenZFS
 * alone, is left out.
 */
export function tridentStatements({ partition, region }: Context, { fileSystemId, secretArn }: TridentAccess): Statement[] {
  const within = (kind: string) => pulumi.interpolate`arn:${partition}:fsx:${region}:*:${kind}/${fileSystemId}/*`;
  return [
    {
      Effect: "Allow",
      Action: ["fsx:DescribeFileSystems", "fsx:DescribeStorageVirtualMachines", "fsx:DescribeVolumes"],
      Resource: "*",
    },
    {
      Effect: "Allow",
      Action: ["fsx:CreateVolume", "fsx:UpdateVolume", "fsx:DeleteVolume", "fsx:TagResource", "fsx:UntagResource"],
      Resource: [within("volume"), within("storage-virtual-machine")],
    },
    { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: secretArn },
    {
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: "*",
      Condition: { StringEquals: { "kms:ViaService": `secretsmanager.${region}.${dnsSuffixOf(region)}` } },
    },
  ];
}

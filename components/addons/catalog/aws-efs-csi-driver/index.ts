import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { replacedOnChange } from "../../../util/immutable-fields";
import { kmsKeyArn } from "../../../util/schemas";
import { type Addon, eksAddon, type InstallContext, manifests } from "../../addon";
import { keyOf } from "../../data-store";
import { remoteArns } from "../common/arns";
import { isEndpointMissing } from "../common/endpoint-missing";
import { commonOptions, onDemand, systemTolerations } from "../common/options";
import { EfsFileSystem } from "./file-system";
import { mountHelperStatements } from "./policy";

const fileSystem = z.strictObject({
  kmsKeyArn: kmsKeyArn.optional().describe("ARN of the KMS key that encrypts it. Default: the AWS managed key of EFS"),
  throughput: z
    .enum(["elastic", "bursting"])
    .default("elastic")
    .describe("Throughput mode: elastic scales with use, bursting with the amount of stored data"),
  infrequentAccessAfterDays: z
    .literal([0, 1, 7, 14, 30, 60, 90, 180, 270, 365])
    .default(30)
    .describe(
      "Days without access after which files move to the storage class Infrequent Access, until they are read again; 0 means never",
    ),
  backup: z.boolean().default(true).describe("Daily backups by AWS Backup"),
  retain: z
    .boolean()
    .default(false)
    .describe("Keep the file system and its files when it is removed from the stack or the stack is destroyed"),
});

const options = z.strictObject({
  ...commonOptions.managed,
  ...commonOptions.permissions,
  fileSystem: onDemand(fileSystem).describe(
    "Create an encrypted file system with a mount target in each zone; true means with all defaults",
  ),
  fileSystemId: z
    .string()
    .regex(/^fs-[0-9a-f]{8,40}$/, "the ID of a file system such as fs-0123456789abcdef0")
    .optional()
    .describe("ID of an existing file system that the nodes can reach"),
  storageClass: z.boolean().default(true).describe("Create the StorageClass `efs` if there is a file system: one access point per claim"),
});

type Options = z.output<typeof options>;
type FileSystemId = pulumi.Input<string> | undefined;

const name = "aws-efs-csi-driver";

/** Amazon EFS CSI driver: shared files for pods on many nodes; optionally with a file system and a StorageClass. */
export const awsEfsCsiDriver: Addon<Options, FileSystemId> = {
  name,
  options,
  namespace: "kube-system",
  requires: ["nodes"],
  outlivesNodes: true,
  supportsFargate: false,
  validate: (options, profile) => [
    () =>
      options.fileSystem && options.fileSystemId !== undefined
        ? "`fileSystem` creates a file system and `fileSystemId` names an existing one; remove one of the two"
        : undefined,
    () => (options.fileSystem ? remoteArns(["fileSystem", "kmsKeyArn"], options.fileSystem.kmsKeyArn, profile) : []),
  ],
  optionalAwsServices: () => ["elasticfilesystem"],
  warn: ({ fileSystem }, profile) => [
    ...(isEndpointMissing("elasticfilesystem", profile)
      ? [
          {
            message:
              "claims get no access points, because there is neither NAT nor `elasticfilesystem` in `network.endpoints`. Mounting works",
            fix: "add `elasticfilesystem` to `network.endpoints`, or write `endpoints: private`",
          },
        ]
      : []),
    ...(fileSystem && !profile.zonesKnown
      ? [
          {
            at: ["fileSystem"],
            message:
              "EFS allows one mount target in each zone, and the zones of the existing subnets are not known: a second subnet in a zone would fail",
            fix: "set `network.existing.zones`",
          },
        ]
      : []),
  ],
  createAwsResources: (name, { fileSystem, fileSystemId }, install, opts) =>
    fileSystem ? new EfsFileSystem(`${name}-file-system`, { site: install, ...fileSystem }, opts).fileSystemId : fileSystemId,
  dataStores: ({ fileSystem }) =>
    fileSystem ? [{ option: "fileSystem", noun: "file system", fixed: { kmsKeyArn: keyOf(fileSystem.kmsKeyArn) } }] : [],
  mainServiceAccount: () => "efs-csi-controller-sa",
  // With IRSA the EKS add-on assigns its single role to both service accounts.
  identity: () => [
    {
      namespace: "kube-system",
      serviceAccount: "efs-csi-controller-sa",
      managedPolicies: ["service-role/AmazonEFSCSIDriverPolicy"],
    },
    { namespace: "kube-system", serviceAccount: "efs-csi-node-sa", statements: () => mountHelperStatements, daemonSet: true },
  ],
  install: ({ storageClass }, install, fileSystemId) => [
    eksAddon(name, install.profile.taints.length > 0 ? { controller: { tolerations: systemTolerations(install.profile) } } : {}),
    ...(storageClass && fileSystemId !== undefined ? [accessPointClass(fileSystemId, install)] : []),
  ],
  outputs: (_options, _site, fileSystemId): Record<string, pulumi.Input<string>> => (fileSystemId === undefined ? {} : { fileSystemId }),
};

function accessPointClass(fileSystemId: pulumi.Input<string>, { cluster }: InstallContext) {
  return manifests((name, opts) => [
    new k8s.storage.v1.StorageClass(
      `${name}-efs`,
      {
        metadata: { name: "efs" },
        provisioner: "efs.csi.aws.com",
        parameters: { provisioningMode: "efs-ap", fileSystemId, directoryPerms: "700" },
        reclaimPolicy: "Delete",
        volumeBindingMode: "Immediate", // a file system is available in all zones
      },
      { ...opts, provider: cluster.provider, ...replacedOnChange("storage.k8s.io/v1", "StorageClass") },
    ),
  ]);
}

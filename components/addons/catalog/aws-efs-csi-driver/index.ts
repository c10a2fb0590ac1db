import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { replacedOnChange } from "../../../util/immutable-fields";
import { kmsKeyArn } from "../../../util/schemas";
import { type Addon, eksAddon, type InstallContext, manifests } from "../../addon";
import { foreignArn } from "../common/arns";
import { isEndpointMissing } from "../common/endpoint-missing";
import { commonOptions, onDemand, systemTolerations } from "../common/options";
import { EfsFileSystem } from "./file-system";
import { mountHelperStatements } from "./policy";

const fileSystem = z.strictObject({
  kmsKeyArn: kmsKeyArn.optional().describe("KMS key of yours that encrypts it. Default: AWS's key for EFS"),
  throughput: z
    .enum(["elastic", "bursting"])
    .default("elastic")
    .describe("Throughput by use, paid by use; or by the amount of data that is stored"),
  infrequentAccessAfterDays: z
    .literal([0, 1, 7, 14, 30, 60, 90, 180, 270, 365])
    .default(30)
    .describe(
      "Days after which files that nobody touches move to the storage class Infrequent Access, until somebody reads them; 0: never",
    ),
  backup: z.boolean().default(true).describe("Daily backups by AWS Backup"),
  retain: z
    .boolean()
    .default(false)
    .describe("Leave it in the account, with its files, when it is removed from the stack or the stack is destroyed"),
});

const options = z.strictObject({
  ...commonOptions.managed,
  fileSystem: onDemand(fileSystem).describe("Make an encrypted file system, reachable from the nodes in each zone; true for all defaults"),
  fileSystemId: z
    .string()
    .regex(/^fs-[0-9a-f]{8,40}$/, "the id of a file system such as fs-0123456789abcdef0")
    .optional()
    .describe("A file system of yours instead, reachable from the nodes"),
  storageClass: z
    .boolean()
    .default(true)
    .describe("Make the StorageClass `efs` where there is a file system: an access point of its own for each claim"),
});

type Options = z.output<typeof options>;
type FileSystemId = pulumi.Input<string> | undefined;

const name = "aws-efs-csi-driver";

/** Amazon EFS CSI driver: files that pods on many nodes share; on demand with a file system and a StorageClass. */
export const awsEfsCsiDriver: Addon<Options, FileSystemId> = {
  name,
  options,
  namespace: "kube-system",
  requires: ["nodes"],
  outlivesNodes: true,
  supportsFargate: false,
  validate: ({ fileSystem, fileSystemId }, profile) => {
    if (fileSystem && fileSystemId) return "`fileSystem` makes one and `fileSystemId` names another; remove one of the two";
    return fileSystem ? foreignArn([fileSystem.kmsKeyArn], profile) : undefined;
  },
  optionalAwsServices: () => ["elasticfilesystem"],
  warn: (_, profile) =>
    isEndpointMissing("elasticfilesystem", profile)
      ? {
          message:
            "no claim gets an access point, because there is neither NAT nor `elasticfilesystem` in a list of `network.endpoints`; mounting needs none",
          fix: "add `elasticfilesystem` to `network.endpoints`, or write `endpoints: private`",
        }
      : undefined,
  createAwsResources: (name, { fileSystem, fileSystemId }, install, opts) =>
    fileSystem ? new EfsFileSystem(`${name}-file-system`, { site: install, ...fileSystem }, opts).fileSystemId : fileSystemId,
  // By IRSA the EKS add-on gives its one role to both service accounts.
  identity: () => [
    {
      namespace: "kube-system",
      serviceAccount: "efs-csi-controller-sa",
      managedPolicies: ["service-role/AmazonEFSCSIDriverPolicy"],
    },
    { namespace: "kube-system", serviceAccount: "efs-csi-node-sa", statements: mountHelperStatements, daemonSet: true },
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
        volumeBindingMode: "Immediate", // a file system is in all zones
      },
      { ...opts, provider: cluster.provider, ...replacedOnChange("storage.k8s.io/v1", "StorageClass") },
    ),
  ]);
}

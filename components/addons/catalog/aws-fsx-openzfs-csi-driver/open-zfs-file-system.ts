import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { mergeTags } from "../../../util/tags";
import type { InstallContext } from "../../addon";
import { fileSystemGroup, type Ports, subnetOf } from "../common/fsx";

export interface OpenZfsFileSystemArgs {
  readonly site: InstallContext;
  readonly storageGiB: number;
  readonly deploymentType: string;
  /** MB/s. */
  readonly throughput: number;
  readonly zone?: string | undefined;
  /** Key that encrypts it. Default: the AWS managed key of FSx. */
  readonly kmsKeyArn?: string | undefined;
  readonly backupRetentionDays: number;
  /** Such as `7:03:30`, in UTC. Default: a time that AWS chooses. */
  readonly weeklyMaintenance?: string | undefined;
  /** Whether AWS makes a last backup before it is deleted. */
  readonly finalBackup: boolean;
  /** Whether it is kept when it is removed from the stack. */
  readonly retain: boolean;
}

/** Source: FSx for OpenZFS user guide, file system access control with Amazon VPC (2026). */
const ports: readonly Ports[] = [
  [111, 111],
  [2049, 2049],
  [20001, 20003],
].flatMap(([from, to]) => (["tcp", "udp"] as const).map((protocol) => ({ protocol, from: from!, to: to! })));

/** An FSx for OpenZFS file system that only the nodes reach. Claims get volumes of it. */
export class OpenZfsFileSystem extends pulumi.ComponentResource {
  readonly fileSystemId: pulumi.Output<string>;
  readonly rootVolumeId: pulumi.Output<string>;

  constructor(name: string, args: OpenZfsFileSystemArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:OpenZfsFileSystem", name, {}, opts);
    const { context, network } = args.site;
    const group = fileSystemGroup(name, "FSx for OpenZFS file system", "openzfs", ports, false, args.site, {
      parent: this,
      retainOnDelete: args.retain,
    });
    const fileSystem = new aws.fsx.OpenZfsFileSystem(
      name,
      {
        subnetIds: [subnetOf(network, args.zone)],
        securityGroupIds: [group.id],
        deploymentType: args.deploymentType,
        storageCapacity: args.storageGiB,
        throughputCapacity: args.throughput,
        kmsKeyId: args.kmsKeyArn,
        automaticBackupRetentionDays: args.backupRetentionDays,
        weeklyMaintenanceStartTime: args.weeklyMaintenance,
        copyTagsToBackups: true,
        copyTagsToVolumes: true,
        skipFinalBackup: !args.finalBackup,
        ...(args.finalBackup && { finalBackupTags: context.tags }),
        deleteOptions: ["DELETE_CHILD_VOLUMES_AND_SNAPSHOTS"], // volumes of claims, which Pulumi does not know
        rootVolumeConfiguration: {
          dataCompressionType: "ZSTD",
          nfsExports: { clientConfigurations: [{ clients: "*", options: ["rw", "crossmnt", "no_root_squash"] }] }, // the security group says who reaches it
        },
        tags: mergeTags(context.tags, { Name: `${context.clusterName}-openzfs` }),
      },
      { parent: this, retainOnDelete: args.retain },
    );
    this.fileSystemId = fileSystem.id;
    this.rootVolumeId = fileSystem.rootVolumeId;
    this.registerOutputs({ fileSystemId: this.fileSystemId, rootVolumeId: this.rootVolumeId });
  }
}

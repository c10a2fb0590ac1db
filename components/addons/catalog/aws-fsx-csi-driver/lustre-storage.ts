import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { outputAfter } from "../../../util/output-after";
import { mergeTags } from "../../../util/tags";
import type { InstallContext } from "../../addon";
import { fileSystemGroup, type Ports, subnetOf } from "../common/fsx";
import type { LustreFileSystemSettings } from "./options";

/** Source: FSx for Lustre user guide, file system access control with Amazon VPC (2026). */
const ports: readonly Ports[] = [
  { protocol: "tcp", from: 988, to: 988 },
  { protocol: "tcp", from: 1018, to: 1023 },
];

/** Version of Lustre that AL2023 and Bottlerocket have a client for. Source: the same guide, client compatibility. */
const version = "2.15";

export interface LustreStorageArgs {
  readonly site: InstallContext;
  /** The file system to create; none for StorageClasses alone. */
  readonly fileSystem?: LustreFileSystemSettings | undefined;
}

/** Where pods find a file system. */
export interface LustreMount {
  readonly fileSystemId: pulumi.Output<string>;
  readonly dnsName: pulumi.Output<string>;
  readonly mountName: pulumi.Output<string>;
}

/** The security group of FSx for Lustre file systems, and optionally a file system. */
export class LustreStorage extends pulumi.ComponentResource {
  readonly securityGroupId: pulumi.Output<string>;
  readonly mount?: LustreMount;

  constructor(name: string, { site, fileSystem }: LustreStorageArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:LustreStorage", name, {}, opts);
    const group = fileSystemGroup(name, "FSx for Lustre file systems", "lustre", ports, true, site, {
      parent: this,
      retainOnDelete: fileSystem?.retain ?? false,
    });
    this.securityGroupId = group.id;
    if (fileSystem) this.mount = this.createFileSystem(name, fileSystem, group, site);
    this.registerOutputs({ securityGroupId: this.securityGroupId, fileSystemId: this.mount?.fileSystemId });
  }

  private createFileSystem(
    name: string,
    settings: LustreFileSystemSettings,
    group: aws.ec2.SecurityGroup,
    { context, network }: InstallContext,
  ): LustreMount {
    const persistent = settings.deploymentType === "PERSISTENT_2";
    const fileSystem = new aws.fsx.LustreFileSystem(
      `${name}-file-system`,
      {
        subnetIds: subnetOf(network, settings.zone),
        securityGroupIds: [group.id],
        storageCapacity: settings.storageGiB,
        deploymentType: settings.deploymentType,
        fileSystemTypeVersion: version,
        dataCompressionType: settings.compression ? "LZ4" : "NONE",
        weeklyMaintenanceStartTime: settings.weeklyMaintenance,
        ...(persistent && {
          perUnitStorageThroughput: settings.throughput ?? 125,
          kmsKeyId: settings.kmsKeyArn,
          automaticBackupRetentionDays: settings.backupRetentionDays,
          copyTagsToBackups: true,
          skipFinalBackup: !settings.finalBackup,
          ...(settings.finalBackup && { finalBackupTags: context.tags }),
        }),
        tags: mergeTags(context.tags, { Name: `${context.clusterName}-lustre` }),
      },
      { parent: this, retainOnDelete: settings.retain },
    );
    return { fileSystemId: outputAfter(fileSystem.id, [group]), dnsName: fileSystem.dnsName, mountName: fileSystem.mountName };
  }
}

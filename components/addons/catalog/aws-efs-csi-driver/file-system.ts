import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { outputAfter } from "../../../util/output-after";
import { mergeTags } from "../../../util/tags";
import type { InstallContext } from "../../addon";

export interface EfsFileSystemArgs {
  readonly site: InstallContext;
  /** Key that encrypts it. Default: the AWS managed key for EFS. */
  readonly kmsKeyArn?: string;
  readonly throughput: "elastic" | "bursting";
  /** Days without access after which files move to the cheaper storage class; 0 means never. */
  readonly infrequentAccessAfterDays: number;
  /** Daily backups by AWS Backup. */
  readonly backup: boolean;
  /** Whether it is retained, with its files, when it is removed from the stack. */
  readonly retain: boolean;
}

/** An encrypted file system with a mount target in each zone of the cluster's nodes. */
export class EfsFileSystem extends pulumi.ComponentResource {
  /** Resolves when it can be mounted everywhere. */
  readonly fileSystemId: pulumi.Output<string>;

  constructor(name: string, args: EfsFileSystemArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:EfsFileSystem", name, {}, opts);
    const fileSystem = this.createFileSystem(name, args);
    const mountTargets = this.createMountTargets(name, args.site, fileSystem, this.openToNodes(name, args.site));

    this.fileSystemId = outputAfter(fileSystem.id, mountTargets);
    this.registerOutputs({ fileSystemId: this.fileSystemId });
  }

  private createFileSystem(name: string, args: EfsFileSystemArgs): aws.efs.FileSystem {
    const { context } = args.site;
    const options = { parent: this, retainOnDelete: args.retain };
    const fileSystem = new aws.efs.FileSystem(
      name,
      {
        encrypted: true,
        kmsKeyId: args.kmsKeyArn,
        throughputMode: args.throughput,
        lifecyclePolicies: lifecycle(args),
        tags: mergeTags(context.tags, { Name: `${context.clusterName}-efs` }),
      },
      options,
    );
    const backupPolicy = { status: args.backup ? "ENABLED" : "DISABLED" };
    new aws.efs.BackupPolicy(`${name}-backup`, { fileSystemId: fileSystem.id, backupPolicy }, options);
    return fileSystem;
  }

  /** Security group that allows NFS from the nodes, which all have the cluster security group. */
  private openToNodes(name: string, { context, cluster, network }: InstallContext): aws.ec2.SecurityGroup {
    const tags = mergeTags(context.tags, { Name: `${context.clusterName}-efs` });
    const group = new aws.ec2.SecurityGroup(name, { vpcId: network.vpcId, description: "EFS mount targets", tags }, { parent: this });
    new aws.vpc.SecurityGroupIngressRule(
      `${name}-nfs`,
      {
        securityGroupId: group.id,
        description: "NFS from the nodes",
        referencedSecurityGroupId: cluster.securityGroupId,
        ipProtocol: "tcp",
        fromPort: 2049,
        toPort: 2049,
        tags,
      },
      { parent: this },
    );
    return group;
  }

  private createMountTargets(
    name: string,
    { network }: InstallContext,
    fileSystem: aws.efs.FileSystem,
    group: aws.ec2.SecurityGroup,
  ): aws.efs.MountTarget[] {
    return mountedSubnets(network).map(
      ({ key, subnetId }) =>
        new aws.efs.MountTarget(`${name}-${key}`, { fileSystemId: fileSystem.id, subnetId, securityGroups: [group.id] }, { parent: this }),
    );
  }
}

/** EFS allows one mount target per zone: in the zone's first subnet. If the zones of an existing VPC are unknown, each subnet counts as one zone. */
function mountedSubnets({ privateSubnetIds, zones }: InstallContext["network"]) {
  return privateSubnetIds
    .map((subnetId, index) => ({ key: zones[index] ?? String(index + 1), subnetId }))
    .filter(({ key }, index, all) => all.findIndex((other) => other.key === key) === index);
}

/** Moves files back to the standard class when they are read. */
function lifecycle({ infrequentAccessAfterDays: days }: EfsFileSystemArgs): aws.types.input.efs.FileSystemLifecyclePolicy[] {
  if (days === 0) return [];
  return [{ transitionToIa: days === 1 ? "AFTER_1_DAY" : `AFTER_${days}_DAYS` }, { transitionToPrimaryStorageClass: "AFTER_1_ACCESS" }];
}

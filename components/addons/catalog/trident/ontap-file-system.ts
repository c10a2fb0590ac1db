import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { outputAfter } from "../../../util/output-after";
import { mergeTags } from "../../../util/tags";
import type { InstallContext } from "../../addon";
import { fileSystemGroup, type Ports, subnetOf } from "../common/fsx";
import { type FileSystemSettings, isMultiAz, throughputOf } from "./options";
import { vsadminSecret } from "./vsadmin-secret";

/** Name of the storage virtual machine. */
export const svmName = "trident";

/**
 * HTTPS of ONTAP's API, for Trident, and NFS 4.1, for mounts; NFS 3, SMB and iSCSI need more.
 * Sources: FSx for ONTAP user guide, file system access control with Amazon VPC; NetApp documentation, Trident ports (2026).
 */
const ports: readonly Ports[] = [443, 2049].map((port) => ({ protocol: "tcp", from: port, to: port }));

export interface OntapFileSystemArgs {
  readonly site: InstallContext;
  readonly settings: FileSystemSettings;
}

/** An FSx for ONTAP file system that only the nodes reach, and a storage virtual machine in which claims get volumes. */
export class OntapFileSystem extends pulumi.ComponentResource {
  /** Resolves when Trident can use it. */
  readonly fileSystemId: pulumi.Output<string>;
  readonly svmId: pulumi.Output<string>;
  /** Secret of the user `vsadmin` of the storage virtual machine. */
  readonly secretArn: pulumi.Output<string>;

  constructor(name: string, { site, settings }: OntapFileSystemArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:OntapFileSystem", name, {}, opts);
    const { context } = site;
    const kept = { parent: this, retainOnDelete: settings.retain };
    const group = fileSystemGroup(name, "FSx for ONTAP file system", "ontap", ports, false, site, kept);
    const tags = mergeTags(context.tags, { Name: `${context.clusterName}-ontap` });
    const fileSystem = new aws.fsx.OntapFileSystem(
      name,
      {
        ...placeOf(site, settings),
        securityGroupIds: [group.id],
        deploymentType: settings.deploymentType,
        storageCapacity: settings.storageGiB,
        ...capacityOf(settings),
        kmsKeyId: settings.kmsKeyArn,
        automaticBackupRetentionDays: settings.backupRetentionDays,
        weeklyMaintenanceStartTime: settings.weeklyMaintenance,
        tags,
      },
      kept,
    );
    const { secretArn, password } = vsadminSecret(name, { context, secretArn: settings.secretArn }, kept);
    const svm = new aws.fsx.OntapStorageVirtualMachine(
      `${name}-svm`,
      { fileSystemId: fileSystem.id, name: svmName, rootVolumeSecurityStyle: "UNIX", svmAdminPassword: password, tags },
      kept,
    );
    this.fileSystemId = outputAfter(fileSystem.id, [svm]);
    this.svmId = svm.id;
    this.secretArn = outputAfter(secretArn, [svm]);
    this.registerOutputs({ fileSystemId: this.fileSystemId, svmId: this.svmId, secretArn: this.secretArn });
  }
}

/**
 * Throughput: of the first generation as a whole, since the AWS provider replaces such a file system where that of its HA pair is raised.
 * Source: terraform-provider-aws, internal/service/fsx/ontap_file_system.go, CustomizeDiff.
 */
function capacityOf(settings: FileSystemSettings) {
  const throughput = throughputOf(settings);
  return settings.deploymentType.endsWith("_1")
    ? { throughputCapacity: throughput }
    : { haPairs: settings.haPairs, throughputCapacityPerHaPair: throughput };
}

/** Subnets: of MULTI_AZ two, the preferred one first, and the route tables through which its floating addresses are reached. */
function placeOf({ network }: InstallContext, settings: FileSystemSettings) {
  const preferredSubnetId = subnetOf(network, settings.zone);
  if (!isMultiAz(settings)) return { subnetIds: [preferredSubnetId], preferredSubnetId };
  const { zones, privateRouteTableIds = [], podRouteTableIds = [] } = network;
  const { standbyZone } = zonesOf(settings, zones);
  if (standbyZone === undefined) throw new Error("a file system over two zones needs private subnets in two zones that are known");
  return {
    subnetIds: [preferredSubnetId, subnetOf(network, standbyZone)],
    preferredSubnetId,
    routeTableIds: settings.routeTableIds ?? [...privateRouteTableIds, ...podRouteTableIds],
  };
}

/** Zones of a file system among those of the private subnets: by default the first one and, for a standby, the next one. */
export function zonesOf(
  { zone, standbyZone, deploymentType }: Pick<FileSystemSettings, "zone" | "standbyZone" | "deploymentType">,
  zones: readonly string[],
): { readonly zone: string | undefined; readonly standbyZone?: string | undefined } {
  const preferred = zone ?? zones[0];
  if (!isMultiAz({ deploymentType })) return { zone: preferred };
  const after = zones.slice(zones.indexOf(preferred ?? "") + 1);
  return { zone: preferred, standbyZone: standbyZone ?? [...after, ...zones].find((other) => other !== preferred) };
}

// Simulated FSx file systems.
import type { Value } from "../../types";
import { hex } from "../values";
import { account, arn, ec2Id, uuid } from "./place";
import type { Rules, Subject } from "./subject";

/** What file systems of every kind have. */
const common = ({ place, seed, inputs, known }: Subject, id: string, subnetId: Value | undefined): Record<string, Value> => ({
  arn: arn(place, "fsx", `file-system/${id}`),
  dnsName: `${id}.fsx.${place.region}.${place.dnsSuffix}`,
  kmsKeyId: inputs.kmsKeyId ?? arn(place, "kms", `key/${uuid(`fsx ${place.region}`)}`),
  networkInterfaceIds: [ec2Id("eni", seed)],
  ownerId: account,
  storageType: inputs.storageType ?? "SSD",
  vpcId: (known("aws:ec2/subnet:Subnet", String(subnetId))?.vpcId as Value | undefined) ?? ec2Id("vpc", seed),
  dailyAutomaticBackupStartTime: inputs.dailyAutomaticBackupStartTime ?? "05:00",
  weeklyMaintenanceStartTime: inputs.weeklyMaintenanceStartTime ?? "7:09:00",
});

export const fsxRules: Rules = {
  "aws:fsx/lustreFileSystem:LustreFileSystem": {
    id: ({ seed }) => ec2Id("fs", `lustre ${seed}`),
    outputs: (subject, id) => ({
      ...common(subject, id, subject.inputs.subnetIds),
      mountName: subject.inputs.deploymentType === "SCRATCH_1" ? "fsx" : hex(`mount ${subject.seed}`, 8),
      automaticBackupRetentionDays: subject.inputs.automaticBackupRetentionDays ?? 0,
      autoImportPolicy: "",
      exportPath: "",
      importedFileChunkSize: 0,
      efaEnabled: subject.inputs.efaEnabled ?? false,
      fileSystemTypeVersion: subject.inputs.fileSystemTypeVersion ?? "2.10",
      logConfiguration: { level: "DISABLED" },
    }),
  },
  "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": {
    id: ({ seed }) => ec2Id("fs", `openzfs ${seed}`),
    outputs: (subject, id) => ({
      ...common(subject, id, Array.isArray(subject.inputs.subnetIds) ? subject.inputs.subnetIds[0] : ""),
      rootVolumeId: ec2Id("fsvol", subject.seed),
      endpointIpAddress: "",
      endpointIpAddressRange: subject.inputs.endpointIpAddressRange ?? "",
      networkType: subject.inputs.networkType ?? "IPV4",
      routeTableIds: subject.inputs.routeTableIds ?? [],
      diskIopsConfiguration: { iops: 3 * Number(subject.inputs.storageCapacity), mode: "AUTOMATIC" },
    }),
  },
  "aws:fsx/ontapFileSystem:OntapFileSystem": {
    id: ({ seed }) => ec2Id("fs", `ontap ${seed}`),
    outputs: (subject, id) => {
      const { inputs, place } = subject;
      const { dnsName, ...rest } = common(subject, id, inputs.preferredSubnetId);
      const endpoint = (kind: string) => [{ dnsName: `${kind}.${String(dnsName)}`, ipAddresses: [] }];
      const pairs = Number(inputs.haPairs ?? 1);
      return {
        ...rest,
        dnsName: "", // of its storage virtual machines
        endpoints: [{ interclusters: endpoint("intercluster"), managements: endpoint("management") }],
        endpointIpAddressRange: inputs.endpointIpAddressRange ?? "198.19.255.0/24",
        haPairs: pairs,
        networkType: inputs.networkType ?? "IPV4",
        routeTableIds: inputs.routeTableIds ?? [],
        throughputCapacity: inputs.throughputCapacity ?? Number(inputs.throughputCapacityPerHaPair) * pairs,
        throughputCapacityPerHaPair: inputs.throughputCapacityPerHaPair ?? Number(inputs.throughputCapacity) / pairs,
        diskIopsConfiguration: { iops: 3 * Number(inputs.storageCapacity), mode: "AUTOMATIC" },
        arn: arn(place, "fsx", `file-system/${id}`),
      };
    },
  },
  "aws:fsx/ontapStorageVirtualMachine:OntapStorageVirtualMachine": {
    id: ({ seed }) => ec2Id("svm", seed),
    outputs: ({ inputs, place, seed }, id) => {
      const fileSystemId = String(inputs.fileSystemId);
      const endpoint = [{ dnsName: `${id}.${fileSystemId}.fsx.${place.region}.${place.dnsSuffix}`, ipAddresses: [] }];
      return {
        arn: arn(place, "fsx", `storage-virtual-machine/${fileSystemId}/${id}`),
        endpoints: [{ iscsis: endpoint, managements: endpoint, nfs: endpoint, smbs: [] }],
        subtype: "DEFAULT",
        uuid: uuid(`svm ${seed}`),
      };
    },
  },
};

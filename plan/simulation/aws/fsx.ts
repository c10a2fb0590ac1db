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
};

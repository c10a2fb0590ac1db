import type * as aws from "@pulumi/aws";
import { amiFamilyOf } from "../reference/ami-of-family";
import type { AmiFamily } from "../reference/ami-types";
import type { NodePoolSettings } from "../settings/types";
import type { VolumeKeys } from "./volume-keys";

type BlockDevice = aws.types.input.ec2.LaunchTemplateBlockDeviceMapping;
type Disk = NodePoolSettings["disk"];

/** Volumes of a node: the system's, then the additional ones. All are encrypted, and deleted with the node. */
export function blockDevices({ ami, disk, volumes }: Pick<NodePoolSettings, "ami" | "disk" | "volumes">, keys: VolumeKeys): BlockDevice[] {
  const additional = Object.values(volumes).map(({ device, ...volume }) => ({ deviceName: device, ebs: ebs(volume, keys) }));
  return [...systemDevices[amiFamilyOf(ami)](disk, keys), ...additional];
}

const systemDevices: Readonly<Record<AmiFamily, (disk: Disk, keys: VolumeKeys) => BlockDevice[]>> = {
  al2023: (disk, keys) => [{ deviceName: "/dev/xvda", ebs: ebs(disk, keys) }],
  // The first volume holds the read-only system in the size of its image; container images and pods use the second.
  bottlerocket: (disk, keys) => [
    {
      deviceName: "/dev/xvda",
      ebs: { volumeType: "gp3", encrypted: "true", deleteOnTermination: "true", ...key(disk, keys) },
    },
    { deviceName: "/dev/xvdb", ebs: ebs(disk, keys) },
  ],
  windows2019: windows,
  windows2022: windows,
  windows2025: windows,
};

function windows(disk: Disk, keys: VolumeKeys): BlockDevice[] {
  return [{ deviceName: "/dev/sda1", ebs: ebs(disk, keys) }];
}

function key({ kmsKeyArn }: Pick<Disk, "kmsKeyArn">, keys: VolumeKeys) {
  return kmsKeyArn === undefined ? {} : { kmsKeyId: keys[kmsKeyArn]! };
}

function ebs({ sizeGiB, type, iops, throughput, snapshotId, ...disk }: Disk, keys: VolumeKeys): BlockDevice["ebs"] {
  return {
    volumeSize: sizeGiB,
    volumeType: type,
    encrypted: "true",
    deleteOnTermination: "true",
    ...(iops !== undefined && { iops }),
    ...(throughput !== undefined && { throughput }),
    ...key(disk, keys),
    ...(snapshotId && { snapshotId }),
  };
}

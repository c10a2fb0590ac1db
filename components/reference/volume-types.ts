// EBS volume types of nodes. Source: EBS user guide, Amazon EBS volume types (2026-01): gp3 has 64 TiB, 80,000 IOPS and 2,000 MiB/s since 2025-09.
import type { AmiFamily } from "./ami-types";

export const volumeTypes = ["gp3", "gp2", "io2", "io1"] as const;
export type VolumeType = (typeof volumeTypes)[number];

type Range = readonly [least: number, most: number];

export interface VolumeLimits {
  readonly sizeGiB: Range;
  /** Absent: not configurable. */
  readonly iops?: Range;
  readonly iopsPerGiB?: number;
  readonly iopsRequired?: boolean;
  /** MiB per second; at most a quarter of the IOPS. Absent: not configurable. */
  readonly throughput?: Range;
}

export const volumeLimits: Readonly<Record<VolumeType, VolumeLimits>> = {
  gp3: { sizeGiB: [1, 65_536], iops: [3_000, 80_000], iopsPerGiB: 500, throughput: [125, 2_000] },
  gp2: { sizeGiB: [1, 16_384] },
  io2: { sizeGiB: [4, 65_536], iops: [100, 256_000], iopsPerGiB: 1_000, iopsRequired: true },
  io1: { sizeGiB: [4, 16_384], iops: [100, 64_000], iopsPerGiB: 50, iopsRequired: true },
};

/** Devices of the system, which additional volumes cannot use. The last one has the size of `disk`. Source: the block devices of the AMIs (2026). */
export const systemDevices: Readonly<Record<AmiFamily, readonly string[]>> = {
  al2023: ["/dev/xvda"],
  bottlerocket: ["/dev/xvda", "/dev/xvdb"],
  windows2019: ["/dev/sda1"],
  windows2022: ["/dev/sda1"],
  windows2025: ["/dev/sda1"],
};

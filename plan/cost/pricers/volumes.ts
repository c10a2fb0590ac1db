import type { PlannedResource, Value } from "../../types";
import { byMonth, type Charge, type Quantity, times, unknownCharge } from "../charge";
import type { CostContext, Pricer } from "../context";
import { list, number, record, text } from "../values";

/** An EBS volume. */
export interface Volume {
  readonly sizeGiB: number;
  readonly type: string;
  readonly iops?: number;
  readonly throughput?: number;
}

/** What gp3 includes. */
const included = { iops: 3000, throughput: 125 };

/** Charges of a number of equal volumes. */
export function volumeCharges(resource: PlannedResource, context: CostContext, noun: string, volume: Volume, count: Quantity): Charge[] {
  const { sizeGiB, type, iops = 0, throughput = 0 } = volume;
  if (type !== "gp3") return [unknownCharge(resource, `${noun}, ${sizeGiB} GiB ${type}`, `no price of ${type} volumes in the tables`)];
  const charge = (what: string, unit: string, name: string, each: number): Charge[] =>
    each > 0 ? [byMonth(resource, `${noun}, ${what}`, unit, context.price(resource, name), times(count, each))] : [];
  return [
    ...charge(`${sizeGiB} GiB gp3`, "GB-month", "ebs.gp3.gb", sizeGiB),
    ...charge(`${iops - included.iops} IOPS beyond ${included.iops}`, "IOPS-month", "ebs.gp3.iops", iops - included.iops),
    ...charge(
      `${throughput - included.throughput} MiB/s beyond ${included.throughput}`,
      "MiBps-month",
      "ebs.gp3.throughput",
      throughput - included.throughput,
    ),
  ];
}

/** Volumes of an instance by its block devices; the root volume of the AMI where none is given. */
export function volumesOf(blockDevices: Value | undefined, amiDiskGiB: number): Volume[] {
  const mapped = list(blockDevices).flatMap((device): Volume[] => {
    const ebs = record(record(device).ebs);
    return Object.keys(ebs).length === 0 || text(record(device).noDevice) !== undefined ? [] : [volumeOf(ebs, amiDiskGiB)];
  });
  return mapped.length > 0 ? mapped : [{ sizeGiB: amiDiskGiB, type: "gp3" }];
}

/** A volume by its properties, as block devices and volumes have them. */
export function volumeOf(ebs: { readonly [key: string]: Value }, defaultGiB: number): Volume {
  const iops = number(ebs.iops);
  const throughput = number(ebs.throughput);
  return {
    sizeGiB: number(ebs.volumeSize) ?? number(ebs.size) ?? defaultGiB,
    type: text(ebs.volumeType) ?? text(ebs.type) ?? "gp3",
    ...(iops !== undefined && { iops }),
    ...(throughput !== undefined && { throughput }),
  };
}

/** An EBS volume of its own. */
export const ebsVolume: Pricer = (resource, context) => {
  const volume = volumeOf({ type: "gp2", ...resource.inputs }, number(resource.outputs.size) ?? 0);
  if (volume.sizeGiB === 0) return [unknownCharge(resource, "volume", "its size is that of a snapshot")];
  return volumeCharges(resource, context, "volume", volume, { start: 1, min: 1, max: 1 });
};

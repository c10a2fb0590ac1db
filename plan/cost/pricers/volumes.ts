import type { CostAssumptions } from "../../../components/reference/cost-assumptions";
import type { Value } from "../../types";
import { always, byMonth, type Charge, type Quantity, times, unknownCharge } from "../charge";
import type { CostContext, Pricer } from "../context";
import type { CostedResource } from "../resource";
import { list, number, record, text } from "../values";

/** An EBS volume. */
export interface Volume {
  readonly sizeGiB: number;
  readonly type: string;
  readonly iops?: number;
  readonly throughput?: number;
}

/** AWS sells an Outpost with the instances and volumes that it holds. Source: AWS Outposts rack pricing (2026). */
export const ofOutpost = "part of the price of the Outpost";

/** What gp3 includes. */
const included = { iops: 3000, throughput: 125 };

/** Charges of a number of equal volumes. */
export function volumeCharges(resource: CostedResource, context: CostContext, noun: string, volume: Volume, count: Quantity): Charge[] {
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

/** Names of root devices of the AMIs that EKS supports. */
const rootDevices = ["/dev/xvda", "/dev/sda1"];

/** Size of a volume that leaves it to the AMI. */
type AmiDisk = Pick<CostAssumptions, "amiDiskGiB">;

/** Volumes of an instance by its block devices, and the root volume of the AMI where none of them replaces it. */
export function volumesOf(blockDevices: Value | undefined, disk: AmiDisk): Volume[] {
  const devices = list(blockDevices).map(record);
  const mapped = devices.flatMap(({ ebs, noDevice }): Volume[] => {
    const given = record(ebs);
    return Object.keys(given).length === 0 || text(noDevice) !== undefined ? [] : [volumeOf(given, disk)];
  });
  const hasRoot = devices.some(({ deviceName }) => rootDevices.includes(text(deviceName) ?? ""));
  return hasRoot ? mapped : [{ sizeGiB: disk.amiDiskGiB, type: "gp3" }, ...mapped];
}

/** A volume by its properties, as block devices and volumes have them. */
export function volumeOf(ebs: { readonly [key: string]: Value | undefined }, disk: AmiDisk): Volume {
  const iops = number(ebs.iops);
  const throughput = number(ebs.throughput);
  return {
    sizeGiB: number(ebs.volumeSize) ?? number(ebs.size) ?? disk.amiDiskGiB,
    type: text(ebs.volumeType) ?? text(ebs.type) ?? "gp3",
    ...(iops !== undefined && { iops }),
    ...(throughput !== undefined && { throughput }),
  };
}

/** An EBS volume of its own. */
export const ebsVolume: Pricer = (resource, context) => {
  if (resource.inputs.outpostArn !== undefined) return [unknownCharge(resource, "volume", ofOutpost)];
  const size = resource.inputs.size ?? resource.outputs.size;
  if (!number(size)) return [unknownCharge(resource, "volume", "its size is that of a snapshot")];
  return volumeCharges(resource, context, "volume", volumeOf({ type: "gp2", ...resource.inputs, size }, context.assumptions), always(1));
};

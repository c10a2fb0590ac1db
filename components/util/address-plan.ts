import { Netmask } from "netmask";

/** The subnets of one zone, as CIDR blocks. */
export interface ZonePlan {
  readonly private: string;
  readonly public: string;
  /** The last /28 of the zone's slot. In the smallest slots it is the public subnet's (`hasControlPlaneRoom`). */
  readonly controlPlane: string;
}

/** Division of a VPC's addresses: equal slots, one per zone, with spare slots for additional zones. */
export interface AddressPlan {
  /** Prefix length of the slot of one zone. */
  readonly slotMask: number;
  /** Prefix length of each private subnet: half of the slot. */
  readonly privateMask: number;
  /** Prefix length of each public subnet: an eighth of the slot; the rest stays free. */
  readonly publicMask: number;
  /** Zones in the given order. */
  readonly zones: readonly ZonePlan[];
}

/** Smallest subnet in AWS: 16 addresses, of which AWS reserves five. */
const smallestSubnet = 28;
const smallestSlot = smallestSubnet - 1;
/** A smaller private subnet soon runs out of pod addresses: prefer fewer spare slots to smaller subnets. */
const wantedPrivateSubnet = 26;

/**
 * Number of bits for the slot index. It depends only on the VPC's size, never on the zones in use, so that an additional zone moves no subnet:
 * eight slots (no region has more zones) if private subnets are /26 or larger, else four, else two, else none.
 */
function slotBits(vpcMask: number): number | undefined {
  if (vpcMask + 3 < wantedPrivateSubnet) return 3;
  return [2, 1].find((bits) => vpcMask + bits <= smallestSlot);
}

/**
 * Number of zones that fit into a VPC.
 * @param cidr range of the VPC, such as `10.0.0.0/16`
 * @returns 8 up to a /22, 4 up to a /25, 2 for a /26, else 0
 */
export function maxZones(cidr: string): number {
  const bits = slotBits(new Netmask(cidr).bitmask);
  return bits === undefined ? 0 : 2 ** bits;
}

/**
 * Private and public subnet of each zone. `awsx.ec2.Vpc` computes the same blocks from the masks.
 * @param cidr range of the VPC
 * @param zoneCount zones in use, at most `maxZones(cidr)`
 * @throws if the range is too small for the number of zones
 */
export function planAddresses(cidr: string, zoneCount: number): AddressPlan {
  const vpc = new Netmask(cidr);
  const bits = slotBits(vpc.bitmask);
  if (bits === undefined || zoneCount > 2 ** bits) {
    throw new Error(`${cidr} fits ${maxZones(cidr)} zones, not ${zoneCount}`);
  }
  const slotMask = vpc.bitmask + bits;
  const privateMask = slotMask + 1;
  const publicMask = Math.min(slotMask + 3, smallestSubnet);
  const firstSlot = new Netmask(vpc.base, slotMask);
  const zones = Array.from({ length: zoneCount }, (_, index) => {
    const privateBlock = new Netmask(firstSlot.next(index).base, privateMask);
    const slot = new Netmask(privateBlock.base, slotMask);
    return {
      private: privateBlock.toString(),
      public: new Netmask(privateBlock.next().base, publicMask).toString(),
      controlPlane: lastBlock(slot, smallestSubnet),
    };
  });
  return { slotMask, privateMask, publicMask, zones };
}

/** Subnets outside of availability zones, in the free part of a slot: its sixth and seventh eighth. */
export type EdgeKind = "localZone" | "outpost";

const eighths: Readonly<Record<EdgeKind, number>> = { localZone: 5, outpost: 6 };

/** Whether a VPC has room for such subnets: from /23 on. */
export function hasEdgeRoom(cidr: string): boolean {
  const { bitmask } = new Netmask(cidr);
  const bits = slotBits(bitmask);
  return bits !== undefined && bitmask + bits + 3 <= smallestSubnet;
}

/** How many subnets of each kind a VPC with room for them holds: one in each slot. */
export function edgeSubnetLimit(cidr: string): number {
  return maxZones(cidr);
}

/**
 * The range of a subnet in a Local Zone or on an Outpost. No zone that is added later moves it.
 * @param slot index of a slot, at most `maxZones(cidr)`
 */
export function edgeSubnet(cidr: string, kind: EdgeKind, slot: number): string {
  const { base, bitmask } = new Netmask(cidr);
  const mask = bitmask + slotBits(bitmask)! + 3;
  return new Netmask(base, mask).next(8 * slot + eighths[kind]).toString();
}

/** The eighth eighth of a slot, divided by four: the control plane has the last /28 of the fourth quarter. */
const isolatedEighth = 7;
const isolatedQuarters = 4;

/** How many groups of isolated subnets a VPC holds beside its other subnets: three up to a /20, else none. */
export function isolatedSubnetLimit(cidr: string): number {
  const { bitmask } = new Netmask(cidr);
  const bits = slotBits(bitmask);
  return bits !== undefined && bitmask + bits + 5 <= smallestSubnet ? isolatedQuarters - 1 : 0;
}

/**
 * The range of an isolated subnet. No zone or group that is added later moves it.
 * @param position of its group, below `isolatedSubnetLimit(cidr)`
 * @param slot index of its zone
 */
export function isolatedSubnet(cidr: string, position: number, slot: number): string {
  const { base, bitmask } = new Netmask(cidr);
  const mask = bitmask + slotBits(bitmask)! + 5;
  const first = new Netmask(base, mask);
  return first.next((8 * slot + isolatedEighth) * isolatedQuarters + position).toString();
}

/** A range for pods is divided alike, but each zone has its whole part as one subnet. */
function podSlotBits(mask: number): number | undefined {
  if (mask + 3 <= wantedPrivateSubnet) return 3;
  return [2, 1].find((bits) => mask + bits <= smallestSubnet);
}

/** Number of zones that fit into a range for pods: 8 up to a /23, 4 up to a /26, 2 for a /27, else 0. */
export function maxPodZones(cidr: string): number {
  const bits = podSlotBits(new Netmask(cidr).bitmask);
  return bits === undefined ? 0 : 2 ** bits;
}

/**
 * The subnet of each zone in a range for pods. A zone that is added later moves none of them.
 * @param zoneCount zones in use, at most `maxPodZones(cidr)`
 * @throws if the range is too small for the number of zones
 */
export function planPodSubnets(cidr: string, zoneCount: number): readonly string[] {
  if (zoneCount > maxPodZones(cidr)) throw new Error(`${cidr} fits ${maxPodZones(cidr)} zones, not ${zoneCount}`);
  const { base, bitmask } = new Netmask(cidr);
  const first = new Netmask(base, bitmask + podSlotBits(bitmask)!);
  return Array.from({ length: zoneCount }, (_, index) => first.next(index).toString());
}

/** Whether each zone has room for a /28 of the control plane's beside its other subnets. */
export function hasControlPlaneRoom(cidr: string, publicSubnets: boolean): boolean {
  const { bitmask } = new Netmask(cidr);
  const bits = slotBits(bitmask);
  return bits !== undefined && (!publicSubnets || bitmask + bits < smallestSlot);
}

function lastBlock(slot: Netmask, mask: number): string {
  return new Netmask(slot.broadcast ?? slot.last, mask).toString();
}

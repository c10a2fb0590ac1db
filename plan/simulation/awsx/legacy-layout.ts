// The layout of the strategy Legacy: private subnets of a zone first, then public, then isolated ones.
import { refuse } from "../values";
import { type Block, bitsFor, blockAfter, format, overlap, parse, size } from "./cidr";
import type { LayoutArgs } from "./layout-args";
import { type PlacedSubnet, placed, type SubnetSpec, type SubnetType } from "./subnet-specs";

/** Smallest mask that a subnet without `cidrMask` gets. */
const order: readonly (readonly [SubnetType, number])[] = [
  ["Private", 19],
  ["Public", 20],
  ["Isolated", 24],
];

export function legacyLayout(args: LayoutArgs): readonly PlacedSubnet[] {
  const { cidr, zones, specs } = args;
  const vpc = parse(cidr);
  const bases = zones.map((_, index) => part(vpc, bitsFor(zones.length), index));
  return specs ? bases.flatMap((base, zone) => zoneLayout(args, specs, base, zone)) : defaultLayout(args, bases);
}

/** Half of each zone's share private, the quarter behind it public; all private subnets come before all public ones. */
function defaultLayout({ vpc, zones, nameTags }: LayoutArgs, bases: readonly Block[]): readonly PlacedSubnet[] {
  const privates = bases.map((base) => part(base, 1, 0));
  const publics = privates.map((block) => part(part(block, 0, 1), 1, 0));
  const place = (type: SubnetType) => (block: Block, zone: number) => placed(vpc, { type }, zones, zone, format(block), nameTags);
  return [...privates.map(place("Private")), ...publics.map(place("Public"))];
}

function zoneLayout(
  { vpc, zones, nameTags }: LayoutArgs,
  specs: readonly SubnetSpec[],
  base: Block,
  zone: number,
): readonly PlacedSubnet[] {
  const spare = specs.length === 1 ? 0 : 1;
  const placedHere: PlacedSubnet[] = [];
  let last: Block | undefined;
  for (const [type, smallest] of order) {
    // The nth subnet of a type is looked for at the nth place behind the last subnet of the types before it.
    const behind: Block | undefined = last;
    specs
      .filter((spec) => spec.type === type)
      .forEach((spec, index) => {
        const bits = spec.cidrMask ?? Math.max(base.bits + spare, smallest);
        const origin = behind ? part(behind, 0, 1) : base;
        const wanted = part(origin, bits - origin.bits, index);
        const block = last && overlap(last, wanted) ? blockAfter(last, bits) : wanted;
        placedHere.push(placed(vpc, { ...spec, type }, zones, zone, format(block), nameTags));
        last = block;
      });
  }
  return placedHere;
}

/** The nth of the parts into which so many further bits divide a block. */
function part({ start, bits }: Block, further: number, index: number): Block {
  if (bits + further > 32) refuse(`cidrBlock: a /${bits} cannot be divided by ${further} more bits`);
  return { start: start + size(bits + further) * index, bits: bits + further };
}

// The subnet layout of `awsx.ec2.Vpc`: the strategies Auto, AutoMerge and Exact, and its outputs about the layout.
import { refuse } from "../values";
import { type Block, bitsFor, blockAfter, blockAt, end, format, overlap, parse, size } from "./cidr";
import type { LayoutArgs } from "./layout-args";
import { legacyLayout } from "./legacy-layout";
import { normalize, type PlacedSubnet, placed, type SubnetSpec } from "./subnet-specs";

/**
 * Subnets of all zones, in order of zones and specs.
 * @throws SimulationError for a layout that the component would reject
 */
export function layOut(args: LayoutArgs): readonly PlacedSubnet[] {
  const specs = args.specs && normalize(args.specs, args.zones.length);
  const subnets = allocate({ ...args, specs });
  const overlapping = subnets.filter((a) => subnets.some((b) => a !== b && overlap(parse(a.cidrBlock), parse(b.cidrBlock))));
  if (overlapping.length > 0) {
    const names = overlapping.map(({ resourceName, cidrBlock }) => `${resourceName} (${cidrBlock})`);
    refuse(`subnetSpecs: these subnets overlap with others: ${names.join(", ")}; take a larger VPC, smaller subnets or fewer zones`);
  }
  if (args.strategy === "Exact") checkNoGaps(args.cidr, subnets);
  return subnets;
}

function allocate(args: LayoutArgs): readonly PlacedSubnet[] {
  const { strategy, specs } = args;
  if (strategy === "AutoMerge") {
    if (specs?.some(({ cidrBlocks }) => cidrBlocks)) refuse("subnetStrategy: AutoMerge takes no cidrBlocks; use Auto or Exact");
    return automatic(args, merged(specs ?? [], zoneBitsOf(args)));
  }
  // Without specs, only Auto uses the newer layout.
  if (strategy === "Legacy" || (specs === undefined && strategy !== "Auto")) return legacyLayout(args);
  return specs?.some(({ cidrBlocks }) => cidrBlocks) ? explicit(args, specs) : automatic(args, specs ?? defaults(zoneBitsOf(args)));
}

function explicit({ vpc, zones, nameTags }: LayoutArgs, specs: readonly SubnetSpec[]): readonly PlacedSubnet[] {
  return zones.flatMap((_, index) => specs.map((spec) => placed(vpc, spec, zones, index, spec.cidrBlocks![index]!, nameTags)));
}

/** Every zone gets a slot of the same size. In it, each spec takes the next block of its size. */
function automatic(args: LayoutArgs, specs: readonly SubnetSpec[]): readonly PlacedSubnet[] {
  if (specs.length === 0) refuse("subnetSpecs: expected one at least");
  const zoneBits = zoneBitsOf(args);
  const bits = specs.map(({ cidrMask }) => cidrMask ?? zoneBits + bitsFor(specs.length));
  const needed = bits.reduce((sum, mask) => sum + size(mask), 0);
  if (needed > size(zoneBits))
    refuse(`subnetSpecs: the subnets of a zone need ${needed} addresses, but its share of ${args.cidr} has ${size(zoneBits)}`);
  const first = blockAt(parse(args.cidr).start, zoneBits);
  return args.zones.flatMap((_, zone) => {
    let previous: Block | undefined;
    return specs.map((spec, index) => {
      previous = previous ? blockAfter(previous, bits[index]!) : blockAt(first.start + zone * size(zoneBits), bits[index]!);
      return placed(args.vpc, spec, args.zones, zone, format(previous), args.nameTags);
    });
  });
}

function zoneBitsOf({ cidr, zones, zoneBits }: LayoutArgs): number {
  return zoneBits ?? parse(cidr).bits + bitsFor(zones.length);
}

/** A private subnet of half a zone's share, and a public one of a quarter; of a share above /16 only the first /16 is used. */
function defaults(zoneBits: number): readonly SubnetSpec[] {
  if (zoneBits > 26)
    refuse(`cidrBlock: default subnets need a /26 per zone at least, found a /${zoneBits}; name the subnets in subnetSpecs`);
  const bits = Math.max(zoneBits, 16);
  return [
    { type: "Private", cidrMask: bits + 1 },
    { type: "Public", cidrMask: bits + 2 },
  ];
}

/** Default subnets, each with the settings of an unnamed spec of its type, then all other specs. */
function merged(specs: readonly SubnetSpec[], zoneBits: number): readonly SubnetSpec[] {
  const base = defaults(zoneBits);
  const overrides = (type: SubnetSpec["type"]) => specs.find((spec) => spec.type === type && spec.name === undefined);
  const used = base.flatMap(({ type }) => overrides(type) ?? []);
  return [...base.map((spec) => ({ ...spec, ...given(overrides(spec.type)) })), ...specs.filter((spec) => !used.includes(spec))];
}

function given(spec: SubnetSpec | undefined): Partial<SubnetSpec> {
  return Object.fromEntries(Object.entries(spec ?? {}));
}

function checkNoGaps(cidr: string, subnets: readonly PlacedSubnet[]): void {
  const vpc = parse(cidr);
  let next = vpc.start;
  for (const { resourceName, cidrBlock } of subnets) {
    const block = parse(cidrBlock);
    if (block.start !== next) refuse(`subnetSpecs: with the strategy Exact there must be no gap before ${resourceName} (${cidrBlock})`);
    next = end(block) + 1;
  }
  if (next !== end(vpc) + 1) refuse(`subnetSpecs: with the strategy Exact the last subnet must end where ${cidr} ends`);
}

/** The specs of a layout, as in the output `subnetLayout`. */
export function layoutOutput(args: LayoutArgs, subnets: readonly PlacedSubnet[]): readonly SubnetSpec[] {
  if (args.specs && args.strategy !== "Legacy" && args.strategy !== "AutoMerge") return normalize(args.specs, args.zones.length);
  const layout: SubnetSpec[] = [];
  let previous: Block | undefined;
  for (const { spec, cidrBlock } of subnets.slice(0, subnets.length / args.zones.length)) {
    const block = parse(cidrBlock);
    layout.push(...(previous ? gaps(previous, block) : []), { type: spec.type, cidrMask: block.bits });
    previous = block;
  }
  return layout;
}

/** The largest blocks between two others. */
function gaps(a: Block, b: Block): readonly SubnetSpec[] {
  const [before, behind] = a.start < b.start ? [a, b] : [b, a];
  const found: SubnetSpec[] = [];
  let next = end(before) + 1;
  while (next < behind.start) {
    let bits = 32;
    while (bits > 0 && next % size(bits - 1) === 0 && next + size(bits - 1) <= behind.start) bits--;
    found.push({ type: "Unused", cidrMask: bits });
    next += size(bits);
  }
  return found;
}

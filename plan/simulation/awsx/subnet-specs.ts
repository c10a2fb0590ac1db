// The subnet specs of a VPC: the user's, validated and normalized like the published component.
import type { Value } from "../../types";
import { refuse } from "../values";
import { parse, size } from "./cidr";

export type SubnetType = "Public" | "Private" | "Isolated" | "Unused";

/** A kind of subnet in each zone. */
export interface SubnetSpec {
  readonly type: SubnetType;
  readonly name?: string;
  readonly cidrMask?: number;
  readonly size?: number;
  /** One block per zone. */
  readonly cidrBlocks?: readonly string[];
  readonly tags?: Value;
  readonly assignIpv6AddressOnCreation?: boolean;
}

/** A subnet with its location. */
export interface PlacedSubnet {
  readonly spec: SubnetSpec;
  readonly cidrBlock: string;
  readonly zone: string;
  /** Logical name, from the position of the zone for every naming strategy: it never changes. */
  readonly resourceName: string;
  /** Value of the tag `Name`. */
  readonly nameTag: string;
}

export type NameTagStrategy = "Legacy" | "AvailabilityZone";

/**
 * Specs with consistent `cidrMask` and `size`.
 * @throws SimulationError for specs that contradict themselves or each other
 */
export function normalize(specs: readonly SubnetSpec[], zoneCount: number): readonly SubnetSpec[] {
  for (const type of new Set(specs.map((spec) => spec.type))) checkNames(type, specs);
  if (specs.some(({ cidrBlocks }) => cidrBlocks)) {
    specs.forEach((spec, index) => {
      checkBlocks(spec, index, zoneCount);
    });
    return specs;
  }
  return specs.map(withMaskAndSize);
}

/** Names become part of logical names, so specs of one type need different ones; one may have none. */
function checkNames(type: SubnetType, specs: readonly SubnetSpec[]): void {
  const names = specs.filter((spec) => spec.type === type).map(({ name }) => name);
  if (new Set(names).size < names.length)
    refuse(`subnetSpecs: several specs of type ${type} need a different name each; one of them may have none`);
}

function checkBlocks({ cidrBlocks: given, cidrMask, size: wanted }: SubnetSpec, index: number, zoneCount: number): void {
  const path = `subnetSpecs[${index}]`;
  const cidrBlocks = given ?? refuse(`${path}.cidrBlocks: missing; where one spec has explicit blocks, all need them`);
  if (cidrBlocks.length !== zoneCount)
    refuse(`${path}.cidrBlocks: expected one block for each of the ${zoneCount} zones, found ${cidrBlocks.length}`);
  const bits = cidrBlocks.map((block) => parse(block).bits);
  if (cidrMask !== undefined && bits.some((found) => found !== cidrMask))
    refuse(`${path}.cidrMask: ${cidrMask} is not the size of all cidrBlocks`);
  if (wanted !== undefined && bits.some((found) => size(found) !== wanted))
    refuse(`${path}.size: ${wanted} is not the size of all cidrBlocks`);
}

function withMaskAndSize(spec: SubnetSpec, index: number): SubnetSpec {
  const path = `subnetSpecs[${index}].size`;
  if (spec.size !== undefined && !Number.isInteger(Math.log2(spec.size))) refuse(`${path}: expected a power of two, found ${spec.size}`);
  const cidrMask = spec.cidrMask ?? (spec.size === undefined ? undefined : 32 - Math.log2(spec.size));
  if (cidrMask === undefined) return spec;
  if (spec.size !== undefined && spec.size !== size(cidrMask))
    refuse(`${path}: ${spec.size} is not the size of a /${cidrMask} (${size(cidrMask)})`);
  return { ...spec, cidrMask, size: size(cidrMask) };
}

/** Location and names of a spec in a zone. */
export function placed(
  vpc: string,
  spec: SubnetSpec,
  zones: readonly string[],
  index: number,
  cidrBlock: string,
  tags: NameTagStrategy,
): PlacedSubnet {
  const stem = `${vpc}-${spec.name ?? spec.type.toLowerCase()}`;
  const resourceName = `${stem}-${index + 1}`;
  const zone = zones[index]!;
  return { spec, cidrBlock, zone, resourceName, nameTag: tags === "AvailabilityZone" ? `${stem}-${zoneSuffix(zone)}` : resourceName };
}

/** `eu-west-1a` -> `1a`. */
export function zoneSuffix(zone: string): string {
  return zone.replace(/^[a-z]{2}(?:-[a-z]+)+-/, "");
}

// Arguments of `awsx.ec2.Vpc` that decide which children exist.
import type { Args, Scope } from "../expansion/scope";
import { refuse, texts } from "../values";
import type { LayoutArgs, Strategy } from "./layout-args";
import { type NameTagStrategy, type SubnetSpec, zoneSuffix } from "./subnet-specs";

/** The named zones, or the first ones of the region: three, or as many as asked for. */
export function zonesOf(scope: Scope): readonly string[] {
  const { args } = scope;
  const named = args.plain<readonly string[]>("availabilityZoneNames");
  const count = args.plain<number>("numberOfAvailabilityZones");
  if (named && count) refuse("numberOfAvailabilityZones: not together with availabilityZoneNames");
  if (named) return named;
  const region = args.plain("region");
  const found = texts(
    scope.invoke("aws:index/getAvailabilityZones:getAvailabilityZones", region === undefined ? {} : { region }).get("names").value,
  );
  const wanted = count ?? 3;
  if (found.length < wanted)
    refuse(`numberOfAvailabilityZones: ${wanted} zones wanted, but the region has ${found.length}; name them in availabilityZoneNames`);
  return found.slice(0, wanted);
}

/** The layout that the arguments ask for. */
export function layoutArgs({ args, name }: Scope, zones: readonly string[]): LayoutArgs {
  const nameTags = args.plain<NameTagStrategy>("subnetNameTagStrategy") ?? "Legacy";
  const suffixes = zones.map(zoneSuffix);
  if (nameTags === "AvailabilityZone" && new Set(suffixes).size < zones.length) {
    refuse(`subnetNameTagStrategy: AvailabilityZone needs zones with different suffixes, found ${suffixes.join(", ")}`);
  }
  return {
    vpc: name,
    cidr: args.plain("cidrBlock") ?? `10.0.0.0/${poolMask(args) ?? 16}`,
    zones,
    strategy: args.plain<Strategy>("subnetStrategy") ?? "Legacy",
    specs: args.get("subnetSpecs")?.value as readonly SubnetSpec[] | undefined,
    zoneBits: args.plain("availabilityZoneCidrMask"),
    nameTags,
  };
}

/** Size of the VPC where a pool gives its block, which then only the VPC itself knows. */
function poolMask(args: Args): number | undefined {
  if (!args.has("ipv4IpamPoolId")) return undefined;
  const [cidr, mask] = [args.plain("cidrBlock"), args.plain<number>("ipv4NetmaskLength")];
  if (cidr !== undefined && mask !== undefined) refuse("ipv4NetmaskLength: not together with cidrBlock");
  if (cidr === undefined && mask === undefined) refuse("ipv4IpamPoolId: needs ipv4NetmaskLength or cidrBlock");
  if (cidr === undefined && (args.plain("subnetStrategy") ?? "Legacy") === "Legacy")
    refuse("subnetStrategy: Legacy needs a cidrBlock; try Auto");
  return mask;
}

type NatStrategy = "none" | "single" | "perZone" | "regional";

/** Existing Elastic IP addresses: in the order of the zones, or for a regional gateway by zone. */
type NatAllocations = readonly string[] | Readonly<Record<string, readonly string[]>>;

/** `network.nat`: the strategy alone, or with addresses. */
export type NatSetting = NatStrategy | { readonly type: NatStrategy; readonly allocationIds?: NatAllocations | undefined };

interface EgressSettings {
  readonly nat: NatSetting;
  readonly routes: readonly { readonly cidr: string }[];
}

/** The NAT strategy of a network. */
export function natStrategy({ nat }: Pick<EgressSettings, "nat">): NatStrategy {
  return typeof nat === "string" ? nat : nat.type;
}

/**
 * Existing addresses of the NAT gateways, each zone's in the order of the zones: one per gateway, or one or more per zone of a regional one.
 * Empty if the stack creates them, or a regional gateway takes them by itself.
 */
export function natAllocations({ nat }: Pick<EgressSettings, "nat">, zones: readonly string[]): readonly (readonly string[])[] {
  const allocationIds = typeof nat === "string" ? undefined : nat.allocationIds;
  if (allocationIds === undefined) return [];
  return isList(allocationIds) ? allocationIds.map((id) => [id]) : zones.map((zone) => allocationIds[zone] ?? []);
}

/** How many addresses of NAT gateways are known before the gateways exist. */
export function knownNatAddresses({ nat }: Pick<EgressSettings, "nat">, zoneCount: number): number {
  const strategy = natStrategy({ nat });
  if (strategy !== "regional") return { none: 0, single: 1, perZone: zoneCount }[strategy];
  const allocationIds = (typeof nat === "object" && nat.allocationIds) || [];
  return isList(allocationIds) ? allocationIds.length : Object.values(allocationIds).flat().length;
}

function isList(allocationIds: NatAllocations): allocationIds is readonly string[] {
  return Array.isArray(allocationIds);
}

/** Whether private subnets reach addresses outside of the VPC: through NAT, or by a default route of the user's. */
export function hasEgress(network: EgressSettings): boolean {
  return natStrategy(network) !== "none" || network.routes.some(({ cidr }) => cidr === "0.0.0.0/0");
}

/** What gives a VPC egress: without an internet gateway NAT is no way out. */
export function egressFix(internetGateway: boolean): string {
  return internetGateway ? "set `network.nat: single`" : "write a default route in `network.routes`";
}

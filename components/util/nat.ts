type NatStrategy = "none" | "single" | "perZone";

/** `network.nat`: the strategy alone, or with addresses. */
export type NatSetting = NatStrategy | { readonly type: NatStrategy; readonly allocationIds: readonly string[] };

interface EgressSettings {
  readonly nat: NatSetting;
  readonly routes: readonly { readonly cidr: string }[];
}

/** The NAT strategy of a network. */
export function natStrategy({ nat }: Pick<EgressSettings, "nat">): NatStrategy {
  return typeof nat === "string" ? nat : nat.type;
}

/** Existing addresses of the NAT gateways, in the order of the zones; none if the stack creates them. */
export function natAllocations({ nat }: Pick<EgressSettings, "nat">): readonly string[] {
  return typeof nat === "string" ? [] : nat.allocationIds;
}

/** Whether private subnets reach addresses outside of the VPC: through NAT, or by a default route of the user's. */
export function hasEgress(network: EgressSettings): boolean {
  return natStrategy(network) !== "none" || network.routes.some(({ cidr }) => cidr === "0.0.0.0/0");
}

/** What gives a VPC egress: without an internet gateway NAT is no way out. */
export function egressFix(internetGateway: boolean): string {
  return internetGateway ? "set `network.nat: single`" : "write a default route in `network.routes`";
}

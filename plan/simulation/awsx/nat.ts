// Where `awsx.ec2.Vpc` puts NAT gateways.
import { refuse } from "../values";
import type { PlacedSubnet } from "./subnet-specs";

export type NatStrategy = "None" | "Single" | "OnePerAz";

/** @throws SimulationError for a strategy that the given addresses or subnets do not fit */
export function checkNat(strategy: NatStrategy, addresses: number, zones: number, subnets: readonly PlacedSubnet[]): void {
  const path = "natGateways.elasticIpAllocationIds";
  if (strategy === "None" && addresses > 0) refuse(`${path}: not used with the strategy None`);
  if (strategy === "Single" && addresses > 1) refuse(`${path}: expected one with the strategy Single, found ${addresses}`);
  if (strategy === "OnePerAz" && addresses > 0 && addresses !== zones)
    refuse(`${path}: expected one for each of the ${zones} zones, found ${addresses}`);
  const has = (...types: readonly string[]) => subnets.some(({ spec }) => types.includes(spec.type));
  if (strategy !== "None" && !(has("Public") && has("Private", "Isolated"))) {
    refuse(`natGateways.strategy: ${strategy} needs public subnets for the gateways, and private or isolated ones that use them`);
  }
}

/** Whether a public subnet of the zone at this position gets a gateway, when there are so many already. */
export function wantsGateway(strategy: NatStrategy, gateways: number, zone: number): boolean {
  return strategy === "Single" ? gateways < 1 : strategy === "OnePerAz" && gateways < zone + 1;
}

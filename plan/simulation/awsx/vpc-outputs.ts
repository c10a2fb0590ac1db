import type { Child } from "../expansion/scope";
import { type Inputs, trackedFrom, unwrap } from "../expansion/tracked-value";
import type { Network } from "./network";
import type { SubnetSpec, SubnetType } from "./subnet-specs";

/**
 * Outputs of `awsx.ec2.Vpc`, by the names of its SDK. The published code derives all of them from one output with the IDs of the VPC and
 * its subnets, so each depends on all of these (seen on the real engine, 2026-11).
 */
export function vpcOutputs(network: Network, endpoints: readonly Child[], layout: readonly SubnetSpec[]): Inputs {
  const from = trackedFrom([network.vpc.urn, ...network.subnets.map(({ child }) => child.urn)]);
  return Object.fromEntries(Object.entries(ownOutputs(network, endpoints, layout)).map(([name, output]) => [name, from(unwrap(output))]));
}

function ownOutputs(network: Network, endpoints: readonly Child[], layout: readonly SubnetSpec[]): Inputs {
  const references = (children: readonly Child[]) => children.map(({ reference }) => reference);
  const ofType = (type: SubnetType) => network.subnets.filter((subnet) => subnet.type === type).map(({ child }) => child);
  const ids = (children: readonly Child[]) => children.map(({ id }) => id);
  return {
    vpc: network.vpc.reference,
    vpcId: network.vpc.id,
    subnets: references(network.subnets.map(({ child }) => child)),
    publicSubnets: references(ofType("Public")),
    privateSubnets: references(ofType("Private")),
    isolatedSubnets: references(ofType("Isolated")),
    publicSubnetIds: ids(ofType("Public")),
    privateSubnetIds: ids(ofType("Private")),
    isolatedSubnetIds: ids(ofType("Isolated")),
    routeTables: references(network.routeTables),
    routeTableAssociations: references(network.associations),
    routes: references(network.routes),
    internetGateway: network.gateway.reference,
    natGateways: references(network.natGateways),
    eips: references(network.eips),
    vpcEndpoints: references(endpoints),
    subnetLayout: layout.map(({ type, name, cidrMask, size, cidrBlocks }) => ({ type, name, cidrMask, size, cidrBlocks })),
  };
}

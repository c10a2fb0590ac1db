import { naturalOrder } from "../../../../components/util/natural-order";
import { type Inventory, list, record, text } from "../../inventory";
import type { DocumentResource } from "../../json";
import { clusterName, clusterType, everywhere, rangeOf } from "../../sections/cluster";
import { regions } from "../../title";
import type { Arrow, Box, Graph } from "../graph/layout";
import { fewLines, type Part } from "./parts";
import { type VpcPart, vpcs } from "./vpc";
import { workloads } from "./workloads";

/** Boxes and arrows of an environment: account, region, VPC, zones, subnets, ingress and egress. */
export function architecture(inventory: Inventory): Graph {
  const networks = vpcs(inventory);
  const planes = inventory.ofType(clusterType).map((cluster, at) => controlPlane(inventory, cluster, at, networks));
  const inside = workloads(inventory, networks);
  const arrows = [...networks, ...planes, inside].flatMap((part) => part.arrows);
  const [network, ...more] = networks.flatMap((part) => part.boxes);
  const around = network ? [{ ...network, children: [...(network.children ?? []), ...inside.boxes] }, ...more] : inside.boxes;
  const within = [...planes.flatMap((part) => part.boxes), ...around];
  if (within.length === 0) return { boxes: [], arrows: [], direction: "DOWN" };
  const outside = [internet, ...outsideNetworks(planes)].filter(({ id }) => arrows.some(({ from, to }) => from === id || to === id));
  const region: Box = { id: "region", title: `Region ${regions(inventory).join(", ") || "of the provider"}`, children: within };
  const account: Box = { id: "account", title: "AWS account", children: [region] };
  return { boxes: [...outside, account], arrows, direction: "DOWN" };
}

const internet: Box = { id: "internet", title: "Internet", style: "accent" };

interface Plane extends Part {
  readonly networks: readonly Box[];
}

const outsideNetworks = (planes: readonly Plane[]) => planes.flatMap(({ networks }) => networks);

/** The control plane, its clients, and the subnets of its network interfaces. */
function controlPlane(inventory: Inventory, cluster: DocumentResource, at: number, networks: readonly VpcPart[]): Plane {
  const { inputs } = cluster;
  const vpcConfig = record(inputs.vpcConfig);
  const { endpointPrivateAccess, endpointPublicAccess = true } = vpcConfig;
  const publicRanges = list(vpcConfig.publicAccessCidrs).map(text);
  const id = `control-plane-${at}`;
  const on = [endpointPrivateAccess === true && "private", endpointPublicAccess === true && "public"].filter(Boolean).join(" and ");
  const logs = list(inputs.enabledClusterLogTypes).length;
  const lines = [
    `Kubernetes ${text(inputs.version) || "version chosen by AWS"}`,
    `${on} endpoint`,
    logs > 0 ? `${logs} log types` : "no logs",
    record(inputs.computeConfig).enabled === true ? "EKS Auto Mode" : "",
  ].filter(Boolean);
  const box: Box = { id, title: `EKS control plane ${clusterName(cluster)}`, lines, style: "accent" };
  const corporate = inventory
    .ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
    .filter((rule) => rule.inputs.fromPort === 443 && rangeOf(rule.inputs) !== "" && isOf(inventory, rule, cluster))
    .map((rule) => rangeOf(rule.inputs));
  const outside: Box[] =
    corporate.length === 0 ? [] : [{ id: `${id}-networks`, title: "Connected networks", lines: fewLines(corporate), style: "accent" }];
  const ranges = publicRanges.length > 0 ? fewLines(publicRanges, 2).join(", ") : everywhere(cluster);
  const arrows: Arrow[] = [
    ...(endpointPublicAccess === true ? [{ from: "internet", to: id, label: `HTTPS from ${ranges}` }] : []),
    ...outside.map((network) => ({ from: network.id, to: id, label: "HTTPS" })),
    ...networks.flatMap((network) => {
      const interfaces = network.subnetsOf(vpcConfig.subnetIds);
      const others = network.nodeSubnets.filter((subnet) => !interfaces.includes(subnet)); // keeps zones side by side
      return [...interfaces.map((to) => ({ from: id, to })), ...others.map((to) => ({ from: id, to, hidden: true }))];
    }),
  ];
  return { boxes: [box], arrows, networks: outside };
}

/** Whether a rule has the same parent component as a cluster. */
function isOf(inventory: Inventory, rule: DocumentResource, cluster: DocumentResource): boolean {
  const owners = inventory.line(cluster).map(({ urn }) => urn);
  return rule.parent !== undefined && owners.includes(rule.parent) && naturalOrder(rule.parent, owners[0]!) !== 0;
}

import { naturalOrder } from "../../../../components/util/natural-order";
import { type Inventory, list, record, text } from "../../inventory";
import type { DocumentResource } from "../../json";
import type { Json } from "../../printable";
import { isIn, isRegional, kindOf, rangesOf, takes, zoneOf } from "../../sections/network";
import type { Arrow, Box } from "../graph/layout";
import { type LoadBalancer, loadBalancers } from "./load-balancers";
import { fewLines, type Part } from "./parts";
import { type Pool, pools } from "./pools";

export interface VpcPart extends Part {
  /** Boxes of the subnets with these ids; empty if ids are unknown. */
  readonly subnetsOf: (ids: Json | undefined) => readonly string[];
  /** Boxes that contain nodes and pods. */
  readonly nodeSubnets: readonly string[];
}

/** Planned VPCs; for clusters in existing subnets, those subnets. */
export function vpcs(inventory: Inventory): VpcPart[] {
  const planned = inventory.ofType("aws:ec2/vpc:Vpc");
  const all = pools(inventory);
  return planned.length > 0 ? planned.map((vpc, at) => plannedVpc(inventory, vpc, at, all)) : existingVpc(inventory, all);
}

function plannedVpc(inventory: Inventory, vpc: DocumentResource, at: number, all: readonly Pool[]): VpcPart {
  const own = (type: string) => inventory.ofType(type).filter((each) => isIn(each, vpc));
  const subnets = own("aws:ec2/subnet:Subnet");
  const nats = inventory.ofType("aws:ec2/natGateway:NatGateway");
  const id = (noun: string) => `vpc-${at}-${noun}`;
  const boxOf = new Map(subnets.map((subnet, index) => [subnet.urn, id(`subnet-${index}`)]));
  const isPublic = (subnet: DocumentResource) => kindOf(subnet) === "public";
  const natsIn = (subnet: DocumentResource) => nats.filter((nat) => takes(nat, "subnetId", subnet));
  const hasPools = (subnet: DocumentResource) => !["public", "isolated", "control plane", "pods"].includes(kindOf(subnet));
  const regionalNat = nats.some((nat) => isRegional(nat) && isIn(nat, vpc));
  const ways = subnets.filter((subnet) => natsIn(subnet).length > 0).map(zoneOf);
  const wayOut = (subnet: DocumentResource) =>
    hasPools(subnet) && ways.length > 0 && !ways.includes(zoneOf(subnet)) ? [`NAT gateway in ${ways[0]}`] : [];
  const subnetBox = (subnet: DocumentResource): Box => {
    const gateways = [...natsIn(subnet).map(() => "NAT gateway"), ...wayOut(subnet)];
    const here = hasPools(subnet) ? all.filter(({ zones }) => zones.includes(zoneOf(subnet))) : [];
    const names = here.map(({ title }) => title);
    const range = text(subnet.inputs.cidrBlock) || text(subnet.outputs.cidrBlock);
    return {
      id: boxOf.get(subnet.urn)!,
      title: `${kindOf(subnet)} subnet`,
      lines: [range, ...gateways, ...fewLines(names)].filter(Boolean),
    };
  };
  const zones = [...new Set(subnets.map(zoneOf))].sort(naturalOrder);
  const rank = (subnet: DocumentResource) => (isPublic(subnet) ? 0 : 1);
  const zoneBoxes = zones.map((zone, index): Box => {
    const inZone = subnets.filter((subnet) => zoneOf(subnet) === zone).sort((a, b) => rank(a) - rank(b));
    return { id: id(`zone-${index}`), title: zone || "zone", style: "tinted", children: inZone.map(subnetBox) };
  });
  const gateway = own("aws:ec2/internetGateway:InternetGateway").length > 0;
  const endpoints = own("aws:ec2/vpcEndpoint:VpcEndpoint").map(({ inputs }) => text(inputs.serviceName).split(".").slice(3).join("."));
  const balancers = at === 0 ? balancerBoxes(loadBalancers(inventory)) : [];
  const privates = subnets.filter(hasPools);
  const toSubnets = zones.flatMap((zone): Arrow[] => {
    const inZone = subnets.filter((subnet) => zoneOf(subnet) === zone);
    const [open, closed] = [inZone.filter(isPublic), inZone.filter((subnet) => !isPublic(subnet))].map((some) =>
      some.map(({ urn }) => boxOf.get(urn)!),
    );
    const out = inZone.some((subnet) => natsIn(subnet).length > 0) ? { style: "out", reversed: true } : { hidden: true };
    return [
      ...open!.map((to) => ({ from: id("igw"), to, ...out })),
      ...open!.flatMap((from) => closed!.map((to) => ({ from, to, ...out }))),
    ];
  });
  const arrows: Arrow[] = [
    ...(gateway ? [{ from: "internet", to: id("igw") }, ...toSubnets] : []),
    ...balancers.filter(({ internal }) => !internal && gateway).map(({ box }) => ({ from: id("igw"), to: box.id })),
  ];
  const firsts = zoneBoxes.flatMap(({ children: [first] = [] }) => first?.id ?? []);
  const belowBalancers = balancers.flatMap(({ box }) => firsts.map((to): Arrow => ({ from: box.id, to, hidden: true }))); // keeps zones side by side
  const children: Box[] = [
    ...(gateway ? [{ id: id("igw"), title: "Internet gateway" }] : []),
    ...(regionalNat ? [{ id: id("nat"), title: "Regional NAT gateway" }] : []),
    ...balancers.map(({ box }) => box),
    ...zoneBoxes,
    ...(endpoints.length > 0 ? [{ id: id("endpoints"), title: "VPC endpoints", lines: fewLines(endpoints.sort(naturalOrder), 6) }] : []),
  ];
  return {
    boxes: [{ id: id("vpc"), title: `VPC ${vpc.name}`, lines: rangesOf(vpc), children }],
    arrows: [...arrows, ...belowBalancers],
    subnetsOf: (ids) => subnets.filter((subnet) => list(ids).includes(subnet.id ?? null)).map(({ urn }) => boxOf.get(urn)!),
    nodeSubnets: privates.map(({ urn }) => boxOf.get(urn)!),
  };
}

/** Existing subnets: only properties that the program sets are known. */
function existingVpc(inventory: Inventory, all: readonly Pool[]): VpcPart[] {
  const [cluster] = inventory.ofType("aws:eks/cluster:Cluster");
  const users = [...inventory.ofType("aws:eks/nodeGroup:NodeGroup"), ...inventory.ofType("aws:autoscaling/group:Group")];
  if (!cluster && users.length === 0) return [];
  const ids = [
    record(cluster?.inputs.vpcConfig).subnetIds,
    ...users.flatMap(({ inputs }) => [inputs.subnetIds, inputs.vpcZoneIdentifiers]),
  ];
  const subnets = [...new Set(ids.flatMap((each) => list(each).map(text)))].filter((each) => each.startsWith("subnet-")).sort(naturalOrder);
  const vpc = text(record(cluster?.outputs.vpcConfig).vpcId);
  const lines = [...fewLines(subnets, 6), ...fewLines(all.map(({ title }) => title))];
  const box: Box = { id: "subnets", title: "existing private subnets", lines };
  const balancers = balancerBoxes(loadBalancers(inventory));
  const frame: Box = {
    id: "vpc",
    title: `existing VPC ${vpc.startsWith("vpc-") ? vpc : ""}`.trim(),
    children: [...balancers.map((each) => each.box), box],
  };
  const arrows = balancers.filter(({ internal }) => !internal).map((each) => ({ from: "internet", to: each.box.id }));
  return [{ boxes: [frame], arrows, subnetsOf: () => ["subnets"], nodeSubnets: ["subnets"] }];
}

/** More load balancers of one kind are drawn as one box. */
const mostBalancers = 2;

export const balancerId = (at: number) => `load-balancer-${at}`;

function balancerBoxes(all: readonly LoadBalancer[]): { readonly box: Box; readonly internal: boolean }[] {
  const scheme = (internal: boolean) => (internal ? "internal" : "internet-facing");
  if (all.length <= mostBalancers)
    return all.map(({ title, internal, routes }, at) => ({
      box: { id: balancerId(at), title, lines: [scheme(internal), ...fewLines(routes, 5)] },
      internal,
    }));
  return [false, true].flatMap((internal, at) => {
    const some = all.filter((each) => each.internal === internal);
    if (some.length === 0) return [];
    const lines = fewLines(some.map(({ title }) => title.replace(/^Application Load Balancer /, "")));
    return [{ box: { id: balancerId(at), title: `${some.length} ${scheme(internal)} load balancers`, lines }, internal }];
  });
}

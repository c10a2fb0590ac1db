import { expect } from "chai";
import { architecture } from "../../../../../plan/report/html/architecture/model";
import type { Box } from "../../../../../plan/report/html/graph/layout";
import { Inventory } from "../../../../../plan/report/inventory";
import type { DocumentResource } from "../../../../../plan/report/json";
import { planDocumentOf, resource } from "../../document";

const of = (...resources: DocumentResource[]) => architecture(new Inventory(planDocumentOf(resources)));

const vpc = resource("aws:ec2/vpc:Vpc", "net", { id: "vpc-1", inputs: { cidrBlock: "10.0.0.0/16" } });
const gateway = resource("aws:ec2/internetGateway:InternetGateway", "net", { inputs: { vpcId: "vpc-1" } });
const subnet = (kind: string, zone: string) =>
  resource("aws:ec2/subnet:Subnet", `${kind}-${zone}`, {
    id: `subnet-${kind}-${zone}`,
    inputs: { vpcId: "vpc-1", availabilityZone: zone, cidrBlock: "10.0.1.0/24", tags: { SubnetType: kind } },
  });
const subnets = ["a", "b"].flatMap((zone) => [subnet("Public", zone), subnet("Private", zone)]);
const nat = resource("aws:ec2/natGateway:NatGateway", "nat", { inputs: { subnetId: "subnet-Public-a" } });
const cluster = resource("aws:eks/cluster:Cluster", "shop", {
  inputs: {
    name: "shop",
    version: "1.35",
    vpcConfig: { endpointPublicAccess: true, publicAccessCidrs: ["203.0.113.0/24"], subnetIds: ["subnet-Private-a"] },
  },
});
const pool = resource("aws:eks/nodeGroup:NodeGroup", "general", {
  inputs: { subnetIds: ["subnet-Private-b"], scalingConfig: { minSize: 1, maxSize: 3 } },
});

/** Titles of frames around a box, outermost first, and its own. */
function paths(boxes: readonly Box[], above: readonly string[] = []): string[] {
  return boxes.flatMap(({ title, children, lines = [] }) => [
    [...above, title, ...(children ? [] : lines)].join(" / "),
    ...paths(children ?? [], [...above, title]),
  ]);
}

describe("architecture", () => {
  it("places subnets with their pools and gateways in zones, VPC, region and account", () => {
    const { boxes } = of(vpc, gateway, ...subnets, nat, cluster, pool);
    const inVpc = "AWS account / Region of the provider / VPC net";
    expect(paths(boxes)).to.include.members([
      "AWS account / Region of the provider / EKS control plane shop / Kubernetes 1.35 / public endpoint / no logs",
      `${inVpc} / Internet gateway`,
      `${inVpc} / a / public subnet / 10.0.1.0/24 / NAT gateway`,
      `${inVpc} / b / private subnet / 10.0.1.0/24 / NAT gateway in a / general, 1–3 nodes`,
    ]);
  });

  it("places a regional NAT gateway in the VPC", () => {
    const regional = resource("aws:ec2/natGateway:NatGateway", "regional", { inputs: { vpcId: vpc.id!, availabilityMode: "regional" } });
    const { boxes } = of(vpc, gateway, ...subnets, regional, cluster, pool);
    expect(paths(boxes)).to.include("AWS account / Region of the provider / VPC net / Regional NAT gateway");
  });

  it("keeps pools out of the subnets of pods, and names the families of addresses", () => {
    const ipv6 = { ...vpc, inputs: { ...vpc.inputs, assignGeneratedIpv6CidrBlock: true } };
    const { boxes } = of(ipv6, subnet("Private", "b"), subnet("Pods", "b"), cluster, pool);
    expect(paths(boxes)).to.include("AWS account / Region of the provider / VPC net / b / pods subnet / 10.0.1.0/24");
    const inside = (all: readonly Box[]): Box[] => all.flatMap((box) => [box, ...inside(box.children ?? [])]);
    expect(inside(boxes).find(({ title }) => title === "VPC net")?.lines).to.deep.equal(["10.0.0.0/16", "a block of IPv6 addresses"]);
  });

  it("draws the ways in and out", () => {
    const { boxes, arrows } = of(vpc, gateway, ...subnets, nat, cluster, pool);
    const titles = new Map<string, string>();
    const name = (box: Box, zone: string): void => {
      titles.set(box.id, `${zone}${box.title}`);
      for (const child of box.children ?? []) name(child, box.title.length === 1 ? `${box.title} ` : "");
    };
    for (const box of boxes) name(box, "");
    const drawn = arrows
      .filter(({ hidden }) => !hidden)
      .map(({ from, to, reversed }) => {
        const [start, end] = reversed ? [to, from] : [from, to];
        return `${titles.get(start)} -> ${titles.get(end)}`;
      });
    expect(drawn).to.have.members([
      "Internet -> Internet gateway",
      "a public subnet -> Internet gateway",
      "a private subnet -> a public subnet",
      "Internet -> EKS control plane shop",
      "EKS control plane shop -> a private subnet",
    ]);
  });

  it("shows the subnets of an existing VPC", () => {
    expect(paths(of(cluster, pool).boxes)).to.include(
      "AWS account / Region of the provider / existing VPC / existing private subnets / subnet-Private-a / subnet-Private-b / general, 1–3 nodes",
    );
  });

  it("is empty where there is nothing to draw", () => {
    expect(of(resource("a:b:C", "c")).boxes).to.deep.equal([]);
  });
});

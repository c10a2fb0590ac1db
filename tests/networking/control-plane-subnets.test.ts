import { expect } from "chai";
import { Network } from "../../components/networking/network";
import type { ValidatedNetworkArgs } from "../../components/networking/network-args";
import type { NetworkSettings } from "../../components/settings/types";
import { outcomeOf } from "../environment/counterparts/fixtures";
import { context } from "../harness/mocks/context";
import { startMocks } from "../harness/mocks/mocks";
import { networkSettings } from "./fixtures";

const zones = ["eu-west-1a", "eu-west-1b", "eu-west-1c"];

async function network(changes: Partial<NetworkSettings>, more: Partial<ValidatedNetworkArgs> = {}) {
  const mocks = startMocks();
  const ids = await mocks.run(
    () => new Network("eks-network", { context, settings: networkSettings(changes), zones, ...more }).controlPlaneSubnetIds,
  );
  return { resources: mocks.resources, ids };
}

describe("subnets of the control plane", () => {
  it("are the last /28 of the first two zones, with the routes of the private subnets and no discovery tags", async () => {
    const { resources, ids } = await network({ controlPlaneSubnets: true });
    const subnets = resources.ofType("aws:ec2/subnet:Subnet").filter(({ name }) => name.includes("control-plane"));
    expect(subnets.map(({ name, inputs }) => [name, inputs.availabilityZone, inputs.cidrBlock])).to.deep.equal([
      ["eks-network-control-plane-eu-west-1a", "eu-west-1a", "10.0.31.240/28"],
      ["eks-network-control-plane-eu-west-1b", "eu-west-1b", "10.0.63.240/28"],
    ]);
    expect(subnets[0]!.inputs.tags).to.deep.equal({
      owner: "platform",
      Name: "shop-control-plane-eu-west-1a",
      SubnetType: "Control plane",
    });
    expect(ids).to.deep.equal(subnets.map(({ name }) => resources.idOf("aws:ec2/subnet:Subnet", name)));
    const associations = resources.ofType("aws:ec2/routeTableAssociation:RouteTableAssociation");
    expect(associations.map(({ inputs }) => inputs)).to.deep.equal(
      ids.map((subnetId, index) => ({
        subnetId,
        routeTableId: resources.idOf("aws:ec2/routeTable:RouteTable", `eks-network-private-${index + 1}`),
      })),
    );
  });

  it("are in the zones that the control plane uses, in any kind of VPC", async () => {
    const changes = { controlPlaneSubnets: true, publicSubnets: false, nat: "none" } as const;
    const { ids } = await network(changes, { controlPlaneZones: zones });
    expect(ids).to.have.lengthOf(3);
  });

  it("are the only subnets of the cluster, while nodes stay in the private ones", async () => {
    const { resources } = await outcomeOf({ network: { controlPlaneSubnets: true } });
    const names = ["eks-network-control-plane-eu-west-1a", "eks-network-control-plane-eu-west-1b"];
    const own = names.map((name) => resources.idOf("aws:ec2/subnet:Subnet", name));
    expect(resources.only("eks:index:Cluster").inputs.subnetIds).to.deep.equal(own);
    expect(resources.only("aws:eks/nodeGroup:NodeGroup").inputs.subnetIds).to.have.lengthOf(2).and.not.include.members(own);
    const swept = resources.named("eks-sweep").inputs.subnetIds;
    expect(swept).to.include.members(own);
  });

  it("are the given ones of an existing VPC", async () => {
    const existing = { vpcId: "vpc-1", privateSubnetIds: ["subnet-1", "subnet-2"], controlPlaneSubnetIds: ["subnet-8", "subnet-9"] };
    const { resources } = await outcomeOf({ network: { existing } });
    expect(resources.only("eks:index:Cluster").inputs.subnetIds).to.deep.equal(["subnet-8", "subnet-9"]);
    expect(resources.only("aws:eks/nodeGroup:NodeGroup").inputs.subnetIds).to.deep.equal(["subnet-1", "subnet-2"]);
    const { cluster, network: facts } = resources.named("eks-change-guard").inputs;
    expect([cluster.places, facts.vpc]).to.deep.equal([["subnet-8", "subnet-9"], "vpc-1"]);
  });

  it("are not for the nodes of a stack on the existing cluster, which must name others", async () => {
    const invokes = {
      "aws:eks/getCluster:getCluster": () => ({
        arn: "arn:aws:eks:eu-west-1:123456789012:cluster/shop",
        version: "1.35",
        endpoint: "https://ABC.gr7.eu-west-1.eks.amazonaws.com",
        certificateAuthorities: [{ data: "Q0E=" }],
        accessConfigs: [{ authenticationMode: "API" }],
        kubernetesNetworkConfigs: [{ serviceIpv4Cidr: "172.20.0.0/16" }],
        vpcConfig: { vpcId: "vpc-1", clusterSecurityGroupId: "sg-1", subnetIds: ["subnet-8", "subnet-9"] },
        identities: [{ oidcs: [{ issuer: "https://oidc.eks.eu-west-1.amazonaws.com/id/ABC" }] }],
      }),
      "aws:ec2/getSubnet:getSubnet": () => ({ availabilityZone: "eu-west-1a", tags: { SubnetType: "Control plane" } }),
    };
    const failure = await outcomeOf({ cluster: { existing: { name: "shop" } } }, { invokes }).catch((error: Error) => error);
    expect((failure as Error).message).to.match(
      /^eks-blueprints:network.existing: the subnets of cluster shop are for its control plane alone/,
    );
  });
});

import { expect } from "chai";
import { Network } from "../../components/networking/network";
import { context } from "../harness/mocks/context";
import { type Mocks, startMocks } from "../harness/mocks/mocks";
import { networkSettings } from "./fixtures";

const zones = ["eu-west-1a", "eu-west-1b"];

async function network(publicSubnets: boolean, changes: Parameters<typeof networkSettings>[0] = {}) {
  const mocks = startMocks();
  const outputs = await mocks.run(() => {
    const settings = networkSettings({ publicSubnets, nat: "none", ...changes });
    const component = new Network("eks-network", { context, settings, zones });
    return {
      private: component.privateSubnetIds,
      public: component.publicSubnetIds,
      cidrs: [component.subnetCidrs("public"), component.subnetCidrs("all")],
    };
  });
  return { mocks, outputs };
}

const namesOf = ({ resources }: Mocks, type: string) => resources.ofType(type).map(({ name }) => name);

describe("Network without public subnets", () => {
  it("creates neither an internet gateway nor public subnets nor routes", async () => {
    const { mocks, outputs } = await network(false);
    for (const type of ["awsx:ec2:Vpc", "aws:ec2/internetGateway:InternetGateway", "aws:ec2/route:Route"])
      expect(namesOf(mocks, type), type).to.deep.equal([]);
    expect(namesOf(mocks, "aws:ec2/subnet:Subnet")).to.deep.equal(["eks-network-private-1", "eks-network-private-2"]);
    expect(outputs.public).to.deep.equal([]);
  });

  it("gives VPC, private subnets and route tables the names, tags and addresses that they have beside public ones", async () => {
    const { mocks } = await network(false);
    const common = { owner: "platform" };
    const inputsOf = (type: string) => mocks.resources.ofType(type).map(({ inputs }) => inputs);
    expect(inputsOf("aws:ec2/vpc:Vpc")).to.deep.equal([
      { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true, enableDnsSupport: true, tags: { ...common, Name: "shop" } },
    ]);
    const vpcId = mocks.resources.idOf("aws:ec2/vpc:Vpc", "eks-network");
    const own = (index: number) => ({ Name: `eks-network-private-${index}`, SubnetType: "Private" });
    const discovery = { "kubernetes.io/role/internal-elb": "1", "karpenter.sh/discovery": "shop" };
    expect(inputsOf("aws:ec2/subnet:Subnet")).to.deep.equal(
      ["10.0.0.0/20", "10.0.32.0/20"].map((cidrBlock, index) => ({
        vpcId,
        availabilityZone: zones[index],
        cidrBlock,
        mapPublicIpOnLaunch: false,
        tags: { ...common, ...discovery, ...own(index + 1) },
      })),
    );
    expect(inputsOf("aws:ec2/routeTable:RouteTable")).to.deep.equal([1, 2].map((index) => ({ vpcId, tags: { ...common, ...own(index) } })));
  });

  it("associates each subnet with its route table before anything uses the subnet", async () => {
    const { mocks } = await network(false, { endpoints: ["s3", "ecr.api"] });
    const { resources } = mocks;
    const associations = resources.ofType("aws:ec2/routeTableAssociation:RouteTableAssociation");
    expect(associations.map(({ inputs }) => [inputs.subnetId, inputs.routeTableId])).to.deep.equal(
      ["eks-network-private-1", "eks-network-private-2"].map((name) => [
        resources.idOf("aws:ec2/subnet:Subnet", name),
        resources.idOf("aws:ec2/routeTable:RouteTable", name),
      ]),
    );
    for (const endpoint of resources.ofType("aws:ec2/vpcEndpoint:VpcEndpoint"))
      for (const association of associations) expect(resources.waitsFor(endpoint, association), endpoint.name).to.equal(true);
  });

  it("adds gateway endpoints to the private route tables, and routes to where the settings say", async () => {
    const { mocks } = await network(false, { routes: [{ cidr: "0.0.0.0/0", transitGatewayId: "tgw-1" }] });
    const tables = ["eks-network-private-1", "eks-network-private-2"].map((name) =>
      mocks.resources.idOf("aws:ec2/routeTable:RouteTable", name),
    );
    expect(mocks.resources.named("eks-network-endpoints-s3").inputs.routeTableIds).to.deep.equal(tables);
    expect(mocks.resources.ofType("aws:ec2/route:Route").map(({ inputs }) => inputs.routeTableId)).to.deep.equal(tables);
  });

  it("has load balancers in the private subnets", async () => {
    const [without, beside] = [await network(false), await network(true)];
    expect(without.outputs.cidrs).to.deep.equal([
      ["10.0.0.0/20", "10.0.32.0/20"],
      ["10.0.0.0/20", "10.0.32.0/20"],
    ]);
    expect(beside.outputs.cidrs[0]).to.deep.equal(["10.0.16.0/22", "10.0.48.0/22"]);
  });

  it("writes flow logs on behalf of the VPC's account", async () => {
    const { mocks } = await network(false, { flowLogs: { retentionDays: 30 } });
    expect(mocks.resources.only("aws:ec2/flowLog:FlowLog").inputs.vpcId).to.equal(mocks.resources.idOf("aws:ec2/vpc:Vpc", "eks-network"));
  });
});

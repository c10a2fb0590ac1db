import { expect } from "chai";
import { createSimulation } from "../../../plan/simulation";
import { declarationOf } from "../../../plan/simulation/schema/declarations";
import { Reference, Secret, SimulationError, UNKNOWN, type Value, type Values } from "../../../plan/types";
import { Replay } from "./replay";

const vpc = "awsx:ec2:Vpc";
const cluster = "eks:index:Cluster";
const zones = ["eu-west-1a", "eu-west-1b"];
const plainCluster = {
  vpcId: "vpc-1",
  subnetIds: ["subnet-a"],
  authenticationMode: "API",
  skipDefaultNodeGroup: true,
  createInstanceRole: false,
};

async function rejection(component: string, args: Values): Promise<string> {
  const error = await new Replay().expand(component, "x", args).catch((caught: unknown) => caught);
  expect(error).to.be.instanceOf(SimulationError);
  return (error as Error).message;
}

describe("simulated remote component", () => {
  for (const [component, args, optional] of [
    [vpc, { availabilityZoneNames: zones }, []],
    [cluster, { ...plainCluster, skipDefaultNodeGroup: false, createInstanceRole: true }, ["awsProvider"]],
    [cluster, plainCluster, ["awsProvider", "defaultNodeGroup"]],
    ["awsx:ec2:DefaultVpc", {}, []],
  ] as const) {
    it(`returns all outputs of ${component} (${Object.keys(args).length} arguments)`, async () => {
      const { properties } = declarationOf(component, process.cwd())!.outputs;
      const wanted = [...properties].filter(([name, property]) => !property.optional && !(optional as readonly string[]).includes(name));
      const simulation = createSimulation();
      const states = new Map<string, { id: Value; outputs: Values }>();
      const base = { provider: { region: "eu-west-1" }, preview: false, directory: process.cwd() };
      const outputs = await simulation.expand(
        {
          ...base,
          type: component,
          name: "x",
          urn: `urn:pulumi:dev::p::${component}::x`,
          inputs: args as Values,
          propertyDependencies: {},
          invoke: (token, values) => simulation.invoke({ ...base, token, args: values }),
          outputDependencies: () => {},
        },
        async ({ type, name, inputs, custom }) => {
          const urn = `urn:pulumi:dev::p::${type}::${name}`;
          const created = custom ? simulation.resource({ ...base, type, name, urn, inputs }) : { id: "", outputs: {} };
          states.set(urn, created);
          return { urn, ...created };
        },
      );
      expect(Object.keys(outputs)).to.include.members(wanted.map(([name]) => name));
    });
  }

  it("depends on the resources of its arguments", async () => {
    const replay = new Replay();
    await replay.expand(cluster, "shop", plainCluster, { subnetIds: ["subnet-urn"], vpcId: ["vpc-urn"] });
    const named = (name: string) => replay.resources.find((resource) => resource.name === name)!.dependencies;
    expect(named("shop-eksCluster")).to.include("subnet-urn").and.not.include("vpc-urn");
    expect(named("shop-eksClusterSecurityGroup")).to.deep.equal(["vpc-urn"]);
    expect(named("shop-eksRole-role")).to.deep.equal([]);
  });

  it("records which children an output depends on", async () => {
    const replay = new Replay();
    await replay.expand(vpc, "net", { availabilityZoneNames: zones, natGateways: { strategy: "Single" } });
    const subnets = ["private", "public"].flatMap((kind) => zones.map((_, index) => `aws:ec2/subnet:Subnet::net-${kind}-${index + 1}`));
    const base = ["aws:ec2/vpc:Vpc::net", ...subnets];
    expect(Object.keys(replay.origins)).to.include.members(["vpcId", "privateSubnetIds", "natGateways", "subnetLayout"]);
    for (const [output, origins] of Object.entries(replay.origins)) expect(origins, output).to.include.members(base);
    expect(replay.origins.vpcId).to.have.members(base);
    expect(replay.origins.natGateways).to.have.members([...base, "aws:ec2/natGateway:NatGateway::net-1"]);
  });

  it("keeps secrets secret", async () => {
    const replay = new Replay();
    await replay.expand(cluster, "shop", { ...plainCluster, tags: { owner: new Secret("somebody") } });
    const { tags } = replay.resources.find(({ name }) => name === "shop-eksCluster")!.inputs;
    expect(tags).to.deep.equal(new Secret({ Name: "shop-eksCluster", owner: "somebody" }));
  });

  it("has the same children in a preview, with unknown values where only a deployment knows them", async () => {
    const [preview, deployed] = [new Replay(true), new Replay()];
    for (const replay of [preview, deployed]) {
      await replay.expand(vpc, "net", { availabilityZoneNames: zones });
      await replay.expand(cluster, "shop", { ...plainCluster, autoMode: { enabled: true } });
    }
    const names = (replay: Replay) => replay.resources.map(({ type, name, dependencies }) => [type, name, dependencies]);
    expect(names(preview)).to.deep.equal(names(deployed));
    const inputs = (name: string) => preview.resources.find((resource) => resource.name === name)!.inputs;
    expect(inputs("net-private-1")).to.include({ vpcId: UNKNOWN, cidrBlock: "10.0.0.0/18" });
    expect(inputs("shop-eksCluster")).to.include({ roleArn: UNKNOWN, computeConfig: UNKNOWN, storageConfig: UNKNOWN });
  });

  it("takes addresses from an IPAM pool once the VPC knows them", async () => {
    const replay = new Replay();
    await replay.expand(vpc, "net", {
      availabilityZoneNames: zones,
      subnetStrategy: "Auto",
      ipv4IpamPoolId: "pool",
      ipv4NetmaskLength: 20,
      natGateways: { strategy: "None" },
    });
    const { inputs } = replay.resources.find(({ name }) => name === "net-private-2")!;
    // The recorder's VPC returned 10.0.0.0/16, not the requested /20.
    expect(inputs.cidrBlock).to.equal("10.0.128.0/18");
  });

  it("returns a kubeconfig from its method", () => {
    const simulation = createSimulation();
    const args = { __self__: new Reference("urn:pulumi:dev::p::eks:index:Cluster::gone") };
    const call = () =>
      simulation.call({ token: "eks:index:Cluster/getKubeconfig", args, provider: {}, preview: false, directory: process.cwd() });
    expect(call).to.throw(SimulationError, "not part of the plan");
  });

  for (const [component, args, message] of [
    [vpc, { availabilityZoneName: zones }, "availabilityZoneName: no such property of awsx:ec2:Vpc; did you mean availabilityZoneNames?"],
    [vpc, { natGateways: { strategy: "OnePerAZ" } }, "natGateways.strategy: expected one of"],
    [vpc, { availabilityZoneNames: zones, numberOfAvailabilityZones: 2 }, "numberOfAvailabilityZones: not together"],
    [vpc, { numberOfAvailabilityZones: 9 }, "9 zones wanted, but the region has 3"],
    [vpc, { availabilityZoneNames: zones, cidrBlock: "10.0.0.0" }, "expected a CIDR block"],
    [vpc, { availabilityZoneNames: zones, cidrBlock: "10.0.0.0/26", subnetStrategy: "Auto" }, "default subnets need a /26 per zone"],
    [vpc, { availabilityZoneNames: zones, subnetStrategy: "Auto", subnetSpecs: [{ type: "Private" }] }, "needs public subnets"],
    [
      vpc,
      { availabilityZoneNames: zones, subnetStrategy: "Auto", subnetSpecs: [{ type: "Private" }, { type: "Private" }] },
      "need a different name each",
    ],
    [
      vpc,
      {
        availabilityZoneNames: zones,
        subnetStrategy: "Exact",
        natGateways: { strategy: "None" },
        subnetSpecs: [{ type: "Private", cidrBlocks: ["10.0.0.0/18", "10.0.128.0/18"] }],
      },
      "no gap before x-private-2",
    ],
    [cluster, { ...plainCluster, acessEntries: {} }, "did you mean accessEntries?"],
    [cluster, { ...plainCluster, authenticationMode: "ApI" }, "authenticationMode: expected one of"],
    [cluster, { ...plainCluster, endpointPublicAccess: false, publicAccessCidrs: ["1.2.3.4/32"] }, "publicAccessCidrs: not used"],
    [cluster, { ...plainCluster, instanceRole: "a", instanceRoles: ["b"] }, "instanceRole: not together with instanceRoles"],
    [cluster, { ...plainCluster, authenticationMode: "CONFIG_MAP", accessEntries: { a: { principalArn: "b" } } }, "accessEntries: need"],
    [cluster, { ...plainCluster, skipDefaultNodeGroup: UNKNOWN }, "skipDefaultNodeGroup: decides which resources exist"],
    ["eks:index:NodeGroupV2", { amiId: "ami-1" }, "cluster: missing"],
  ] as const) {
    it(`rejects ${component} with the message "${message}"`, async () => {
      expect(await rejection(component, args as unknown as Values)).to.include(message);
    });
  }
});

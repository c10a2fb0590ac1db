import { expect } from "chai";
import { UNKNOWN, type Values } from "../../../../plan/types";
import { planned } from "../../resources";
import { costIn, range, reasons, rows } from "../costs";

const nodeGroup = (inputs: Values) => planned({ type: "aws:eks/nodeGroup:NodeGroup", name: "nodes", inputs });
const group = (inputs: Values) => planned({ type: "aws:autoscaling/group:Group", name: "nodes", inputs });
const template = (inputs: Values, name = "template") =>
  planned({ type: "aws:ec2/launchTemplate:LaunchTemplate", name, id: `lt-${name}`, inputs });
const disk = (ebs: Values) => [{ deviceName: "/dev/xvda", ebs }];
const size = (minSize: number, desiredSize: number, maxSize: number) => ({ minSize, desiredSize, maxSize });
const launchTemplate = { id: "lt-template", version: "1" };

describe("managed node groups", () => {
  it("cost their instances and volumes, at each size", () => {
    const nodes = [
      template({ blockDeviceMappings: disk({ volumeSize: 50, volumeType: "gp3" }) }),
      nodeGroup({ instanceTypes: ["m7g.large"], scalingConfig: size(2, 3, 6), launchTemplate }),
    ];
    // 3 x 730 h x 0.091 = 199.29; 3 x 50 GB x 0.088 = 13.20
    expect(rows("eu-west-1", nodes)).to.deep.equal([
      "m7g.large, on-demand: 2190 x 0.091 list",
      "node volumes, 50 GiB gp3: 150 x 0.088 list2",
    ]);
    // a node: 66.43 + 4.40 = 70.83
    expect(range(costIn("eu-west-1", nodes))).to.deep.equal([141.66, 212.49, 424.98]);
  });

  it("count on-demand capacity by the first type, which AWS prefers", () => {
    const nodes = nodeGroup({ instanceTypes: ["m7g.xlarge", "m7g.large"], scalingConfig: size(1, 1, 1), diskSize: 20 });
    expect(rows("us-east-1", [nodes])).to.deep.equal([
      "m7g.xlarge, on-demand: 730 x 0.1632 list",
      "node volumes, 20 GiB gp3: 20 x 0.08 list2",
    ]);
  });

  it("count spot capacity by the mean of the typical prices, from the cheapest up to the highest on-demand price", () => {
    const nodes = nodeGroup({
      capacityType: "SPOT",
      instanceTypes: ["m7g.large", "c7g.large"],
      scalingConfig: size(1, 2, 4),
      diskSize: 10,
    });
    const { items } = costIn("eu-west-1", [nodes]);
    // m7g.large 0.091 less 53 %: 0.04277; c7g.large 0.0775 less 52 %: 0.0372
    expect(items[0]!.description).to.equal("m7g.large or c7g.large, spot, typical price");
    expect(items[0]!.unitPrice).to.be.closeTo((0.04277 + 0.0372) / 2, 1e-9);
    expect(items[0]!.monthlyMin).to.be.closeTo(730 * 0.0372, 1e-6);
    expect(items[0]!.monthlyMax).to.be.closeTo(4 * 730 * 0.091, 1e-9);
    expect(items[0]!.confidence).to.equal("estimate");
  });

  it("count spot capacity without a known saving at the on-demand price", () => {
    const nodes = nodeGroup({ capacityType: "SPOT", instanceTypes: ["m5.large"], scalingConfig: size(1, 1, 1), diskSize: 10 });
    expect(rows("us-gov-west-1", [nodes])[0]).to.equal("m5.large, spot, no typical saving known: on-demand price: 730 x 0.121 estimate");
  });

  it("have t3.medium and the volume of the AMI by default", () => {
    const nodes = nodeGroup({ scalingConfig: size(1, 1, 1) });
    expect(rows("us-east-1", [nodes], { amiDiskGiB: 20 })).to.deep.equal([
      "t3.medium, on-demand: 730 x 0.0416 list",
      "node volumes, 20 GiB gp3: 20 x 0.08 list2",
    ]);
  });

  it("pay for IOPS and throughput beyond what gp3 includes, and keep the root volume beside further ones", () => {
    const nodes = [
      template({
        blockDeviceMappings: [{ deviceName: "/dev/xvdf", ebs: { volumeSize: "100", volumeType: "gp3", iops: 6000, throughput: 500 } }],
      }),
      nodeGroup({ instanceTypes: ["m7g.large"], scalingConfig: size(2, 2, 2), launchTemplate }),
    ];
    // IOPS (6000 - 3000) x 2; throughput (500 - 125) x 2
    expect(rows("us-east-1", nodes, { amiDiskGiB: 8 }).slice(1)).to.deep.equal([
      "node volumes, 8 GiB gp3: 16 x 0.08 list2",
      "node volumes, 100 GiB gp3: 200 x 0.08 list2",
      "node volumes, 3000 IOPS beyond 3000: 6000 x 0.005 list2",
      "node volumes, 375 MiB/s beyond 125: 750 x 0.04 list2",
    ]);
  });

  it("name what has no price, and why", () => {
    const one = size(1, 1, 1);
    expect(
      reasons("us-east-1", [nodeGroup({ amiType: "WINDOWS_CORE_2022_x86_64", instanceTypes: ["m5.large"], scalingConfig: one })]),
    ).to.deep.equal(["Windows nodes: the tables hold prices of Linux alone"]);
    expect(
      reasons("us-east-1", [nodeGroup({ capacityType: "CAPACITY_BLOCK", instanceTypes: ["p5.48xlarge"], scalingConfig: one })]),
    ).to.deep.equal(["nodes: Capacity Blocks are paid for when they are reserved"]);
    expect(
      reasons("us-east-1", [nodeGroup({ instanceTypes: ["m5.large"], scalingConfig: one, launchTemplate: { id: "lt-elsewhere" } })]),
    ).to.deep.equal(["node volumes: they are set in a launch template of another program"]);
    expect(reasons("us-east-1", [nodeGroup({ scalingConfig: one, launchTemplate: { id: "lt-elsewhere" } })])).to.deep.equal([
      "nodes: their instance type is set in a launch template of another program",
    ]);
    expect(reasons("cn-northwest-1", [nodeGroup({ instanceTypes: ["m6g.large"], scalingConfig: one, diskSize: 20 })])).to.deep.equal([
      "m6g.large, on-demand: the tables have no price for cn-northwest-1",
      "node volumes, 20 GiB gp3: the tables have no price for cn-northwest-1",
    ]);
  });

  it("find their launch template by the dependencies of the property, where its id is not known yet", () => {
    const given = template({ blockDeviceMappings: disk({ volumeSize: 50, volumeType: "gp3" }) });
    const nodes = {
      ...nodeGroup({ instanceTypes: ["m7g.large"], scalingConfig: size(1, 1, 1), launchTemplate: { id: UNKNOWN } }),
      propertyDependencies: { launchTemplate: [given.urn] },
    };
    expect(rows("us-east-1", [given, nodes])[1]).to.equal("node volumes, 50 GiB gp3: 50 x 0.08 list2");
  });

  it("pay for public addresses in public subnets, unless the launch template decides", () => {
    const subnet = (id: string, mapPublicIpOnLaunch: boolean) =>
      planned({ type: "aws:ec2/subnet:Subnet", name: id, id, inputs: { mapPublicIpOnLaunch, availabilityZone: "us-east-1a" } });
    const nodes = (inputs: Values) => [
      subnet("subnet-1", true),
      subnet("subnet-2", false),
      template({ blockDeviceMappings: disk({ volumeSize: 20 }), ...inputs }),
      nodeGroup({ instanceTypes: ["m7g.large"], scalingConfig: size(2, 2, 2), launchTemplate, subnetIds: ["subnet-1", "subnet-2"] }),
    ];
    // two nodes, of which one is in the public subnet
    expect(rows("us-east-1", nodes({}))[2]).to.equal("public IPv4 addresses: 730 x 0.005 list2");
    const never = nodes({ networkInterfaces: [{ associatePublicIpAddress: "false" }] });
    expect(rows("us-east-1", never)).to.have.lengthOf(2);
  });

  it("pay for detailed monitoring as seven metrics", () => {
    const nodes = [
      template({ blockDeviceMappings: disk({ volumeSize: 20 }), monitoring: { enabled: true } }),
      nodeGroup({ instanceTypes: ["m7g.large"], scalingConfig: size(2, 2, 2), launchTemplate }),
    ];
    expect(rows("ap-northeast-1", nodes)[2]).to.equal("detailed monitoring: 14 x 0.3 estimate");
  });

  it("have the prices of their Local or Wavelength Zone", () => {
    const subnet = (zone: string) => planned({ type: "aws:ec2/subnet:Subnet", name: zone, id: zone, inputs: { availabilityZone: zone } });
    const nodes = (zone: string, type: string) => [
      subnet(zone),
      nodeGroup({ instanceTypes: [type], diskSize: 20, scalingConfig: size(1, 1, 1), subnetIds: [zone] }),
    ];
    expect(rows("us-west-2", nodes("us-west-2-lax-1a", "t3.medium"))).to.deep.equal(["t3.medium, on-demand: 730 x 0.0499 list"]);
    expect(rows("us-west-2", nodes("us-west-2-wl1-las-wlz-1", "t3.medium"))).to.deep.equal(["t3.medium, on-demand: 730 x 0.056 list"]);
    expect(reasons("us-west-2", nodes("us-west-2-lax-1a", "m7g.large"))).to.deep.equal([
      "m7g.large, on-demand: the tables have no price for us-west-2-lax-1",
      "node volumes: the tables have no price of them for us-west-2-lax-1",
    ]);
  });

  it("are part of the price of their Outpost, with their volumes, and pay for detailed monitoring", () => {
    const at = (name: string, outpost: boolean) =>
      planned({
        type: "aws:ec2/subnet:Subnet",
        name,
        id: name,
        inputs: { availabilityZone: "eu-west-1a", ...(outpost && { outpostArn: "arn:aws:outposts:eu-west-1:111122223333:outpost/op-1" }) },
      });
    const nodes = (subnetIds: string[], more: Values = {}) => [
      at("rack", true),
      at("zone", false),
      template({
        instanceType: "m5.large",
        blockDeviceMappings: disk({ volumeSize: 50, volumeType: "gp2" }),
        monitoring: { enabled: true },
      }),
      group({ minSize: 1, maxSize: 3, desiredCapacity: 2, vpcZoneIdentifiers: subnetIds, launchTemplate, ...more }),
    ];
    const unpriced = ["m5.large: part of the price of the Outpost", "node volumes: part of the price of the Outpost"];
    expect(rows("eu-west-1", nodes(["rack"]))).to.deep.equal(["detailed monitoring: 14 x 0.3 estimate"]);
    expect(reasons("eu-west-1", nodes(["rack"]))).to.deep.equal(unpriced);
    expect(reasons("eu-west-1", nodes(["rack"], { warmPool: { poolState: "Stopped" } }))).to.deep.equal([
      ...unpriced,
      "warm pool: node volumes: part of the price of the Outpost",
    ]);
    expect(rows("eu-west-1", nodes(["rack", "zone"]))).to.include("m5.large, on-demand: 1460 x 0.107 list");
    const pool = planned({ type: "eks-blueprints:index:NodePool", name: "pool", inputs: { settings: { outpost: "rack" } } });
    const [, , ofPool, own] = nodes(["subnet-of-another-program"]);
    expect(reasons("eu-west-1", [pool, ofPool!, { ...own!, parent: pool.urn }])).to.deep.equal(unpriced);
    const volume = planned({ type: "aws:ebs/volume:Volume", name: "data", inputs: { size: 20, type: "gp2", outpostArn: "arn" } });
    expect(reasons("eu-west-1", [volume])).to.deep.equal(["volume: part of the price of the Outpost"]);
  });
});

describe("Auto Scaling groups", () => {
  it("have no price with Windows, which their image or user data tell", () => {
    const nodes = { desiredCapacity: 1, minSize: 1, maxSize: 1, launchTemplate };
    const own = { imageId: "ami-1", userData: Buffer.from("<powershell>\n</powershell>").toString("base64") };
    for (const inputs of [{ imageId: "resolve:ssm:/aws/service/ami-windows-latest/x/image_id" }, own])
      expect(reasons("eu-west-1", [template({ instanceType: "m7i.large", ...inputs }), group(nodes)])).to.deep.equal([
        "Windows nodes: the tables hold prices of Linux alone",
      ]);
  });

  const specification = { launchTemplateSpecification: { launchTemplateId: "lt-template", version: "1" } };
  const types = [{ instanceType: "m7g.large" }];

  it("split their instances into on-demand and spot as AWS does, rounded in favor of on-demand", () => {
    const distribution = { onDemandBaseCapacity: 1, onDemandPercentageAboveBaseCapacity: 25 };
    const nodes = [
      template({ blockDeviceMappings: disk({ volumeSize: 20, volumeType: "gp3" }) }),
      group({
        ...{ minSize: 1, desiredCapacity: 4, maxSize: 10 },
        mixedInstancesPolicy: { launchTemplate: { ...specification, overrides: types }, instancesDistribution: distribution },
      }),
    ];
    const [onDemand, spot, volumes] = costIn("us-east-1", nodes).items;
    // 4 nodes: 1 + ceil(3 x 25 %) = 2 on-demand, 2 spot; 10 nodes: 1 + ceil(9 x 25 %) = 4 on-demand, 6 spot
    expect([onDemand!.quantity, onDemand!.monthlyMin, onDemand!.monthlyMax]).to.deep.equal([2 * 730, 730 * 0.0816, 4 * 730 * 0.0816]);
    expect([spot!.quantity, spot!.monthlyMin]).to.deep.equal([2 * 730, 0]);
    expect(spot!.monthlyMax).to.be.closeTo(6 * 730 * 0.0816, 1e-9);
    expect(volumes!.quantity).to.equal(80);
  });

  it("take type and capacity from their launch template", () => {
    const nodes = [
      template({ instanceType: "m7g.large", instanceMarketOptions: { marketType: "spot" }, blockDeviceMappings: disk({ volumeSize: 20 }) }),
      group({ minSize: 1, maxSize: 1, launchTemplate }),
    ];
    expect(rows("us-east-1", nodes)[0]).to.match(/^m7g\.large, spot, typical price: 730 x /);
  });

  it("have no known price in a Capacity Block", () => {
    const nodes = [
      template({ instanceType: "p5.48xlarge", instanceMarketOptions: { marketType: "capacity-block" } }),
      group({ minSize: 0, maxSize: 1, launchTemplate }),
    ];
    expect(reasons("us-east-1", nodes)).to.deep.equal(["nodes: Capacity Blocks are paid for when they are reserved"]);
  });

  it("pay for the volumes of a stopped warm pool, and for the instances of a running one", () => {
    const nodes = (poolState: string) => [
      template({ instanceType: "m7g.large", blockDeviceMappings: disk({ volumeSize: 20, volumeType: "gp3" }) }),
      group({ minSize: 1, desiredCapacity: 2, maxSize: 5, launchTemplate, warmPool: { poolState, maxGroupPreparedCapacity: 4 } }),
    ];
    // 4 prepared less 2 running: 2 wait
    expect(rows("us-east-1", nodes("Stopped")).slice(2)).to.deep.equal(["warm pool: node volumes, 20 GiB gp3: 40 x 0.08 list2"]);
    expect(rows("us-east-1", nodes("Running")).slice(2)).to.deep.equal([
      "warm pool: m7g.large, on-demand: 1460 x 0.0816 list",
      "warm pool: node volumes, 20 GiB gp3: 40 x 0.08 list2",
    ]);
  });
});

describe("EC2 instances", () => {
  it("cost their hours, volumes and public address", () => {
    const host = planned({
      type: "aws:ec2/instance:Instance",
      name: "bastion",
      inputs: { instanceType: "t4g.nano", associatePublicIpAddress: true, rootBlockDevice: { volumeSize: 10, volumeType: "gp3" } },
    });
    expect(rows("us-east-1", [host])).to.deep.equal([
      "t4g.nano, on-demand: 730 x 0.0042 list",
      "node volumes, 10 GiB gp3: 10 x 0.08 list2",
      "public IPv4 addresses: 730 x 0.005 list2",
    ]);
  });
});

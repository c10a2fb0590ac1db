import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { Network } from "../../components/networking/network";
import type { ValidatedNetworkArgs } from "../../components/networking/network-args";
import { privateEndpoints } from "../../components/reference/vpc-endpoints";
import type { NetworkSettings } from "../../components/settings/types";
import { context } from "../harness/mocks/context";
import { type MockOptions, type Mocks, startMocks } from "../harness/mocks/mocks";
import { networkSettings } from "./fixtures";

const zones = ["eu-west-1a", "eu-west-1b", "eu-west-1c"];
async function network(
  settings: Partial<NetworkSettings> = {},
  options: MockOptions = {},
  names: readonly string[] = zones,
  more: Partial<ValidatedNetworkArgs> = {},
) {
  const mocks = startMocks(options);
  const outputs = await mocks.run(() => {
    const component = new Network("eks-network", { context, settings: networkSettings(settings), zones: names, ...more });
    return {
      vpcId: component.vpcId,
      private: component.privateSubnetIds,
      public: component.publicSubnetIds,
      egress: component.egress.map((each) => each.urn),
      natAddresses: component.natAddresses,
    };
  });
  return { mocks, outputs };
}

const vpcIdOf = ({ resources }: Mocks) => resources.idOf("aws:ec2/vpc:Vpc", "eks-network");
const subnetId = ({ resources }: Mocks, name: string) => resources.idOf("aws:ec2/subnet:Subnet", name);
const routeTableId = ({ resources }: Mocks, name: string) => resources.idOf("aws:ec2/routeTable:RouteTable", name);
const natGatewayId = ({ resources }: Mocks, zone: string) => resources.idOf("aws:ec2/natGateway:NatGateway", `eks-network-nat-${zone}`);

const typesOf = (mocks: Mocks) => new Set(mocks.resources.all.map(({ type }) => type));

describe("Network", () => {
  it("creates an awsx VPC with two tagged subnets per zone, space for more zones and no NAT gateways", async () => {
    const { mocks } = await network();
    expect(mocks.resources.named("eks-network", "awsx:ec2:Vpc").inputs).to.deep.equal({
      cidrBlock: "10.0.0.0/16",
      availabilityZoneNames: zones,
      availabilityZoneCidrMask: 19,
      subnetStrategy: "Auto",
      subnetSpecs: [
        { type: "Private", cidrMask: 20, tags: { "kubernetes.io/role/internal-elb": "1", "karpenter.sh/discovery": "shop" } },
        { type: "Public", cidrMask: 22, tags: { "kubernetes.io/role/elb": "1" } },
      ],
      natGateways: { strategy: "None" },
      enableDnsHostnames: true,
      enableDnsSupport: true,
      tags: { owner: "platform", Name: "shop" },
    });
  });

  it("outputs the subnets in zone order", async () => {
    const { mocks, outputs } = await network();
    const idsOf = (kind: string) => zones.map((_, index) => subnetId(mocks, `eks-network-${kind}-${index + 1}`));
    expect(outputs.private).to.deep.equal(idsOf("private"));
    expect(outputs.public).to.deep.equal(idsOf("public"));
    expect(mocks.resources.only("eks-blueprints:index:Network").outputs).to.deep.equal({
      vpcId: vpcIdOf(mocks),
      privateSubnetIds: outputs.private,
      publicSubnetIds: outputs.public,
    });
  });

  it("removes all rules of the default security group", async () => {
    const { mocks } = await network();
    const { vpcId, ingress, egress } = mocks.resources.only("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup").inputs;
    expect({ vpcId, ingress, egress }).to.deep.equal({ vpcId: vpcIdOf(mocks), ingress: undefined, egress: undefined });
  });

  it("routes all private subnets through one NAT gateway with `single`", async () => {
    const { mocks } = await network();
    const gateway = mocks.resources.only("aws:ec2/natGateway:NatGateway");
    expect(gateway.name).to.equal("eks-network-nat-eu-west-1a");
    expect(gateway.inputs.subnetId).to.equal(subnetId(mocks, "eks-network-public-1"));
    const routes = mocks.resources.ofType("aws:ec2/route:Route");
    expect(routes.map(({ name, inputs }) => [name, inputs.routeTableId, inputs.destinationCidrBlock, inputs.natGatewayId])).to.deep.equal(
      zones.map((zone, index) => [
        `eks-network-nat-${zone}`,
        routeTableId(mocks, `eks-network-private-${index + 1}`),
        "0.0.0.0/0",
        natGatewayId(mocks, zones[0]!),
      ]),
    );
  });

  it("creates a NAT gateway per zone with `perZone`, the first one as with `single`", async () => {
    const { mocks } = await network({ nat: "perZone" });
    const gateways = mocks.resources.ofType("aws:ec2/natGateway:NatGateway");
    expect(gateways.map(({ name, inputs }) => [name, inputs.subnetId])).to.deep.equal(
      zones.map((zone, index) => [`eks-network-nat-${zone}`, subnetId(mocks, `eks-network-public-${index + 1}`)]),
    );
    expect(mocks.resources.ofType("aws:ec2/route:Route").map(({ inputs }) => inputs.natGatewayId)).to.deep.equal(
      zones.map((zone) => natGatewayId(mocks, zone)),
    );
  });

  it("deletes the internet gateway after Elastic IPs and NAT gateways", async () => {
    const { mocks } = await network();
    const vpc = mocks.resources.only("awsx:ec2:Vpc");
    for (const type of ["aws:ec2/eip:Eip", "aws:ec2/natGateway:NatGateway"]) {
      expect(mocks.resources.only(type).dependencies).to.include(vpc.urn);
    }
  });

  it("changes no existing resources when a zone is added", async () => {
    const before = await network({ nat: "perZone" }, {}, zones.slice(0, 2));
    const after = await network({ nat: "perZone" });
    for (const type of ["aws:ec2/natGateway:NatGateway", "aws:ec2/eip:Eip", "aws:ec2/route:Route"]) {
      const inputs = (mocks: Mocks) => mocks.resources.ofType(type).map((each) => [each.name, each.inputs]);
      expect(inputs(after.mocks).slice(0, 2)).to.deep.equal(inputs(before.mocks));
    }
  });

  it("creates neither NAT gateways nor Elastic IPs with `none`", async () => {
    const { mocks } = await network({ nat: "none" });
    for (const type of ["aws:ec2/natGateway:NatGateway", "aws:ec2/eip:Eip", "aws:ec2/route:Route"]) {
      expect([...typesOf(mocks)]).to.not.include(type);
    }
  });

  it("adds gateway endpoints to all route tables", async () => {
    const { mocks } = await network({ endpoints: ["s3", "dynamodb"] });
    const routeTableIds = zones.flatMap((_, index) =>
      ["public", "private"].map((kind) => routeTableId(mocks, `eks-network-${kind}-${index + 1}`)),
    );
    for (const service of ["s3", "dynamodb"]) {
      expect(mocks.resources.named(`eks-network-endpoints-${service}`).inputs).to.deep.equal({
        vpcId: vpcIdOf(mocks),
        serviceName: `com.amazonaws.eu-west-1.${service}`,
        vpcEndpointType: "Gateway",
        routeTableIds,
        tags: { owner: "platform", Name: `shop-${service}` },
      });
    }
    expect([...typesOf(mocks)]).to.not.include("aws:ec2/securityGroup:SecurityGroup");
  });

  it("creates interface endpoints with private DNS in the private subnets, open only to the VPC", async () => {
    const { mocks, outputs } = await network({ endpoints: ["ecr.api"] });
    const groupId = mocks.resources.idOf("aws:ec2/securityGroup:SecurityGroup", "eks-network-endpoints");
    expect(mocks.resources.named("eks-network-endpoints-ecr.api").inputs).to.deep.equal({
      vpcId: vpcIdOf(mocks),
      serviceName: "com.amazonaws.eu-west-1.ecr.api",
      vpcEndpointType: "Interface",
      privateDnsEnabled: true,
      subnetIds: outputs.private,
      securityGroupIds: [groupId],
      tags: { owner: "platform", Name: "shop-ecr.api" },
    });
    const { cidrIpv4, ipProtocol, fromPort, toPort, securityGroupId } = mocks.resources.only(
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    ).inputs;
    expect([securityGroupId, cidrIpv4, ipProtocol, fromPort, toPort]).to.deep.equal([groupId, "10.0.0.0/16", "tcp", 443, 443]);
  });

  it("gives an endpoint the policy of the settings, and nodes the layers of images in S3", async () => {
    const own = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::models/*" } as const;
    const { mocks } = await network({
      endpoints: ["s3", "sts"],
      endpointPolicies: { s3: [own], sts: [{ ...own, Action: "sts:*", Resource: "*" }] },
    });
    const policyOf = (endpoint: string) => {
      const { inputs } = mocks.resources.named(`eks-network-endpoints-${endpoint}`, "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy");
      expect(inputs.vpcEndpointId).to.equal(mocks.resources.idOf("aws:ec2/vpcEndpoint:VpcEndpoint", `eks-network-endpoints-${endpoint}`));
      return JSON.parse(inputs.policy).Statement;
    };
    expect(policyOf("s3")).to.deep.equal([own, { ...own, Resource: "arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*" }]);
    expect(policyOf("sts")).to.have.lengthOf(1);
  });

  it("gives every endpoint without a policy of its own that of `*`", async () => {
    const own = [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }] as const;
    const { mocks } = await network({
      endpoints: ["s3", "sts", "ec2"],
      endpointPolicies: { "*": [...own], ec2: [{ ...own[0], Action: "ec2:*" }] },
    });
    const policies = mocks.resources.ofType("aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy");
    expect(
      policies.map(({ name, inputs }) => [name.replace("eks-network-endpoints-", ""), JSON.parse(inputs.policy).Statement[0].Action]),
    ).to.have.deep.members([
      ["s3", "*"],
      ["sts", "*"],
      ["ec2", "ec2:*"],
    ]);
  });

  it("creates an endpoint for each policy with `private`", async () => {
    const everything = [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }] as const;
    const { mocks } = await network({ nat: "none", endpoints: "private", endpointPolicies: { kms: [...everything] } });
    expect(mocks.resources.named("eks-network-endpoints-kms", "aws:ec2/vpcEndpoint:VpcEndpoint").inputs.vpcEndpointType).to.equal(
      "Interface",
    );
  });

  it("creates all endpoints that a cluster without NAT needs with `private`", async () => {
    const { mocks } = await network({ nat: "none", endpoints: "private" });
    expect(
      mocks.resources
        .ofType("aws:ec2/vpcEndpoint:VpcEndpoint")
        .map(({ inputs }) => inputs.serviceName.replace("com.amazonaws.eu-west-1.", "")),
    ).to.have.members([
      "ecr.api",
      "ecr.dkr",
      "s3",
      "sts",
      "ec2",
      "eks",
      "eks-auth",
      "logs",
      "elasticloadbalancing",
      "autoscaling",
      "sqs",
      "ssm",
    ]);
  });

  it("adds endpoints of called services to `private`, but not to a list", async () => {
    const services = async (endpoints: "private" | string[]) => {
      const { mocks } = await network({ nat: "none", endpoints }, {}, zones, { calledServices: ["logs", "fsx"] });
      return mocks.resources.ofType("aws:ec2/vpcEndpoint:VpcEndpoint").map(({ name }) => name.replace("eks-network-endpoints-", ""));
    };
    expect(await services("private")).to.have.members([...privateEndpoints, "fsx"]);
    expect(await services(["s3", "ecr.api"])).to.have.members(["s3", "ecr.api"]);
  });

  it("outputs NAT routes, endpoints and their security group rule as egress", async () => {
    const { mocks, outputs } = await network({ endpoints: ["s3", "ecr.api"] });
    const expected = [
      "aws:ec2/route:Route",
      "aws:ec2/vpcEndpoint:VpcEndpoint",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    ];
    expect(outputs.egress).to.have.members(expected.flatMap((type) => mocks.resources.ofType(type).map(({ urn }) => urn)));
  });

  it("writes flow logs to its own log group, with a role for this account's VPCs only", async () => {
    const { mocks } = await network({ flowLogs: { retentionDays: 7 } });
    const group = mocks.resources.only("aws:cloudwatch/logGroup:LogGroup");
    expect([group.inputs.name, group.inputs.retentionInDays]).to.deep.equal(["/aws/vpc/shop/flow-logs", 7]);
    const flowLog = mocks.resources.only("aws:ec2/flowLog:FlowLog");
    expect(flowLog.inputs).to.deep.include({ vpcId: vpcIdOf(mocks), trafficType: "ALL" });
    expect(mocks.resources.waitsFor(flowLog, mocks.resources.only("aws:iam/rolePolicy:RolePolicy"))).to.equal(true);
    const trust = JSON.parse(mocks.resources.only("aws:iam/role:Role").inputs.assumeRolePolicy);
    expect(trust.Statement[0].Condition).to.deep.equal({
      StringEquals: { "aws:SourceAccount": "123456789012" },
      ArnLike: { "aws:SourceArn": "arn:aws:ec2:eu-west-1:123456789012:vpc-flow-log/*" },
    });
  });

  it("sends flow logs to a Firehose stream instead", async () => {
    const firehoseArn = "arn:aws:firehose:eu-west-1:111122223333:deliverystream/logs";
    const { mocks } = await network({ flowLogs: { firehoseArn } });
    expect(mocks.resources.only("aws:ec2/flowLog:FlowLog").inputs).to.deep.include({
      logDestinationType: "kinesis-data-firehose",
      logDestination: firehoseArn,
    });
    expect(mocks.resources.ofType("aws:iam/role:Role")).to.be.empty;
  });

  it("writes flow logs to an existing bucket, without a role", async () => {
    const { mocks } = await network({ flowLogs: { bucketArn: "arn:aws:s3:::logs/vpc" } });
    expect(mocks.resources.only("aws:ec2/flowLog:FlowLog").inputs).to.deep.include({
      logDestinationType: "s3",
      logDestination: "arn:aws:s3:::logs/vpc",
    });
    expect(mocks.resources.ofType("aws:iam/role:Role")).to.be.empty;
    expect(mocks.resources.ofType("aws:cloudwatch/logGroup:LogGroup")).to.be.empty;
  });

  it("uses existing addresses for its NAT gateways, and outputs them", async () => {
    const { mocks, outputs } = await network({ nat: { type: "perZone", allocationIds: ["eipalloc-1", "eipalloc-2", "eipalloc-3"] } });
    const gateways = mocks.resources.ofType("aws:ec2/natGateway:NatGateway");
    expect(gateways.map(({ inputs }) => inputs.allocationId)).to.deep.equal(["eipalloc-1", "eipalloc-2", "eipalloc-3"]);
    expect(mocks.resources.ofType("aws:ec2/eip:Eip")).to.be.empty;
    expect(outputs.natAddresses).to.have.length(3);
  });

  it("routes private subnets to a transit gateway, to which it attaches the VPC once, and makes nodes wait for the routes", async () => {
    const routes = [
      { cidr: "0.0.0.0/0", transitGatewayId: "tgw-1" },
      { cidr: "192.168.0.0/16", transitGatewayId: "tgw-1" },
      { cidr: "172.16.0.0/16", vpcPeeringConnectionId: "pcx-1" },
    ];
    const { mocks } = await network({ nat: "none", routes });
    const attachment = mocks.resources.only("aws:ec2transitgateway/vpcAttachment:VpcAttachment");
    expect(attachment.inputs.subnetIds).to.have.length(3);
    const created = mocks.resources.ofType("aws:ec2/route:Route");
    expect(created.map(({ name }) => name))
      .to.have.length(9)
      .and.to.include("eks-network-routes-eu-west-1a-0.0.0.0/0");
    const byDefault = mocks.resources.named("eks-network-routes-eu-west-1a-0.0.0.0/0");
    expect(byDefault.inputs).to.include({ destinationCidrBlock: "0.0.0.0/0", transitGatewayId: "tgw-1" });
    expect(mocks.resources.waitsFor(byDefault, attachment)).to.equal(true);
    expect(mocks.resources.named("eks-network-routes-eu-west-1c-172.16.0.0/16").inputs.vpcPeeringConnectionId).to.equal("pcx-1");
  });

  it("creates no resources for an existing VPC", async () => {
    const existing = {
      vpcId: "vpc-1",
      privateSubnetIds: ["subnet-a", "subnet-b"],
      publicSubnetIds: ["subnet-c"],
      zones: ["eu-west-1a", "eu-west-1b"],
    };
    const { mocks, outputs } = await network({ existing }, {}, existing.zones);
    expect([...typesOf(mocks)]).to.deep.equal(["eks-blueprints:index:Network"]);
    expect(outputs).to.deep.equal({
      vpcId: "vpc-1",
      private: ["subnet-a", "subnet-b"],
      public: ["subnet-c"],
      egress: [],
      natAddresses: [],
    });
  });

  it("rejects more zones than the CIDR has space for", async () => {
    const failure = await network({ cidr: "10.0.0.0/26" }).catch((error: Error) => error);
    expect(failure).to.be.instanceOf(Error);
    expect((failure as Error).message).to.include("10.0.0.0/26 fits 2 zones, not 3");
  });

  it("tags all taggable resources", async () => {
    const { mocks } = await network({ endpoints: ["ecr.api"], flowLogs: { retentionDays: 7 } });
    const untagged = ["aws:ec2/route:Route", "aws:iam/rolePolicy:RolePolicy"];
    for (const { type, name, custom, inputs } of mocks.resources.all) {
      if (custom && !untagged.includes(type)) expect(inputs.tags?.owner, `${type} ${name}`).to.equal("platform");
    }
  });

  it("works with Pulumi's stock mocks, where remote components have no outputs", async () => {
    const { mocks } = await network({ nat: "perZone", endpoints: "private", flowLogs: { retentionDays: 7 } }, { stock: true });
    expect(mocks.resources.ofType("aws:ec2/natGateway:NatGateway")).to.have.lengthOf(3);
  });

  it("uses its explicit provider", async () => {
    const mocks = startMocks();
    await mocks.run(() => {
      const provider = new aws.Provider("other", { region: "eu-west-1" });
      new Network("eks-network", { context, settings: networkSettings({ endpoints: ["ecr.api"] }), zones }, { provider });
    });
    const given = mocks.resources.named("other").urn;
    for (const { type, name, custom, provider } of mocks.resources.all) {
      if (custom && type.startsWith("aws:")) expect(provider, `${type} ${name}`).to.include(given);
    }
    expect(mocks.resources.only("awsx:ec2:Vpc").providers.aws).to.include(given);
  });
});

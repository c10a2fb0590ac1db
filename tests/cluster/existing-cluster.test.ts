import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { ExistingCluster } from "../../components/cluster/existing-cluster";
import { type ExistingClusterFacts, lookUpCluster } from "../../components/cluster/lookup";
import { context } from "../harness/mocks/context";
import { type Inputs, startMocks } from "../harness/mocks/mocks";

const answer = {
  arn: "arn:aws:eks:eu-west-1:123456789012:cluster/shop",
  version: "1.34",
  endpoint: "https://ABC.gr7.eu-west-1.eks.amazonaws.com",
  certificateAuthorities: [{ data: "Q0E=" }],
  accessConfigs: [{ authenticationMode: "API" }],
  kubernetesNetworkConfigs: [{ serviceIpv4Cidr: "172.20.0.0/16" }],
  vpcConfig: { vpcId: "vpc-1", clusterSecurityGroupId: "sg-1", subnetIds: ["subnet-b", "subnet-p", "subnet-a"] },
  identities: [{ oidcs: [{ issuer: "https://oidc.eks.eu-west-1.amazonaws.com/id/ABC" }] }],
};
const subnets: Readonly<Record<string, Inputs>> = {
  "subnet-a": { availabilityZone: "eu-west-1a", mapPublicIpOnLaunch: false },
  "subnet-b": { availabilityZone: "eu-west-1b", mapPublicIpOnLaunch: false },
  "subnet-p": { availabilityZone: "eu-west-1a", mapPublicIpOnLaunch: true },
  "subnet-c": { availabilityZone: "eu-west-1c", mapPublicIpOnLaunch: false, tags: { SubnetType: "Control plane" } },
};
const facts: ExistingClusterFacts = {
  name: "shop",
  arn: answer.arn,
  version: "1.34",
  endpoint: answer.endpoint,
  certificateAuthority: "Q0E=",
  serviceCidr: "172.20.0.0/16",
  securityGroupId: "sg-1",
  vpcId: "vpc-1",
  privateSubnetIds: ["subnet-a", "subnet-b"],
  zones: ["eu-west-1a", "eu-west-1b"],
  publicSubnetIds: ["subnet-p"],
  oidcIssuer: "oidc.eks.eu-west-1.amazonaws.com/id/ABC",
};

async function lookUp(cluster: Inputs) {
  const mocks = startMocks({
    invokes: {
      "aws:eks/getCluster:getCluster": () => cluster,
      "aws:ec2/getSubnet:getSubnet": ({ id }) => ({ id, ...subnets[id] }),
    },
  });
  return { found: await mocks.run(() => lookUpCluster("shop")), mocks };
}

describe("lookUpCluster", () => {
  it("returns the cluster's data and its private subnets in zone order", async () => {
    const { found, mocks } = await lookUp(answer);
    expect(found).to.deep.equal(facts);
    expect(mocks.invokes[0]?.args).to.deep.equal({ name: "shop" });
  });

  it("returns all subnets when all assign public addresses", async () => {
    const { found } = await lookUp({ ...answer, vpcConfig: { ...answer.vpcConfig, subnetIds: ["subnet-p"] } });
    expect([found.privateSubnetIds, found.zones, found.publicSubnetIds]).to.deep.equal([["subnet-p"], ["eu-west-1a"], []]);
  });

  it("leaves out subnets that are for the control plane alone", async () => {
    const { found } = await lookUp({ ...answer, vpcConfig: { ...answer.vpcConfig, subnetIds: ["subnet-c", "subnet-a"] } });
    expect([found.privateSubnetIds, found.publicSubnetIds]).to.deep.equal([["subnet-a"], []]);
  });

  it("rejects a cluster without access entries", async () => {
    const failure = await lookUp({ ...answer, accessConfigs: [{ authenticationMode: "CONFIG_MAP" }] }).catch((error: Error) => error);
    expect(failure).to.be.instanceOf(Error);
    expect((failure as Error).message).to.match(/^eks-blueprints:cluster.existing.name: .*API_AND_CONFIG_MAP first$/);
  });
});

describe("ExistingCluster", () => {
  async function existing() {
    const mocks = startMocks();
    const outputs = await mocks.run(() => {
      const settings = { admins: ["arn:aws:iam::123456789012:role/Admin"], access: {}, kubeconfig: { profile: "dev" } };
      const component = new ExistingCluster("eks", { context, settings, facts });
      const { clusterName, version, oidcProviderArn, oidcIssuer, securityGroupId } = component;
      return { clusterName, version, oidcProviderArn, oidcIssuer, securityGroupId, kubeconfig: pulumi.unsecret(component.kubeconfig) };
    });
    return { outputs, resources: mocks.resources };
  }

  it("rejects an explicit provider without `awsLogin`, and shows the argument", async () => {
    await startMocks().run(() => {
      const provider = new aws.Provider("other", { region: "eu-west-1" });
      const args = { context, settings: { admins: [], access: {}, kubeconfig: {} }, facts };
      for (const opts of [{ provider }, { providers: [provider] }])
        expect(() => new ExistingCluster("eks", args, opts)).to.throw(/^awsLogin: missing; [\s\S]*new ExistingCluster\("eks", /);
      new ExistingCluster("eks", { ...args, awsLogin: {} }, { provider });
    });
  });

  it("creates only access entries and a Kubernetes provider", async () => {
    const { resources } = await existing();
    expect(resources.all.map(({ type }) => type)).to.deep.equal([
      "eks-blueprints:index:ExistingCluster",
      "eks-blueprints:index:Access",
      "aws:eks/accessEntry:AccessEntry",
      "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
      "pulumi:providers:kubernetes",
    ]);
    const provider = resources.only("pulumi:providers:kubernetes");
    expect(resources.waitsFor(provider, resources.only("aws:eks/accessPolicyAssociation:AccessPolicyAssociation"))).to.equal(true);
    expect(provider.inputs.clusterIdentifier).to.equal(facts.endpoint);
  });

  it("outputs the looked-up data and the matching OIDC provider", async () => {
    const { outputs } = await existing();
    const { kubeconfig, ...rest } = outputs;
    expect(rest).to.deep.equal({
      clusterName: "shop",
      version: "1.34",
      oidcIssuer: facts.oidcIssuer,
      oidcProviderArn: `arn:aws:iam::123456789012:oidc-provider/${facts.oidcIssuer}`,
      securityGroupId: "sg-1",
    });
    const [{ user }] = JSON.parse(kubeconfig).users;
    expect(user.exec.args.slice(-2)).to.deep.equal(["--profile", "dev"]);
  });
});

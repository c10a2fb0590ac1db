import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { Cluster } from "../../components/cluster/cluster";
import type { ClusterSettings } from "../../components/settings/types";
import type { Context } from "../../components/util/context";
import { context as shared } from "../harness/mocks/context";
import { type MockOptions, type Resources, startMocks } from "../harness/mocks/mocks";
import { clusterSettings } from "./settings";

const context: Context = { ...shared, iam: {} };

/** Defaults that the SDK adds to add-on options. */
const sdkDefaults = { resolveConflictsOnCreate: "OVERWRITE", resolveConflictsOnUpdate: "OVERWRITE" };

async function cluster(settings: Partial<ClusterSettings> = {}, options: MockOptions = {}, opts: pulumi.ComponentResourceOptions = {}) {
  const mocks = startMocks(options);
  const outputs = await mocks.run(async () => {
    const component = new Cluster(
      "eks",
      { context, settings: { ...clusterSettings, ...settings }, vpcId: "vpc-1", subnetIds: ["subnet-a", "subnet-b"] },
      opts,
    );
    const { clusterName, version, endpoint, securityGroupId, oidcProviderArn, oidcIssuer, serviceCidr, kubeconfig } = component;
    const secret = await pulumi.isSecret(kubeconfig);
    return {
      clusterName,
      version,
      endpoint,
      securityGroupId,
      oidcProviderArn,
      oidcIssuer,
      serviceCidr,
      kubeconfig: pulumi.unsecret(kubeconfig),
      secret,
    };
  });
  return { mocks, outputs, resources: mocks.resources, controlPlane: mocks.resources.only("eks:index:Cluster") };
}

/** A secret as it is sent to the engine. */
function secret(value: unknown) {
  return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
}

/** The outputs of the control plane that `eks.Cluster` creates. */
function controlPlaneOf(resources: Resources) {
  return resources.outputsOf("aws:eks/cluster:Cluster", "eks-eksCluster");
}

describe("Cluster", () => {
  it("creates a control plane in API mode without add-ons, node groups and extra security groups", async () => {
    const { resources, controlPlane } = await cluster();
    expect(controlPlane.name).to.equal("eks");
    expect(controlPlane.inputs).to.deep.equal({
      name: "shop",
      version: "1.35",
      vpcId: "vpc-1",
      subnetIds: ["subnet-a", "subnet-b"],
      authenticationMode: "API",
      endpointPrivateAccess: true,
      endpointPublicAccess: false,
      enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
      encryptionConfigKeyArn: resources.outputsOf("aws:kms/key:Key", "eks-secrets").arn,
      upgradePolicy: { supportType: "STANDARD" },
      deletionProtection: false,
      providerCredentialOpts: secret({}),
      tags: { owner: "platform" },
      skipDefaultNodeGroup: true,
      skipDefaultSecurityGroups: true,
      createInstanceRole: false,
      bootstrapSelfManagedAddons: false,
      useDefaultVpcCni: true,
      kubeProxyAddonOptions: { enabled: false, ...sdkDefaults },
      corednsAddonOptions: { enabled: false, ...sdkDefaults },
    });
  });

  it("passes the settings to the control plane", async () => {
    const { controlPlane } = await cluster({
      endpoint: { private: false, public: { cidrs: ["203.0.113.0/24"] } },
      serviceCidr: "172.20.0.0/16",
      logs: ["api"],
      supportType: "extended",
      deletionProtection: true,
    });
    expect(controlPlane.inputs).to.deep.include({
      endpointPrivateAccess: false,
      endpointPublicAccess: true,
      publicAccessCidrs: ["203.0.113.0/24"],
      kubernetesServiceIpAddressRange: "172.20.0.0/16",
      enabledClusterLogTypes: ["api"],
      upgradePolicy: { supportType: "EXTENDED" },
      deletionProtection: true,
    });
  });

  it("creates the log group before the control plane", async () => {
    const { resources, controlPlane } = await cluster({ logRetentionDays: 0 });
    const logGroup = resources.only("aws:cloudwatch/logGroup:LogGroup");
    expect(logGroup.inputs).to.deep.equal({ name: "/aws/eks/shop/cluster", retentionInDays: 0, tags: { owner: "platform" } });
    expect(controlPlane.dependencies).to.include(logGroup.urn);
  });

  it("creates no log group without logs", async () => {
    const { resources } = await cluster({ logs: [] });
    expect(resources.ofType("aws:cloudwatch/logGroup:LogGroup")).to.be.empty;
  });

  it("encrypts Secrets with its own rotated key, a configured key, or none", async () => {
    const own = await cluster();
    const key = own.resources.only("aws:kms/key:Key");
    expect(key.inputs).to.deep.include({ enableKeyRotation: true, deletionWindowInDays: 30 });
    expect(own.resources.only("aws:kms/alias:Alias").inputs.name).to.equal("alias/eks/shop");
    const kmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/given";
    for (const [encryption, expected] of [[{ kmsKeyArn }, kmsKeyArn] as const, [false, undefined] as const]) {
      const { resources, controlPlane } = await cluster({ encryption });
      expect(controlPlane.inputs.encryptionConfigKeyArn).to.equal(expected);
      expect(resources.ofType("aws:kms/key:Key")).to.be.empty;
    }
  });

  it("opens the private endpoint to configured CIDRs and security groups, with one rule each, named by its source", async () => {
    const { resources, outputs } = await cluster({
      endpoint: { private: { cidrs: ["10.9.0.0/16"], securityGroupIds: ["sg-1"] }, public: false },
    });
    const rules = resources.ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
    expect(
      rules.map(({ name, inputs }) => [
        name,
        inputs.cidrIpv4,
        inputs.referencedSecurityGroupId,
        inputs.fromPort,
        inputs.toPort,
        inputs.ipProtocol,
      ]),
    ).to.deep.equal([
      ["eks-api-10.9.0.0/16", "10.9.0.0/16", undefined, 443, 443, "tcp"],
      ["eks-api-sg-1", undefined, "sg-1", 443, 443, "tcp"],
    ]);
    for (const { inputs } of rules) expect(inputs.securityGroupId).to.equal(outputs.securityGroupId);
    const provider = resources.only("pulumi:providers:kubernetes");
    for (const rule of rules) expect(resources.waitsFor(provider, rule)).to.equal(true);
  });

  it("adds rules to the cluster security group, one for each peer", async () => {
    const { resources, outputs } = await cluster({
      securityGroupRules: {
        metrics: { direction: "ingress", protocol: "tcp", fromPort: 10250, cidrs: ["10.9.0.0/16"], securityGroupIds: ["sg-1"] },
        all: { direction: "egress", protocol: "all", cidrs: ["10.8.0.0/16"], securityGroupIds: [] },
      },
    });
    const ingress = resources.ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
    const common = { securityGroupId: outputs.securityGroupId, description: "metrics", ipProtocol: "tcp", fromPort: 10250, toPort: 10250 };
    expect(ingress.map(({ name, inputs: { tags, ...inputs } }) => [name, inputs])).to.deep.equal([
      ["eks-metrics-10.9.0.0/16", { ...common, cidrIpv4: "10.9.0.0/16" }],
      ["eks-metrics-sg-1", { ...common, referencedSecurityGroupId: "sg-1" }],
    ]);
    const egress = resources.only("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule");
    expect(egress.inputs).to.deep.include({ ipProtocol: "-1", cidrIpv4: "10.8.0.0/16" }).and.to.not.have.property("fromPort");
  });

  it("adds an OIDC identity provider", async () => {
    const provider = { issuerUrl: "https://example.okta.com", clientId: "eks", groupsClaim: "groups", requiredClaims: { team: "shop" } };
    const { resources } = await cluster({ identityProviders: { okta: provider } });
    expect(resources.only("aws:eks/identityProviderConfig:IdentityProviderConfig").inputs).to.deep.include({
      clusterName: "shop",
      oidc: { identityProviderConfigName: "okta", ...provider },
    });
  });

  it("enables Auto Mode with all built-in node pools, some, or none and then without a node role", async () => {
    const pools: readonly [ClusterSettings["autoMode"], object][] = [
      [true, { enabled: true, createNodeRole: true }],
      [{ nodePools: ["system"] }, { enabled: true, createNodeRole: true, computeConfig: { nodePools: ["system"] } }],
      [{ nodePools: [] }, { enabled: true, createNodeRole: false, computeConfig: { nodePools: [] } }],
    ];
    for (const [autoMode, expected] of pools) {
      const { controlPlane } = await cluster({ autoMode });
      expect(controlPlane.inputs.autoMode).to.deep.equal(expected);
    }
  });

  it("creates an IAM OIDC provider without a thumbprint", async () => {
    const { resources, outputs } = await cluster();
    const { issuer } = controlPlaneOf(resources).identities[0].oidcs[0];
    expect(resources.only("aws:iam/openIdConnectProvider:OpenIdConnectProvider").inputs).to.deep.equal({
      url: issuer,
      clientIdLists: ["sts.amazonaws.com"],
      tags: { owner: "platform" },
    });
    expect(`https://${outputs.oidcIssuer}`).to.equal(issuer);
    expect(outputs.oidcProviderArn).to.equal(`arn:aws:iam::123456789012:oidc-provider/${outputs.oidcIssuer}`);
  });

  it("outputs name, version, endpoint, service CIDR, security group and a secret kubeconfig", async () => {
    const { resources, outputs } = await cluster();
    const { endpoint, vpcConfig } = controlPlaneOf(resources);
    expect(outputs).to.deep.include({
      clusterName: "shop",
      version: "1.35",
      endpoint,
      serviceCidr: "172.20.0.0/16",
      securityGroupId: vpcConfig.clusterSecurityGroupId,
      secret: true,
    });
  });

  it("creates access entries with scoped policies for admins and others", async () => {
    const { resources } = await cluster({
      admins: ["arn:aws:iam::123456789012:role/Admin"],
      access: { dev: { principal: "arn:aws:iam::123456789012:role/Dev", policy: "edit", namespaces: ["web"], groups: ["devs"] } },
    });
    expect(resources.ofType("aws:eks/accessEntry:AccessEntry").map(({ name, inputs }) => [name, inputs])).to.deep.equal(
      [
        ["Admin", []],
        ["Dev", ["devs"]],
      ].map(([role, kubernetesGroups]) => [
        `eks-access-123456789012-role/${role}`,
        {
          clusterName: "shop",
          principalArn: `arn:aws:iam::123456789012:role/${role}`,
          type: "STANDARD",
          kubernetesGroups,
          tags: { owner: "platform" },
        },
      ]),
    );
    expect(
      resources.ofType("aws:eks/accessPolicyAssociation:AccessPolicyAssociation").map(({ name, inputs }) => [name, inputs]),
    ).to.deep.equal(
      [
        ["Admin", "clusterAdmin", "AmazonEKSClusterAdminPolicy", { type: "cluster" }] as const,
        ["Dev", "edit", "AmazonEKSEditPolicy", { type: "namespace", namespaces: ["web"] }] as const,
      ].map(([role, policy, eksPolicy, accessScope]) => [
        `eks-access-123456789012-role/${role}-${policy}`,
        {
          clusterName: "shop",
          principalArn: `arn:aws:iam::123456789012:role/${role}`,
          policyArn: `arn:aws:eks::aws:cluster-access-policy/${eksPolicy}`,
          accessScope,
        },
      ]),
    );
  });

  it("makes the Kubernetes provider wait for the access entries", async () => {
    const { resources } = await cluster({ admins: ["arn:aws:iam::123456789012:role/Admin"] });
    const provider = resources.only("pulumi:providers:kubernetes");
    expect(resources.waitsFor(provider, resources.only("aws:eks/accessPolicyAssociation:AccessPolicyAssociation"))).to.equal(true);
    expect(resources.waitsFor(provider, resources.only("aws:eks/accessEntry:AccessEntry"))).to.equal(true);
  });

  it("makes users of the kubeconfig wait for the access entries", async () => {
    const mocks = startMocks();
    await mocks.run(() => {
      const settings = { ...clusterSettings, admins: ["arn:aws:iam::123456789012:role/Admin"] };
      const component = new Cluster("eks", { context, settings, vpcId: "vpc-1", subnetIds: ["subnet-a", "subnet-b"] });
      new aws.ssm.Parameter("consumer", { type: "SecureString", value: component.kubeconfig });
    });
    const association = mocks.resources.only("aws:eks/accessPolicyAssociation:AccessPolicyAssociation");
    expect(mocks.resources.named("consumer").dependencies).to.include(association.urn);
  });

  it("transforms children of the control plane only when settings require it", async () => {
    const [plain, shifted] = [await cluster(), await cluster({ zonalShift: true })];
    expect([plain.controlPlane.transforms, shifted.controlPlane.transforms]).to.deep.equal([0, 1]);
  });

  it("replaces the Kubernetes provider only with the control plane, not with the kubeconfig", async () => {
    const before = await cluster();
    const after = await cluster({ kubeconfig: { roleArn: "arn:aws:iam::123456789012:role/Deployer", profile: "dev" } });
    const inputs = (component: typeof before) => component.resources.only("pulumi:providers:kubernetes").inputs;
    expect(inputs(before).clusterIdentifier).to.equal(before.outputs.endpoint);
    expect(inputs(after).clusterIdentifier).to.equal(inputs(before).clusterIdentifier);
    expect(after.outputs.kubeconfig).to.not.equal(before.outputs.kubeconfig);
    expect(after.outputs.kubeconfig).to.include("arn:aws:iam::123456789012:role/Deployer");
    expect(inputs(after).enableServerSideApply).to.equal("true");
  });

  it("rejects an explicit provider without `awsLogin`, and shows the argument", async () => {
    await startMocks().run(() => {
      const provider = new aws.Provider("other", { region: "eu-west-1" });
      const args = { context, settings: clusterSettings, vpcId: "vpc-1", subnetIds: ["subnet-a", "subnet-b"] };
      const parent = new pulumi.ComponentResource("test:index:Outer", "outer", {}, { providers: [provider] });
      for (const opts of [{ provider }, { providers: { aws: provider } }, { parent }])
        expect(() => new Cluster("eks", args, opts)).to.throw(
          /^awsLogin: missing; [\s\S]*new Cluster\("eks", { \.\.\., awsLogin }, { providers }\)/,
        );
    });
  });

  it("passes its explicit provider to the control plane and all other resources", async () => {
    const mocks = startMocks();
    await mocks.run(() => {
      const provider = new aws.Provider("other", { region: "eu-west-1" });
      const settings = { ...clusterSettings, admins: ["arn:aws:iam::123456789012:role/Admin"] };
      new Cluster("eks", { context, settings, awsLogin: {}, vpcId: "vpc-1", subnetIds: ["subnet-a", "subnet-b"] }, { provider });
    });
    const given = mocks.resources.named("other").urn;
    expect(mocks.resources.only("eks:index:Cluster").providers.aws).to.include(given);
    for (const { type, name, custom, provider } of mocks.resources.all) {
      if (custom && type.startsWith("aws:")) expect(provider, `${type} ${name}`).to.include(given);
    }
  });

  it("works with Pulumi's stock mocks, where remote components have no outputs", async () => {
    const { outputs } = await cluster({ admins: ["arn:aws:iam::123456789012:role/Admin"] }, { stock: true });
    expect(outputs).to.deep.include({ clusterName: "shop", version: "1.35" });
  });
});

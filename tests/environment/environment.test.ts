import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { Environment, parseSettings, resolveSettings, type SettingsInput } from "../../components";
import { type MockOptions, startMocks } from "../harness/mocks/mocks";

const zones = ["eu-west-1a", "eu-west-1b", "eu-west-1c"];

async function environment(input: SettingsInput = {}, options: MockOptions = {}) {
  const mocks = startMocks(options);
  const network = input.network?.existing || input.cluster?.existing ? input.network : { zones, ...input.network };
  const outputs = await mocks.run(async () => {
    const environment = new Environment("eks", await resolveSettings(parseSettings({ region: "eu-west-1", ...input, network })));
    return environment.outputs;
  });
  return { resources: mocks.resources, outputs };
}

describe("Environment", () => {
  it("creates a network, a control plane, nodes and the default add-ons from a region alone", async () => {
    const { resources } = await environment();
    expect(resources.only("awsx:ec2:Vpc").inputs.cidrBlock).to.equal("10.0.0.0/16");
    expect(resources.only("eks:index:Cluster").inputs).to.include({ name: "eks-blueprints-test", version: "1.35" });
    expect(resources.only("aws:eks/nodeGroup:NodeGroup").inputs.scalingConfig).to.deep.equal({ minSize: 2, maxSize: 4, desiredSize: 2 });
    expect(resources.ofType("aws:eks/addon:Addon").map(({ inputs }) => inputs.addonName)).to.have.members([
      "vpc-cni",
      "coredns",
      "kube-proxy",
      "eks-pod-identity-agent",
    ]);
  });

  it("creates VPC endpoints for its add-ons without NAT, unless endpoints are listed", async () => {
    const services = async (endpoints: "private" | string[]) => {
      const { resources } = await environment({ network: { nat: "none", endpoints }, addons: { "aws-efs-csi-driver": true } });
      return resources.ofType("aws:ec2/vpcEndpoint:VpcEndpoint").map(({ inputs }) => inputs.serviceName.split(".").at(-1));
    };
    expect(await services("private")).to.include("elasticfilesystem");
    const listed = ["s3", "ecr.api", "ecr.dkr", "sts", "ec2", "eks", "eks-auth", "logs"];
    expect(await services(listed))
      .to.have.length(listed.length)
      .and.not.include("elasticfilesystem");
  });

  it("orders routes, CNI, kube-proxy and Pod Identity Agent before nodes, and CoreDNS after them; the control plane waits for no NAT gateway", async () => {
    const { resources } = await environment();
    const nodes = resources.only("aws:eks/nodeGroup:NodeGroup");
    const addon = (name: string) => resources.ofType("aws:eks/addon:Addon").find(({ inputs }) => inputs.addonName === name)!;
    for (const first of ["vpc-cni", "kube-proxy", "eks-pod-identity-agent"]) {
      expect(resources.waitsFor(nodes, addon(first)), first).to.equal(true);
    }
    for (const route of resources.ofType("aws:ec2/route:Route")) expect(resources.waitsFor(nodes, route), route.name).to.equal(true);
    expect(resources.waitsFor(addon("coredns"), nodes)).to.equal(true);
    expect(resources.waitsFor(addon("kube-proxy"), addon("vpc-cni"))).to.equal(false);
    const gateway = resources.only("aws:ec2/natGateway:NatGateway");
    expect(resources.waitsFor(resources.only("eks:index:Cluster"), gateway)).to.equal(false);
  });

  it("uses the first two zones for the control plane and all zones for nodes", async () => {
    const { resources } = await environment();
    expect(resources.only("eks:index:Cluster").inputs.subnetIds).to.deep.equal(
      ["eks-network-private-1", "eks-network-private-2"].map((name) => resources.idOf("aws:ec2/subnet:Subnet", name)),
    );
    expect(resources.only("aws:eks/nodeGroup:NodeGroup").inputs.subnetIds).to.have.length(3);
  });

  it("returns the stack outputs", async () => {
    const { outputs } = await environment();
    expect(outputs).to.have.all.keys(
      "kubeconfig",
      "clusterName",
      "clusterArn",
      "clusterEndpoint",
      "clusterVersion",
      "clusterCertificateAuthority",
      "clusterSecurityGroupId",
      "clusterRoleArn",
      "clusterKeyArn",
      "oidcProviderArn",
      "oidcIssuer",
      "vpcId",
      "privateSubnetIds",
      "publicSubnetIds",
      "privateRouteTableIds",
      "publicRouteTableIds",
      "natAddresses",
      "nodeRoleArns",
      "teams",
      "updateKubeconfigCommand",
      "addons",
      "addonOutputs",
    );
    expect(outputs.clusterName).to.equal("eks-blueprints-test");
    expect(outputs.updateKubeconfigCommand).to.equal("aws eks update-kubeconfig --name eks-blueprints-test --region eu-west-1");
    expect(outputs.addons).to.have.keys("vpc-cni", "coredns", "kube-proxy", "eks-pod-identity-agent");
    expect(JSON.parse(outputs.kubeconfig).clusters[0].name).to.equal("eks-blueprints-test");
  });

  it("runs with plain Pulumi mocks, where outputs of remote components are undefined", async () => {
    const { resources } = await environment({ addons: { "metrics-server": true, "aws-ebs-csi-driver": true } }, { stock: true });
    expect(resources.only("eks:index:Cluster").inputs.name).to.equal("eks-blueprints-test");
  });

  it("creates cluster objects with its Kubernetes provider, which waits for the access entries", async () => {
    const admins = ["arn:aws:iam::123456789012:role/Admin"];
    const { resources } = await environment({ cluster: { admins }, addons: { "aws-ebs-csi-driver": true } });
    const provider = resources.only("pulumi:providers:kubernetes");
    expect(resources.waitsFor(provider, resources.only("aws:eks/accessEntry:AccessEntry"))).to.equal(true);
    const objects = resources.all.filter(({ type }) => type.startsWith("kubernetes:"));
    expect(objects).not.to.deep.equal([]);
    for (const object of objects) expect(object.provider, object.name).to.contain(provider.urn);
  });

  it("uses an existing VPC without creating network resources, and spreads pools over its zones", async () => {
    const existing = {
      vpcId: "vpc-1",
      privateSubnetIds: ["subnet-a", "subnet-b"],
      zones: ["eu-west-1a", "eu-west-1b"],
    };
    const { resources } = await environment({ network: { existing }, nodePools: { db: { spread: "perZone" } } });
    expect(resources.all.filter(({ type }) => type.startsWith("aws:ec2/vpc") || type.startsWith("awsx:"))).to.deep.equal([]);
    expect(resources.ofType("aws:eks/nodeGroup:NodeGroup").map(({ inputs }) => inputs.subnetIds)).to.deep.equal([
      ["subnet-a"],
      ["subnet-b"],
    ]);
  });

  it("blocks destroy with deletion protection by a protected resource that depends on all others", async () => {
    const { resources } = await environment({ cluster: { deletionProtection: true } });
    const guard = resources.only("pulumi:index:Stash");
    expect(guard.protect).to.equal(true);
    const last = resources.all.filter(({ custom, type }) => custom && type !== guard.type && type !== "pulumi:providers:kubernetes");
    for (const resource of last) expect(resources.waitsFor(guard, resource), resource.name).to.equal(true);
  });

  it("supports several regions in one program, each with its own provider", async () => {
    const mocks = startMocks();
    await mocks.run(async () => {
      for (const region of ["eu-west-1", "us-east-2"]) {
        const provider = new aws.Provider(region, { region });
        const settings = parseSettings(
          { region, network: { zones: [`${region}a`, `${region}b`] }, cluster: { name: region } },
          { awsLogin: {} },
        );
        new Environment(region, await resolveSettings(settings, { provider }), { providers: { aws: provider } });
      }
    });
    for (const { provider, providers, urn, name } of mocks.resources.all.filter(({ type }) => /^(aws|awsx|eks):/.test(type))) {
      const region = urn.includes("::us-east-2") || name.startsWith("us-east-2") ? "us-east-2" : "eu-west-1";
      expect(provider ?? Object.values(providers ?? {})[0], urn).to.match(new RegExp(`::${region}::`));
    }
  });

  describe("with an explicit AWS provider", () => {
    const roleArn = "arn:aws:iam::123456789012:role/deployer";
    const input = { region: "us-east-2", network: { zones: ["us-east-2a", "us-east-2b"] }, cluster: { name: "shop" } };
    const dynamic = "pulumi-nodejs:dynamic/eks-blueprints";
    const failure = (run: () => Promise<unknown>) =>
      run().then(
        () => undefined,
        (error) => error.message as string,
      );

    it("names the missing argument when nothing describes how the provider signs in", async () => {
      await startMocks().run(async () => {
        const provider = new aws.Provider("us", { region: "us-east-2" });
        const settings = parseSettings(input);
        const message = await failure(() => resolveSettings(settings, { provider }));
        expect(message)
          .to.contain("awsLogin: missing; required with an explicit AWS provider")
          .and.to.contain('new aws.Provider("us", { region: "us-east-2", ...awsLogin })')
          .and.to.contain("{ awsLogin })");
        const args = await resolveSettings(settings);
        for (const opts of [{ provider }, { providers: { aws: provider } }, { providers: [provider] }])
          expect(await failure(async () => new Environment("shop", args, opts))).to.equal(message);
        const parent = new pulumi.ComponentResource("test:index:Outer", "outer", {}, { providers: [provider] });
        expect(await failure(async () => new Environment("shop", args, { parent }))).to.equal(message);
      });
    });

    it("signs in with the login from code, regardless of the stack config", async () => {
      const mocks = startMocks();
      pulumi.runtime.setAllConfig({ "aws:profile": "of-the-stack" });
      const awsLogin = { assumeRoles: [{ roleArn }] };
      await mocks.run(async () => {
        const provider = new aws.Provider("us", { region: "us-east-2", ...awsLogin });
        new Environment("shop", await resolveSettings(parseSettings(input, { awsLogin }), { provider }), { providers: { aws: provider } });
      });
      pulumi.runtime.setAllConfig({});
      for (const kind of ["Drain", "NodeDrain", "AddonGuard", "Sweep"])
        expect(mocks.resources.only(`${dynamic}:${kind}`).inputs.login).to.deep.equal(awsLogin);
    });

    it("signs in with the stack config without an explicit provider, also for settings in code", async () => {
      const mocks = startMocks();
      pulumi.runtime.setAllConfig({ "aws:assumeRoles": JSON.stringify([{ roleArn }]) });
      await mocks.run(async () => {
        const settings = parseSettings(input);
        expect(settings.settings.cluster.kubeconfig).to.deep.equal({ roleArn });
        new Environment("shop", await resolveSettings(settings));
      });
      pulumi.runtime.setAllConfig({});
      for (const kind of ["Drain", "NodeDrain", "AddonGuard", "Sweep"])
        expect(mocks.resources.only(`${dynamic}:${kind}`).inputs.login).to.deep.equal({ assumeRoles: [{ roleArn }] });
    });
  });

  it("records the cluster's ARN for drain and sweep, and the account for the change guard", async () => {
    const { resources } = await environment({});
    const dynamic = "pulumi-nodejs:dynamic/eks-blueprints";
    const account = resources.only(`${dynamic}:ChangeGuard`).inputs.account;
    expect(account).to.match(/^\d{12}$/);
    expect(resources.only(`${dynamic}:Sweep`).inputs.clusterArn).to.match(new RegExp(`^arn:aws:eks:eu-west-1:${account}:cluster/`));
    for (const kind of ["Drain", "NodeDrain"])
      expect(resources.only(`${dynamic}:${kind}`).inputs.clusterArn).to.match(new RegExp(`^arn:aws:eks:eu-west-1:${account}:cluster/`));
  });
});

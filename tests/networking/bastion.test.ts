import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { Environment, parseSettings, resolveSettings, type SettingsInput } from "../../components";
import { type Resources, startMocks } from "../harness/mocks/mocks";

const sections = { network: { zones: ["eu-west-1a", "eu-west-1b"], publicSubnets: false, endpoints: "private" } } as const;
const developers = "arn:aws:iam::123456789012:role/ops/Developers";

async function environment(bastion: NonNullable<SettingsInput["network"]>["bastion"], more: SettingsInput = {}) {
  const mocks = startMocks();
  const network = { ...(more.network?.existing ? {} : sections.network), ...more.network, bastion };
  const outputs = await mocks.run(async () => {
    const settings = parseSettings({ region: "eu-west-1", ...more, network, cluster: { name: "shop", ...more.cluster } });
    const { bastion: found } = new Environment("eks", await resolveSettings(settings)).outputs;
    return { ...found, secret: pulumi.isSecret(found!.kubeconfig), kubeconfig: pulumi.unsecret(found!.kubeconfig) };
  });
  return { resources: mocks.resources, outputs };
}

const groupId = (resources: Resources) => resources.idOf("aws:ec2/securityGroup:SecurityGroup", "eks-bastion");

describe("Bastion", () => {
  it("is an instance in a private subnet without public address and key, with an encrypted disk and IMDSv2", async () => {
    const { resources } = await environment(true);
    const { inputs } = resources.only("aws:ec2/instance:Instance");
    expect(inputs.ami).to.match(/^ami-/);
    expect(inputs).to.deep.include({
      instanceType: "t4g.micro",
      subnetId: resources.idOf("aws:ec2/subnet:Subnet", "eks-network-private-1"),
      vpcSecurityGroupIds: [groupId(resources)],
      associatePublicIpAddress: false,
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      rootBlockDevice: { encrypted: true, volumeType: "gp3", volumeSize: 8, tags: { Name: "shop-bastion" } },
    });
    expect(inputs).not.to.have.property("keyName");
  });

  it("has the image of its architecture", async () => {
    for (const [instanceType, arch] of [
      ["t4g.micro", "arm64"],
      ["t3.micro", "x86_64"],
    ] as const) {
      const mocks = startMocks();
      await mocks.run(async () => {
        const network = { ...sections.network, bastion: { instanceType } };
        new Environment("eks", await resolveSettings(parseSettings({ region: "eu-west-1", network, cluster: { name: "shop" } })));
      });
      const asked = mocks.invokes.filter(({ token }) => token === "aws:ssm/getParameter:getParameter").map(({ args }) => args.name);
      expect(asked).to.include(`/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${arch}`);
      // a change of the architecture creates another instance: the image of an existing one stays
      expect(mocks.resources.only("aws:ec2/instance:Instance").name).to.equal(arch === "arm64" ? "eks-bastion" : "eks-bastion-x86_64");
    }
  });

  it("accepts no connection, and reaches Session Manager and the API server alone", async () => {
    const { resources } = await environment(true);
    const [out, api] = [resources.named("eks-bastion-out").inputs, resources.named("eks-bastion-api").inputs];
    const https = { ipProtocol: "tcp", fromPort: 443, toPort: 443 };
    expect(out).to.deep.include({ securityGroupId: groupId(resources), cidrIpv4: "10.0.0.0/16", ...https });
    expect(api).to.deep.include({ referencedSecurityGroupId: groupId(resources), ...https });
    const ingress = resources.ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
    expect(ingress.filter(({ inputs }) => inputs.securityGroupId === groupId(resources))).to.deep.equal([]);
  });

  it("reaches Session Manager by NAT where there are no endpoints, and in an existing VPC", async () => {
    const nat = await environment(true, { network: { publicSubnets: true, endpoints: ["s3"] } });
    expect(nat.resources.named("eks-bastion-out").inputs.cidrIpv4).to.equal("0.0.0.0/0");
    const existing = { vpcId: "vpc-1", privateSubnetIds: ["subnet-1", "subnet-2"] };
    const { resources } = await environment(true, { network: { existing } });
    expect(resources.only("aws:ec2/instance:Instance").inputs.subnetId).to.equal("subnet-1");
  });

  it("reaches the same by IPv6 in a cluster with IPv6", async () => {
    const cluster = { ipFamily: "ipv6" } as const;
    const isolated = await environment(true, { cluster });
    expect(isolated.resources.named("eks-bastion-out-ipv6").inputs.cidrIpv6).to.match(/^[0-9a-f:]+\/56$/);
    const nat = await environment(true, { cluster, network: { publicSubnets: true, endpoints: ["s3"] } });
    expect(nat.resources.named("eks-bastion-out-ipv6").inputs).to.deep.include({ cidrIpv6: "::/0", fromPort: 443, toPort: 443 });
  });

  it("waits for the endpoints of Session Manager, which are deleted after it", async () => {
    const { resources } = await environment(true);
    const instance = resources.only("aws:ec2/instance:Instance");
    for (const endpoint of ["ssm", "ssmmessages"])
      expect(resources.waitsFor(instance, resources.named(`eks-network-endpoints-${endpoint}`))).to.equal(true);
  });

  it("lets its users forward ports by it, but open no shell", async () => {
    const { resources } = await environment({ principals: [developers, "arn:aws:iam::123456789012:user/ana"] });
    const [start, own] = JSON.parse(resources.named("eks-bastion-users").inputs.policy).Statement;
    expect(start.Resource).to.include("arn:aws:ssm:eu-west-1::document/AWS-StartPortForwardingSessionToRemoteHost");
    expect(start.Condition).to.deep.equal({ BoolIfExists: { "ssm:SessionDocumentAccessCheck": "true" } });
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of IAM
    expect(own.Resource).to.include("arn:aws:ssm:eu-west-1:*:session/${aws:userid}-*");
    expect(resources.named("eks-bastion-users-role-Developers").inputs.role).to.equal("Developers");
    expect(resources.named("eks-bastion-users-user-ana").inputs.user).to.equal("ana");
  });

  it("outputs the command that forwards the port, and a secret kubeconfig for it that checks the API server's own name", async () => {
    const { outputs } = await environment(true, { cluster: { kubeconfig: { profile: "dev" } } });
    const [{ cluster }] = JSON.parse(outputs.kubeconfig).clusters;
    expect(cluster.server).to.equal("https://localhost:8443");
    const host = cluster["tls-server-name"];
    expect(host).to.match(/\.eks\.amazonaws\.com$/);
    expect(outputs.portForwardingCommand).to.equal(
      `aws ssm start-session --region eu-west-1 --target ${outputs.instanceId} --document-name AWS-StartPortForwardingSessionToRemoteHost` +
        ` --parameters '{"host":["${host}"],"portNumber":["443"],"localPortNumber":["8443"]}' --profile dev`,
    );
    expect(await outputs.secret).to.equal(true);
  });
});

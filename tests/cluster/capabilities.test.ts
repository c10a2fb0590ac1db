import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { addonCatalog } from "../../components/addons/plan/catalog-settings";
import { Cluster } from "../../components/cluster/cluster";
import { validSettings } from "../../components/settings/validation/validate-settings";
import { context } from "../harness/mocks/context";
import { startMocks } from "../harness/mocks/mocks";

const idcInstanceArn = "arn:aws:sso:::instance/ssoins-1234567890abcdef";
const group = { type: "SSO_GROUP", id: "9067642ac7-1b2c3d4e-5f60-7182-93a4-b5c6d7e8f901" };
const capabilityType = "aws:eks/capability:Capability";

async function cluster(capabilities: object) {
  const sections = { cluster: { capabilities } };
  const { settings } = validSettings({ region: "eu-west-1", defaultName: "shop", sections }, addonCatalog);
  const mocks = startMocks();
  const outputs = await mocks.run(async () => {
    const { capabilities: found } = new Cluster("eks", { context, settings: settings.cluster, vpcId: "vpc-1", subnetIds: ["subnet-a"] });
    return { roles: pulumi.output(Object.fromEntries(Object.entries(found ?? {}).map(([name, { roleArn }]) => [name, roleArn]))) };
  });
  return { resources: mocks.resources, outputs };
}

describe("EKS capabilities", () => {
  it("have a role each, which EKS may assume with session tags, and retain their objects", async () => {
    const { resources, outputs } = await cluster({ ack: { services: ["s3", "rds"] }, kro: true });
    const [ack, kro] = resources.ofType(capabilityType);
    const { arn } = resources.outputsOf("aws:iam/role:Role", "eks-capability-ack-role");
    expect(ack!.inputs).to.deep.equal({
      clusterName: "shop",
      capabilityName: "ack",
      type: "ACK",
      roleArn: arn,
      deletePropagationPolicy: "RETAIN",
      tags: context.tags,
    });
    expect(kro!.inputs).to.include({ capabilityName: "kro", type: "KRO" });
    expect(outputs.roles).to.include({ ack: arn });
    const role = resources.ofType("aws:iam/role:Role").find(({ name }) => name === "eks-capability-ack-role")!;
    expect(JSON.parse(role.inputs.assumeRolePolicy).Statement).to.deep.equal([
      { Effect: "Allow", Action: ["sts:AssumeRole", "sts:TagSession"], Principal: { Service: "capabilities.eks.amazonaws.com" } },
    ]);
  });

  it("give ACK the permissions that it recommends for its services, and those of the settings", async () => {
    const policy = "arn:aws:iam::111122223333:policy/Own";
    const statements = [{ Action: "sts:AssumeRole", Resource: "arn:aws:iam::444455556666:role/ack" }];
    const { resources } = await cluster({ ack: { services: ["rds"], policies: [policy], statements } });
    const attached = resources.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment").map(({ inputs }) => inputs.policyArn);
    expect(attached).to.include.members(["arn:aws:iam::aws:policy/AmazonRDSFullAccess", policy]);
    const inline = resources.ofType("aws:iam/rolePolicy:RolePolicy").find(({ name }) => name === "eks-capability-ack-role-policy")!;
    const actions = JSON.parse(inline.inputs.policy).Statement.flatMap(({ Action }: { Action: string }) => Action);
    expect(actions).to.include.members(["secretsmanager:CreateSecret", "kms:Decrypt", "sts:AssumeRole"]);
  });

  it("configure Argo CD, and replace it where EKS cannot change it", async () => {
    const vpcEndpointIds = ["vpce-0123456789abcdef0"];
    const { resources } = await cluster({
      argocd: { idcInstanceArn, idcRegion: "us-east-1", vpcEndpointIds, roleMappings: [{ role: "ADMIN", identities: [group] }] },
    });
    const argocd = resources.only(capabilityType);
    expect(argocd.inputs.configuration).to.deep.equal({
      argoCd: {
        awsIdc: { idcInstanceArn, idcRegion: "us-east-1" },
        namespace: "argocd",
        rbacRoleMappings: [{ role: "ADMIN", identities: [group] }],
        networkAccess: { vpceIds: vpcEndpointIds },
      },
    });
    expect(resources.ofType("kubernetes:core/v1:Secret")).to.be.empty;
    expect(resources.ofType("aws:eks/accessPolicyAssociation:AccessPolicyAssociation")).to.be.empty;
  });

  it("give access in the cluster, and register it with Argo CD", async () => {
    const { resources } = await cluster({ argocd: { idcInstanceArn, access: { policy: "admin", namespaces: ["shop"] } } });
    const association = resources.only("aws:eks/accessPolicyAssociation:AccessPolicyAssociation");
    expect(association.inputs).to.deep.equal({
      clusterName: "shop",
      principalArn: resources.outputsOf("aws:iam/role:Role", "eks-capability-argocd-role").arn,
      policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSAdminPolicy",
      accessScope: { type: "namespace", namespaces: ["shop"] },
    });
    const { inputs } = resources.only("kubernetes:core/v1:Secret");
    expect(inputs.metadata).to.deep.equal({
      name: "local-cluster",
      namespace: "argocd",
      labels: { "argocd.argoproj.io/secret-type": "cluster" },
    });
  });

  it("exist before objects in the cluster, and end after them", async () => {
    const { resources } = await cluster({ kro: true });
    const provider = resources.ofType("pulumi:providers:kubernetes").find(({ name }) => name === "eks-kubernetes")!;
    expect(provider.dependencies).to.include(resources.only(capabilityType).urn);
  });
});

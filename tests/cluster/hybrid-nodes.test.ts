import path from "node:path";
import { expect } from "chai";
import { run } from "../../plan/cli/run";
import { readProject } from "../../plan/project/project";
import type { PlannedResource } from "../../plan/types";

const routes = [{ cidr: "10.80.0.0/15", transitGatewayId: "tgw-0123456789abcdef0" }];
const pem = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
const clusterArn = "arn:aws:eks:eu-west-1:123456789012:cluster/eks-blueprints-dev";

async function plan(remoteNetworks: object) {
  const project = readProject(path.resolve(__dirname, "../.."));
  const cluster = { remoteNetworks: { nodes: ["10.80.0.0/16"], ...remoteNetworks } };
  const config = { "aws:region": "eu-west-1", "eks-blueprints:network": { routes }, "eks-blueprints:cluster": cluster };
  const { resources } = (await run(project, "dev", { text: JSON.stringify({ config }), label: "stack.yaml" }, false)).recording;
  const named = (type: string, name: string) => resources.find((resource) => resource.type === type && resource.name === name)!;
  const trustOf = ({ inputs }: PlannedResource) => JSON.parse(String(inputs.assumeRolePolicy)).Statement;
  return { resources, named, trust: trustOf(named("aws:iam/role:Role", "eks-hybrid-nodes-role")) };
}

describe("HybridNodes", () => {
  describe("with Systems Manager", () => {
    let planned: Awaited<ReturnType<typeof plan>>;
    before(async () => {
      planned = await plan({
        pods: ["10.81.0.0/16"],
        credentials: { expires: "2026-12-31" },
        policies: ["arn:aws:iam::111122223333:policy/machines"],
        statements: [{ Action: "s3:Get*", Resource: "*" }],
      });
    });

    it("pass the ranges to the control plane and open the cluster security group to them", () => {
      expect(planned.named("aws:eks/cluster:Cluster", "eks-eksCluster").inputs.remoteNetworkConfig).to.deep.equal({
        remoteNodeNetworks: { cidrs: ["10.80.0.0/16"] },
        remotePodNetworks: { cidrs: ["10.81.0.0/16"] },
      });
      for (const range of ["10.80.0.0/16", "10.81.0.0/16"]) {
        const { inputs } = planned.named("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", `eks-hybrid-nodes-${range}`);
        expect(inputs).to.include({ cidrIpv4: range, ipProtocol: "-1" });
      }
    });

    it("give their role further permissions", () => {
      const attached = planned.resources.filter(
        ({ type, name }) => type.endsWith(":RolePolicyAttachment") && name.startsWith("eks-hybrid-nodes"),
      );
      expect(attached.map(({ inputs }) => inputs.policyArn))
        .to.include("arn:aws:iam::111122223333:policy/machines")
        .and.have.lengthOf(3);
      const { policy } = planned.named("aws:iam/rolePolicy:RolePolicy", "eks-hybrid-nodes-role-policy").inputs;
      expect(JSON.parse(String(policy)).Statement.at(-1)).to.deep.equal({ Effect: "Allow", Action: "s3:Get*", Resource: "*" });
    });

    it("have a role that Systems Manager may assume for this account alone", () => {
      expect(planned.trust).to.deep.equal([
        {
          Effect: "Allow",
          Action: "sts:AssumeRole",
          Principal: { Service: "ssm.amazonaws.com" },
          Condition: {
            StringEquals: { "aws:SourceAccount": "123456789012" },
            ArnEquals: { "aws:SourceArn": "arn:aws:ssm:eu-west-1:123456789012:*" },
          },
        },
      ]);
      const entry = planned.named("aws:eks/accessEntry:AccessEntry", "eks-hybrid-nodes");
      expect(entry.inputs).to.include({ type: "HYBRID_LINUX" });
    });

    it("register by an activation whose machines alone the role can deregister", () => {
      const { inputs } = planned.named("aws:ssm/activation:Activation", "eks-hybrid-nodes");
      expect(inputs).to.deep.include({ registrationLimit: 10, expirationDate: "2026-12-31T23:59:59Z" });
      expect(inputs.tags).to.deep.equal({ EKSClusterARN: clusterArn });
      const { policy } = planned.named("aws:iam/rolePolicy:RolePolicy", "eks-hybrid-nodes-role-policy").inputs;
      const statements = JSON.parse(String(policy)).Statement as { Action: string; Condition?: object }[];
      const deregister = statements.find(({ Action }) => Action === "ssm:DeregisterManagedInstance")!;
      expect(deregister.Condition).to.deep.equal({ StringEquals: { "ssm:resourceTag/EKSClusterARN": clusterArn } });
    });

    it("run the Pod Identity agent, and no VPC CNI", () => {
      const values = (addon: string) => JSON.parse(String(planned.named("aws:eks/addon:Addon", `eks-${addon}`).inputs.configurationValues));
      expect(values("eks-pod-identity-agent")).to.deep.equal({ daemonsets: { hybrid: { create: true } } });
      expect(JSON.stringify(values("vpc-cni").affinity)).to.contain('"NotIn","values":["fargate","hybrid","auto"]');
    });
  });

  it("trust certificates of the authority, whose common name is the name of the node", async () => {
    const { named, trust } = await plan({ credentials: { type: "rolesAnywhere", certificateAuthority: pem } });
    const anchor = named("aws:rolesanywhere/trustAnchor:TrustAnchor", "eks-hybrid-nodes");
    expect(anchor.inputs.source).to.deep.equal({ sourceType: "CERTIFICATE_BUNDLE", sourceData: { x509CertificateData: pem } });
    expect(trust.map(({ Action }: { Action: unknown }) => Action)).to.deep.equal([
      ["sts:TagSession", "sts:SetSourceIdentity"],
      "sts:AssumeRole",
    ]);
    expect(trust[1].Condition).to.deep.equal({
      ArnEquals: { "aws:SourceArn": anchor.outputs.arn },
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of IAM
      StringEquals: { "sts:RoleSessionName": "${aws:PrincipalTag/x509Subject/CN}" },
    });
    const role = named("aws:iam/role:Role", "eks-hybrid-nodes-role");
    const profile = named("aws:rolesanywhere/profile:Profile", "eks-hybrid-nodes");
    expect(profile.inputs).to.deep.include({ acceptRoleSessionName: true, roleArns: [role.outputs.arn] });
  });
});

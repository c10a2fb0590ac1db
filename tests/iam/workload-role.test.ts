import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { type ContextWorkloadRoleArgs, WorkloadRole } from "../../components/iam/workload-role";
import { clusterHandle, context } from "../harness/mocks/context";
import { type MockOptions, startMocks } from "../harness/mocks/mocks";

const association = "aws:eks/podIdentityAssociation:PodIdentityAssociation";

async function make(args: Partial<ContextWorkloadRoleArgs>, options?: MockOptions) {
  const mocks = startMocks(options);
  const outputs = await mocks.run(() => {
    const role = new WorkloadRole("eks-ebs", {
      context,
      cluster: clusterHandle(),
      mode: "podIdentity",
      namespace: "kube-system",
      serviceAccount: "ebs-csi-controller-sa",
      managedPolicies: ["service-role/AmazonEBSCSIDriverPolicy"],
      ...args,
    });
    new aws.sqs.Queue("pods", {}, { dependsOn: [...role.ready] });
    return { roleArn: role.roleArn, annotations: pulumi.output(role.annotations) };
  });
  return { resources: mocks.resources, outputs };
}

describe("WorkloadRole", () => {
  it("associates the role with the service account under Pod Identity, without annotations", async () => {
    const { resources, outputs } = await make({});
    const created = resources.only(association);
    expect(created.name).to.equal("eks-ebs-association");
    expect(created.inputs).to.deep.equal({
      clusterName: "shop",
      namespace: "kube-system",
      serviceAccount: "ebs-csi-controller-sa",
      roleArn: outputs.roleArn,
      tags: { owner: "platform" },
    });
    expect(created.inputs).to.not.have.property("disableSessionTags"); // the role's trust policy requires them
    expect(outputs.annotations).to.deep.equal({});
    expect(JSON.parse(resources.only("aws:iam/role:Role").inputs.assumeRolePolicy).Statement[0].Principal.Service).to.equal(
      "pods.eks.amazonaws.com",
    );
  });

  it("passes credentials of a target role, which it may assume", async () => {
    const targetRoleArn = "arn:aws:iam::444455556666:role/Reports";
    const { resources } = await make({ targetRoleArn });
    expect(resources.only(association).inputs.targetRoleArn).to.equal(targetRoleArn);
    expect(JSON.parse(resources.only("aws:iam/rolePolicy:RolePolicy").inputs.policy).Statement).to.deep.equal([
      { Effect: "Allow", Action: ["sts:AssumeRole", "sts:TagSession"], Resource: targetRoleArn },
    ]);
  });

  it("associates the role with every service account that shares it", async () => {
    const { resources } = await make({ sharedWith: [{ namespace: "kube-system", serviceAccount: "ebs-csi-node-sa" }] });
    expect(resources.ofType(association).map(({ name, inputs }) => [name, inputs.serviceAccount])).to.deep.equal([
      ["eks-ebs-association", "ebs-csi-controller-sa"],
      ["eks-ebs-kube-system-ebs-csi-node-sa-association", "ebs-csi-node-sa"],
    ]);
  });

  it("annotates the service account under IRSA, without an association", async () => {
    const { resources, outputs } = await make({ mode: "irsa" });
    expect(resources.ofType(association)).to.be.empty;
    expect(outputs.annotations).to.deep.equal({ "eks.amazonaws.com/role-arn": outputs.roleArn });
    const [statement] = JSON.parse(resources.only("aws:iam/role:Role").inputs.assumeRolePolicy).Statement;
    expect(statement.Principal.Federated).to.equal(
      "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF",
    );
    expect(statement.Condition.StringEquals["oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF:sub"]).to.equal(
      "system:serviceaccount:kube-system:ebs-csi-controller-sa",
    );
  });

  it("creates no association when an EKS add-on contains it", async () => {
    const { resources } = await make({ association: false });
    expect(resources.ofType(association)).to.be.empty;
  });

  it("applies the stack's permissions boundary, path and tags", async () => {
    const { resources } = await make({ tags: { "eks-cluster-name": "shop" } });
    const { inputs } = resources.only("aws:iam/role:Role");
    expect(inputs.permissionsBoundary).to.equal(context.iam.permissionsBoundary);
    expect(inputs.path).to.equal("/eks/");
    expect(inputs.tags).to.deep.equal({ owner: "platform", "eks-cluster-name": "shop" });
  });

  it("attaches managed policies by path in any partition or by ARN, and inline statements", async () => {
    const { resources } = await make({
      context: { ...context, partition: "aws-cn" },
      managedPolicies: ["service-role/AmazonEBSCSIDriverPolicy", "arn:aws-cn:iam::123456789012:policy/own"],
      statements: [{ Effect: "Allow", Action: "kms:CreateGrant", Resource: "arn:aws-cn:kms:cn-north-1:123456789012:key/k" }],
    });
    expect(resources.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment").map(({ inputs }) => inputs.policyArn)).to.deep.equal([
      "arn:aws-cn:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy",
      "arn:aws-cn:iam::123456789012:policy/own",
    ]);
    expect(JSON.parse(resources.only("aws:iam/rolePolicy:RolePolicy").inputs.policy).Statement).to.deep.equal([
      { Effect: "Allow", Action: "kms:CreateGrant", Resource: "arn:aws-cn:kms:cn-north-1:123456789012:key/k" },
    ]);
  });

  it("outputs policies and association for pods to wait for", async () => {
    const { resources } = await make({});
    const pods = resources.named("pods");
    for (const type of ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", association]) {
      expect(resources.waitsFor(pods, resources.only(type)), type).to.equal(true);
    }
  });

  it("works with Pulumi's stock mocks", async () => {
    const { resources } = await make({ mode: "irsa" }, { stock: true });
    expect(resources.ofType("aws:iam/role:Role")).to.have.lengthOf(1);
  });
});

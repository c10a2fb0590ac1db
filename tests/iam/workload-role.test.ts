import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { assert } from "chai";
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
    assert.equal(created.name, "eks-ebs-association");
    assert.deepEqual(created.inputs, {
      clusterName: "shop",
      namespace: "kube-system",
      serviceAccount: "ebs-csi-controller-sa",
      roleArn: outputs.roleArn,
      tags: { owner: "platform" },
    });
    assert.notProperty(created.inputs, "disableSessionTags"); // the role's trust policy requires them
    assert.deepEqual(outputs.annotations, {});
    assert.equal(
      JSON.parse(resources.only("aws:iam/role:Role").inputs.assumeRolePolicy).Statement[0].Principal.Service,
      "pods.eks.amazonaws.com",
    );
  });

  it("associates the role with every service account that shares it", async () => {
    const { resources } = await make({ sharedWith: [{ namespace: "kube-system", serviceAccount: "ebs-csi-node-sa" }] });
    assert.deepEqual(
      resources.ofType(association).map(({ name, inputs }) => [name, inputs.serviceAccount]),
      [
        ["eks-ebs-association", "ebs-csi-controller-sa"],
        ["eks-ebs-kube-system-ebs-csi-node-sa-association", "ebs-csi-node-sa"],
      ],
    );
  });

  it("annotates the service account under IRSA, without an association", async () => {
    const { resources, outputs } = await make({ mode: "irsa" });
    assert.isEmpty(resources.ofType(association));
    assert.deepEqual(outputs.annotations, { "eks.amazonaws.com/role-arn": outputs.roleArn });
    const [statement] = JSON.parse(resources.only("aws:iam/role:Role").inputs.assumeRolePolicy).Statement;
    assert.equal(
      statement.Principal.Federated,
      "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF",
    );
    assert.equal(
      statement.Condition.StringEquals["oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF:sub"],
      "system:serviceaccount:kube-system:ebs-csi-controller-sa",
    );
  });

  it("creates no association when an EKS add-on contains it", async () => {
    const { resources } = await make({ association: false });
    assert.isEmpty(resources.ofType(association));
  });

  it("applies the stack's permissions boundary, path and tags", async () => {
    const { resources } = await make({ tags: { "eks-cluster-name": "shop" } });
    const { inputs } = resources.only("aws:iam/role:Role");
    assert.equal(inputs.permissionsBoundary, context.iam.permissionsBoundary);
    assert.equal(inputs.path, "/eks/");
    assert.deepEqual(inputs.tags, { owner: "platform", "eks-cluster-name": "shop" });
  });

  it("attaches managed policies by path in any partition or by ARN, and inline statements", async () => {
    const { resources } = await make({
      context: { ...context, partition: "aws-cn" },
      managedPolicies: ["service-role/AmazonEBSCSIDriverPolicy", "arn:aws-cn:iam::111122223333:policy/own"],
      statements: [{ Effect: "Allow", Action: "kms:CreateGrant", Resource: "arn:aws-cn:kms:cn-north-1:111122223333:key/k" }],
    });
    assert.deepEqual(
      resources.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment").map(({ inputs }) => inputs.policyArn),
      ["arn:aws-cn:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy", "arn:aws-cn:iam::111122223333:policy/own"],
    );
    assert.deepEqual(JSON.parse(resources.only("aws:iam/rolePolicy:RolePolicy").inputs.policy).Statement, [
      { Effect: "Allow", Action: "kms:CreateGrant", Resource: "arn:aws-cn:kms:cn-north-1:111122223333:key/k" },
    ]);
  });

  it("outputs policies and association for pods to wait for", async () => {
    const { resources } = await make({});
    const pods = resources.named("pods");
    for (const type of ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", association]) {
      assert.isTrue(resources.waitsFor(pods, resources.only(type)), type);
    }
  });

  it("works with Pulumi's stock mocks", async () => {
    const { resources } = await make({ mode: "irsa" }, { stock: true });
    assert.lengthOf(resources.ofType("aws:iam/role:Role"), 1);
  });
});

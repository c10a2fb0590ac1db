import { assert } from "chai";
import { irsaTrust, podIdentityTrust } from "../../components/identity/policy-documents";

const account = { namespace: "kube-system", serviceAccount: "ebs-csi-controller-sa" };

describe("trust policies of workload roles", () => {
  it("let EKS Pod Identity take the role for one service account of one cluster", () => {
    assert.deepEqual(podIdentityTrust("shop", [account]), {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "pods.eks.amazonaws.com" },
          Action: ["sts:AssumeRole", "sts:TagSession"],
          Condition: {
            StringEquals: {
              "aws:RequestTag/eks-cluster-name": "shop",
              "aws:RequestTag/kubernetes-namespace": "kube-system",
              "aws:RequestTag/kubernetes-service-account": "ebs-csi-controller-sa",
            },
          },
        },
      ],
    });
  });

  for (const [partition, domain] of [
    ["aws", "amazonaws.com"],
    ["aws-cn", "amazonaws.com.cn"],
    ["aws-us-gov", "amazonaws.com"],
  ]) {
    it(`pin issuer, audience and exact subject under IRSA in ${partition}`, () => {
      const issuer = `oidc.eks.some-region-1.${domain}/id/ABC`;
      const provider = `arn:${partition}:iam::111122223333:oidc-provider/${issuer}`;
      assert.deepEqual(irsaTrust(provider, issuer, [account]).Statement, [
        {
          Effect: "Allow",
          Principal: { Federated: provider },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: {
            StringEquals: {
              [`${issuer}:aud`]: "sts.amazonaws.com",
              [`${issuer}:sub`]: "system:serviceaccount:kube-system:ebs-csi-controller-sa",
            },
          },
        },
      ]);
    });
  }

  const accounts = [account, { namespace: "kube-system", serviceAccount: "ebs-csi-node-sa" }];

  it("name each service account of its own under Pod Identity, where several share the role", () => {
    const conditions = podIdentityTrust("shop", accounts).Statement.map(({ Condition }) => Condition!.StringEquals!);
    assert.deepEqual(
      conditions.map((tags) => tags["aws:RequestTag/kubernetes-service-account"]),
      ["ebs-csi-controller-sa", "ebs-csi-node-sa"],
    );
  });

  it("name all subjects under IRSA, where several share the role", () => {
    const [statement, ...more] = irsaTrust("arn:aws:iam::1:oidc-provider/issuer", "issuer", accounts).Statement;
    assert.isEmpty(more);
    assert.deepEqual(statement!.Condition!.StringEquals!["issuer:sub"], [
      "system:serviceaccount:kube-system:ebs-csi-controller-sa",
      "system:serviceaccount:kube-system:ebs-csi-node-sa",
    ]);
  });
});

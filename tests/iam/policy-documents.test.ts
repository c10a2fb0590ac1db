import { expect } from "chai";
import { irsaTrust, podIdentityTrust } from "../../components/iam/policy-documents";
import { isTrusted, tags } from "../harness/mocks/iam-evaluation";

const account = { namespace: "kube-system", serviceAccount: "ebs-csi-controller-sa" };

const shop = { partition: "aws", region: "eu-west-1", accountId: "123456789012", clusterName: "shop" } as const;
const arnOf = ({ partition, region, accountId, clusterName }: typeof shop | Record<keyof typeof shop, string>) =>
  `arn:${partition}:eks:${region}:${accountId}:cluster/${clusterName}`;

describe("trust policies of workload roles", () => {
  it("let EKS Pod Identity assume the role for one service account of one cluster", () => {
    expect(podIdentityTrust(shop, [account])).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "pods.eks.amazonaws.com" },
          Action: ["sts:AssumeRole", "sts:TagSession"],
          Condition: {
            StringEquals: {
              "aws:SourceAccount": "123456789012",
              "aws:RequestTag/eks-cluster-arn": "arn:aws:eks:eu-west-1:123456789012:cluster/shop",
              "aws:RequestTag/kubernetes-namespace": "kube-system",
              "aws:RequestTag/kubernetes-service-account": "ebs-csi-controller-sa",
            },
          },
        },
      ],
    });
  });

  describe("when EKS Pod Identity requests credentials for pods", () => {
    const role = "arn:aws:iam::123456789012:role/eks-ebs";
    /** Session tags as EKS sets them (EKS user guide, "Grant pods access based on tags"). */
    const requestsOf = (changes: Partial<Record<keyof typeof shop | keyof typeof account, string>>) => {
      const cluster = { ...shop, ...changes };
      const { namespace, serviceAccount } = { ...account, ...changes };
      const context = {
        "aws:SourceAccount": cluster.accountId,
        ...tags("RequestTag", {
          "eks-cluster-arn": arnOf(cluster),
          "eks-cluster-name": cluster.clusterName,
          "kubernetes-namespace": namespace,
          "kubernetes-service-account": serviceAccount,
          "kubernetes-pod-name": "ebs-csi-controller-0",
        }),
      };
      const actions = ["sts:AssumeRole", "sts:TagSession"].map((action) =>
        isTrusted(podIdentityTrust(shop, [account]), "pods.eks.amazonaws.com", { action, resource: role, context }),
      );
      return Promise.all(actions);
    };

    it("accept the service account", async () => {
      expect(await requestsOf({})).to.deep.equal([true, true]);
    });

    for (const other of [
      { region: "eu-central-1" },
      { accountId: "444455556666" },
      { clusterName: "shop-2" },
      { clusterName: "sho" },
      { namespace: "default" },
      { serviceAccount: "default" },
    ]) {
      it(`reject another ${Object.keys(other)[0]}: ${Object.values(other)[0]}`, async () => {
        expect(await requestsOf(other)).to.deep.equal([false, false]);
      });
    }
  });

  for (const [partition, domain] of [
    ["aws", "amazonaws.com"],
    ["aws-cn", "amazonaws.com.cn"],
    ["aws-us-gov", "amazonaws.com"],
  ]) {
    it(`pin issuer, audience and exact subject under IRSA in ${partition}`, () => {
      const issuer = `oidc.eks.some-region-1.${domain}/id/ABC`;
      const provider = `arn:${partition}:iam::123456789012:oidc-provider/${issuer}`;
      expect(irsaTrust(provider, issuer, [account]).Statement).to.deep.equal([
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

  it("have a statement for each service account that shares the role under Pod Identity", () => {
    const conditions = podIdentityTrust(shop, accounts).Statement.map(({ Condition }) => Condition!.StringEquals!);
    expect(conditions.map((tags) => tags["aws:RequestTag/kubernetes-service-account"])).to.deep.equal([
      "ebs-csi-controller-sa",
      "ebs-csi-node-sa",
    ]);
  });

  it("list all subjects that share the role under IRSA", () => {
    const [statement, ...more] = irsaTrust("arn:aws:iam::1:oidc-provider/issuer", "issuer", accounts).Statement;
    expect(more).to.be.empty;
    expect(statement!.Condition!.StringEquals!["issuer:sub"]).to.deep.equal([
      "system:serviceaccount:kube-system:ebs-csi-controller-sa",
      "system:serviceaccount:kube-system:ebs-csi-node-sa",
    ]);
  });
});

import { expect } from "chai";
import { isTrusted, tags } from "../../harness/mocks/iam-evaluation";
import type { Resources } from "../../harness/mocks/mocks";
import { registered } from "../fixtures";

interface Association {
  readonly serviceAccount: string;
  readonly roleArn: string;
}

/** EKS add-ons, which associate their service accounts themselves, and charts, whose service accounts this project associates. */
const addons = {
  "eks-pod-identity-agent": true,
  "vpc-cni": true,
  "aws-ebs-csi-driver": true,
  "aws-efs-csi-driver": true,
  "aws-fsx-csi-driver": true,
  "aws-mountpoint-s3-csi-driver": { buckets: ["shop"] },
  "external-dns": { zones: ["Z0123456789ABCDEFGHIJ"] },
  adot: true,
  "cert-manager": { zones: ["Z0123456789ABCDEFGHIJ"] },
  "aws-load-balancer-controller": true,
  karpenter: true,
  velero: { bucket: "backups" },
};

/** The roles' trust policies require session tags. Pods of an association without them get no credentials. */
describe("Pod Identity associations of add-ons", () => {
  let resources: Resources;
  before(async () => {
    resources = await registered({ addons });
  });

  it("never disable session tags, in EKS add-ons and separately", () => {
    const inAddons = resources
      .ofType("aws:eks/addon:Addon")
      .flatMap(({ inputs }) => (inputs.podIdentityAssociations ?? []) as Association[]);
    expect(inAddons.length).to.be.at.least(5);
    for (const association of inAddons) expect(association).to.have.all.keys("serviceAccount", "roleArn");
    const separate = resources.ofType("aws:eks/podIdentityAssociation:PodIdentityAssociation");
    expect(separate.length).to.be.at.least(4);
    for (const { name, inputs } of separate) expect(inputs, name).to.not.have.any.keys("disableSessionTags", "targetRoleArn");
  });

  it("use roles that trust EKS with session tags of this cluster only", async () => {
    const roles = resources.ofType("aws:iam/role:Role").filter(({ inputs }) => String(inputs.assumeRolePolicy).includes("pods.eks."));
    expect(roles.length).to.be.at.least(9);
    for (const { name, inputs } of roles) {
      const trust = JSON.parse(inputs.assumeRolePolicy);
      for (const { Condition } of trust.Statement) {
        const conditions = Condition.StringEquals;
        const context = (cluster: string) => ({
          "aws:SourceAccount": "123456789012",
          ...tags("RequestTag", {
            "eks-cluster-arn": `arn:aws:eks:eu-west-1:123456789012:cluster/${cluster}`,
            "kubernetes-namespace": conditions["aws:RequestTag/kubernetes-namespace"],
            "kubernetes-service-account": conditions["aws:RequestTag/kubernetes-service-account"],
          }),
        });
        for (const action of ["sts:AssumeRole", "sts:TagSession"]) {
          const call = (cluster: string) => ({ action, resource: `arn:aws:iam::123456789012:role/${name}`, context: context(cluster) });
          expect(await isTrusted(trust, "pods.eks.amazonaws.com", call("shop")), name).to.equal(true);
          expect(await isTrusted(trust, "pods.eks.amazonaws.com", call("shop-2")), name).to.equal(false);
        }
      }
    }
  });
});

import { expect } from "chai";
import { type AwsResource, type Kind, logGroups, owned } from "../../../../components/lifecycle/drain/aws/ownership";
import { install } from "../../../addons/fixtures";
import { type Mocks, startMocks } from "../../../harness/mocks/mocks";

const scope = { clusterName: "shop", region: "eu-west-1", vpcId: "vpc-1", ownsVpc: true };

interface Writer {
  /** The resource, with tags as who makes it writes them; `clusterName` is what the plan told it. */
  readonly made: (clusterName: string) => Partial<AwsResource>;
  /** What the plan tells whoever writes the tags. */
  readonly told: (mocks: Mocks) => unknown;
  /** Who writes them, and where that is to be read. */
  readonly source: string;
}

const release = (mocks: Mocks, name: string) => mocks.resources.named(name, "kubernetes:helm.sh/v3:Release").inputs.values;
const addon = (mocks: Mocks, name: string) =>
  JSON.parse(mocks.resources.named(name, "aws:eks/addon:Addon").inputs.configurationValues ?? "{}");
/** EKS runs it, in every cluster, with the cluster's own name. */
const byEks = () => "shop";

const lifecycle = (cluster: string) => ({ [`kubernetes.io/cluster/${cluster}`]: "owned" });
const balanced: Writer = {
  made: (cluster) => ({ tags: { "elbv2.k8s.aws/cluster": cluster, "service.k8s.aws/stack": "shop/web" } }),
  told: (mocks) => release(mocks, "eks-aws-load-balancer-controller").clusterName,
  source: "aws-load-balancer-controller pkg/deploy/tracking/provider.go (2026-08-17), cluster name: flag --cluster-name",
};
const karpenter = (made: Writer["made"]): Writer => ({
  made,
  told: (mocks) => release(mocks, "eks-karpenter").settings.clusterName,
  source: "karpenter-provider-aws pkg/utils/utils.go, pkg/apis/v1/ec2nodeclass.go (2026-08-21), cluster name: CLUSTER_NAME",
});
const claimed: Writer = {
  made: (cluster) => ({ tags: { "ebs.csi.aws.com/cluster": "true", ...lifecycle(cluster), KubernetesCluster: cluster } }),
  told: (mocks) => addon(mocks, "eks-aws-ebs-csi-driver").controller.k8sTagClusterId,
  source: "aws-ebs-csi-driver docs/tagging.md, pkg/driver/controller.go (2026-08-19), cluster name: flag --k8s-tag-cluster-id",
};

/** One for each kind that a drain or a sweep looks for: a kind without its writer does not compile. */
const writers: Readonly<Record<Kind, Writer>> = {
  "load balancer": balanced,
  "target group": balanced,
  "security group": balanced,
  "classic load balancer": {
    made: (cluster) => ({ tags: { ...lifecycle(cluster), "kubernetes.io/service-name": "shop/web" } }),
    told: byEks,
    source: "cloud-provider-aws pkg/providers/v1/tags.go, aws_loadbalancer.go (2026-07-07), run by EKS",
  },
  instance: karpenter((cluster) => ({ tags: { ...lifecycle(cluster), "karpenter.sh/nodepool": "default" } })),
  "launch template": karpenter((cluster) => ({
    name: "karpenter.k8s.aws/1",
    tags: { ...lifecycle(cluster), "karpenter.sh/nodepool": "default" },
  })),
  "instance profile": karpenter((cluster) => ({
    tags: { ...lifecycle(cluster), "karpenter.k8s.aws/ec2nodeclass": "default", "topology.kubernetes.io/region": "eu-west-1" },
  })),
  "network interface": {
    made: (cluster) => ({ description: "aws-K8S-i-1", tags: { "cluster.k8s.amazonaws.com/name": cluster } }),
    told: byEks,
    source: "amazon-vpc-cni-k8s pkg/awsutils/awsutils.go (2026-08-20), cluster name: CLUSTER_NAME, which the EKS add-on sets",
  },
  "VPC endpoint": {
    made: () => ({ name: "com.amazonaws.eu-west-1.guardduty-data", tags: { GuardDutyManaged: "true" } }),
    told: byEks,
    source: "AmazonGuardDutyServiceRolePolicy (2026-05): the only tag and services for which it may make an endpoint",
  },
  "log group": {
    made: (cluster) => ({ id: logGroups(cluster)[0]! }),
    told: byEks,
    source: "EKS user guide, control plane logs: /aws/eks/<cluster>/cluster; the cluster's name",
  },
  volume: claimed,
  snapshot: claimed,
  "FSx file system": {
    made: (cluster) => ({ tags: { CSIVolumeName: "pvc-1", "eks:cluster-name": cluster } }),
    told: byEks,
    source: "aws-fsx-csi-driver pkg/cloud/cloud.go (2026-04-21); the name by extraTags of a StorageClass, else the stack's own VPC counts",
  },
};

describe("who writes the tags that a drain and a sweep look for", () => {
  let mocks: Mocks;
  before(async () => {
    mocks = startMocks();
    const addons = {
      "aws-load-balancer-controller": true,
      karpenter: true,
      "aws-ebs-csi-driver": { snapshots: true },
    };
    await mocks.run(() => install({ addons }));
  });

  for (const [kind, { made, told, source }] of Object.entries(writers) as [Kind, Writer][])
    it(`finds what is made as ${kind} by the name that the plan gives its maker, and nothing by another name (${source})`, () => {
      const thing = (clusterName: string): AwsResource => ({ kind, id: "it", name: "it", vpcId: "vpc-1", tags: {}, ...made(clusterName) });
      const name = told(mocks);
      expect(name).to.equal(scope.clusterName);
      expect(owned([thing(String(name))], scope, "sweep")).to.have.length(1);
      if (kind !== "VPC endpoint") expect(owned([thing("shop-2")], scope, "sweep")).to.have.length(0);
    });
});

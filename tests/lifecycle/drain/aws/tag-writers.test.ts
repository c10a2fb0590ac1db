import { expect } from "chai";
import { type AwsResource, type Kind, logGroups, owned } from "../../../../components/lifecycle/drain/aws/ownership";
import { install } from "../../../addons/fixtures";
import { type Mocks, startMocks } from "../../../harness/mocks/mocks";

const scope = { clusterName: "shop", region: "eu-west-1", vpcId: "vpc-1", ownsVpc: true };

interface Writer {
  /** The resource with the tags that its creator writes; `clusterName` is the name that the plan passed to the creator. */
  readonly created: (clusterName: string) => Partial<AwsResource>;
  /** The cluster name that the plan passes to the creator. */
  readonly configuredName: (mocks: Mocks) => unknown;
  /** The creator, and the source for its tags. */
  readonly source: string;
}

const release = (mocks: Mocks, name: string) => mocks.resources.named(name, "kubernetes:helm.sh/v3:Release").inputs.values;
const addon = (mocks: Mocks, name: string) =>
  JSON.parse(mocks.resources.named(name, "aws:eks/addon:Addon").inputs.configurationValues ?? "{}");
/** EKS runs the creator in every cluster, with the cluster's own name. */
const byEks = () => "shop";

const lifecycle = (cluster: string) => ({ [`kubernetes.io/cluster/${cluster}`]: "owned" });
const balanced: Writer = {
  created: (cluster) => ({ tags: { "elbv2.k8s.aws/cluster": cluster, "service.k8s.aws/stack": "shop/web" } }),
  configuredName: (mocks) => release(mocks, "eks-aws-load-balancer-controller").clusterName,
  source: "aws-load-balancer-controller pkg/deploy/tracking/provider.go (2026-08-17), cluster name: flag --cluster-name",
};
const karpenter = (created: Writer["created"]): Writer => ({
  created,
  configuredName: (mocks) => release(mocks, "eks-karpenter").settings.clusterName,
  source: "karpenter-provider-aws pkg/utils/utils.go, pkg/apis/v1/ec2nodeclass.go (2026-08-21), cluster name: CLUSTER_NAME",
});
const claimed: Writer = {
  created: (cluster) => ({ tags: { "ebs.csi.aws.com/cluster": "true", ...lifecycle(cluster), KubernetesCluster: cluster } }),
  configuredName: (mocks) => addon(mocks, "eks-aws-ebs-csi-driver").controller.k8sTagClusterId,
  source: "aws-ebs-csi-driver docs/tagging.md, pkg/driver/controller.go (2026-08-19), cluster name: flag --k8s-tag-cluster-id",
};

/** One writer for each kind that a drain or a sweep looks for: a missing kind does not compile. */
const writers: Readonly<Record<Kind, Writer>> = {
  "load balancer": balanced,
  "target group": balanced,
  "security group": balanced,
  "classic load balancer": {
    created: (cluster) => ({ tags: { ...lifecycle(cluster), "kubernetes.io/service-name": "shop/web" } }),
    configuredName: byEks,
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
    created: (cluster) => ({ description: "aws-K8S-i-1", tags: { "cluster.k8s.amazonaws.com/name": cluster } }),
    configuredName: byEks,
    source: "amazon-vpc-cni-k8s pkg/awsutils/awsutils.go (2026-08-20), cluster name: CLUSTER_NAME, which the EKS add-on sets",
  },
  "VPC endpoint": {
    created: () => ({ name: "com.amazonaws.eu-west-1.guardduty-data", tags: { GuardDutyManaged: "true" } }),
    configuredName: byEks,
    source: "AmazonGuardDutyServiceRolePolicy (2026-05): the only tag and services for which it may make an endpoint",
  },
  "log group": {
    created: (cluster) => ({ id: logGroups(cluster)[0]! }),
    configuredName: byEks,
    source: "EKS user guide, control plane logs: /aws/eks/<cluster>/cluster; the cluster's name",
  },
  volume: claimed,
  snapshot: claimed,
  "FSx file system": {
    created: (cluster) => ({ tags: { CSIVolumeName: "pvc-1", "eks:cluster-name": cluster } }),
    configuredName: byEks,
    source: "aws-fsx-csi-driver pkg/cloud/cloud.go (2026-04-21); the name by extraTags of a StorageClass, else the stack's own VPC counts",
  },
};

describe("owned: tags that controllers write", () => {
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

  for (const [kind, { created, configuredName, source }] of Object.entries(writers) as [Kind, Writer][])
    it(`finds a ${kind} by the cluster name that the plan passes to its creator, and not by another name (${source})`, () => {
      const resource = (clusterName: string): AwsResource => ({
        kind,
        id: "it",
        name: "it",
        vpcId: "vpc-1",
        tags: {},
        ...created(clusterName),
      });
      const name = configuredName(mocks);
      expect(name).to.equal(scope.clusterName);
      expect(owned([resource(String(name))], scope, "sweep")).to.have.length(1);
      if (kind !== "VPC endpoint") expect(owned([resource("shop-2")], scope, "sweep")).to.have.length(0);
    });
});

import { expect } from "chai";
import * as fc from "fast-check";
import { type AwsResource, type Kind, owned, type Phase } from "../../../../components/lifecycle/drain/aws/ownership";

const scope = { clusterName: "shop", region: "eu-west-1", vpcId: "vpc-1", ownsVpc: true };
const guarded = { GuardDutyManaged: "true" };
const lifecycle = { "kubernetes.io/cluster/shop": "owned" };
const controllers = { "elbv2.k8s.aws/cluster": "shop" };
const karpenters = { ...lifecycle, "karpenter.sh/nodepool": "default" };

const profiles = { ...lifecycle, "karpenter.k8s.aws/ec2nodeclass": "default", "topology.kubernetes.io/region": "eu-west-1" };

const thing = (kind: Kind, tags: AwsResource["tags"], more: Partial<AwsResource> = {}): AwsResource => ({
  kind,
  id: "it",
  name: "it",
  tags,
  vpcId: "vpc-1",
  ...more,
});
const goes = (one: AwsResource, phase: Phase) => owned([one], scope, phase).length === 1;

describe("what of AWS a cluster owns", () => {
  const table: readonly (readonly [string, AwsResource, drain: boolean, sweep: boolean])[] = [
    ["a load balancer of the controller", thing("load balancer", controllers), true, true],
    ["one of Auto Mode", thing("load balancer", { "eks:eks-cluster-name": "shop", "service.eks.amazonaws.com/stack": "a/b" }), true, true],
    ["one of the cloud controller", thing("classic load balancer", { ...lifecycle, "kubernetes.io/service-name": "a/b" }), true, true],
    ["one in another VPC", thing("load balancer", controllers, { vpcId: "vpc-2" }), false, false],
    ["one that names no Service", thing("load balancer", lifecycle), false, false],
    ["a target group of the user's for Auto Mode", thing("target group", { "eks:eks-cluster-name": "shop" }), false, false],
    ["the shared group of the controller", thing("security group", { ...controllers, "elbv2.k8s.aws/resource": "backend-sg" }), true, true],
    ["a group of a classic load balancer", thing("security group", lifecycle, { name: "k8s-elb-a1" }), true, true],
    ["the group of the cluster", thing("security group", { ...lifecycle, "aws:eks:cluster-name": "shop" }), false, true],
    ["a group that is shared", thing("security group", { "kubernetes.io/cluster/shop": "shared" }), false, false],
    ["a node of Karpenter", thing("instance", karpenters), true, true],
    ["a self-managed node", thing("instance", lifecycle), false, false],
    ["a template of Karpenter", thing("launch template", karpenters, { name: "karpenter.k8s.aws/1", vpcId: undefined }), true, true],
    ["a template that copies its tags", thing("launch template", karpenters, { vpcId: undefined }), false, false],
    ["an instance profile of Karpenter", thing("instance profile", profiles, { vpcId: undefined }), true, true],
    [
      "one of a cluster of the same name in another region",
      thing("instance profile", { ...profiles, "topology.kubernetes.io/region": "eu-west-2" }, { vpcId: undefined }),
      false,
      false,
    ],
    ["an instance profile of the user's", thing("instance profile", lifecycle, { vpcId: undefined }), false, false],
    ["a load balancer of a Gateway", thing("load balancer", { ...controllers, "gateway.k8s.aws.alb/stack": "a/b" }), true, true],
    [
      "an interface of the CNI",
      thing("network interface", { "cluster.k8s.amazonaws.com/name": "shop" }, { description: "aws-K8S-i-1" }),
      false,
      true,
    ],
    ["a branch interface", thing("network interface", lifecycle, { description: "aws-k8s-branch-eni" }), false, true],
    ["an interface of something else", thing("network interface", lifecycle, { description: "RDS" }), false, false],
    ["the control plane's log group", thing("log group", {}, { id: "/aws/eks/shop/cluster", vpcId: undefined }), false, true],
    [
      "a log group of Container Insights",
      thing("log group", {}, { id: "/aws/containerinsights/shop/host", vpcId: undefined }),
      false,
      true,
    ],
    [
      "one of a cluster with a longer name",
      thing("log group", {}, { id: "/aws/containerinsights/shop-2/host", vpcId: undefined }),
      false,
      false,
    ],
    [
      "a volume of a claim",
      thing("volume", { "ebs.csi.aws.com/cluster": "true", KubernetesCluster: "shop" }, { vpcId: undefined }),
      true,
      true,
    ],
    [
      "a snapshot of a claim",
      thing("snapshot", { "ebs.csi.aws.com/cluster": "true", "ebs.csi.aws.com/cluster-name": "shop" }, { vpcId: undefined }),
      true,
      true,
    ],
    [
      "a snapshot of Auto Mode",
      thing("snapshot", { "eks:eks-cluster-name": "shop", CSIVolumeSnapshotName: "snapcontent-1" }, { vpcId: undefined }),
      true,
      true,
    ],
    ["a file system of FSx for a claim, in the stack's own VPC", thing("FSx file system", { CSIVolumeName: "pvc-1" }), true, true],
    ["one that names the cluster", thing("FSx file system", { CSIVolumeName: "pvc-1", "eks:cluster-name": "shop" }), true, true],
    ["one that names another cluster", thing("FSx file system", { CSIVolumeName: "pvc-1", "eks:cluster-name": "shop-2" }), false, false],
    ["a file system of FSx that no claim asked for", thing("FSx file system", { Name: "mine" }), false, false],
    ["a file system of FSx in another VPC", thing("FSx file system", { CSIVolumeName: "pvc-1" }, { vpcId: "vpc-2" }), false, false],
    ["GuardDuty's endpoint", thing("VPC endpoint", guarded, { name: "com.amazonaws.eu-west-1.guardduty-data" }), false, true],
    ["its FIPS endpoint", thing("VPC endpoint", guarded, { name: "com.amazonaws.us-east-1.guardduty-data-fips" }), false, true],
    ["another endpoint with its tag", thing("VPC endpoint", guarded, { name: "com.amazonaws.eu-west-1.s3" }), false, false],
    ["GuardDuty's group", thing("security group", guarded, { name: "GuardDutyManagedSecurityGroup-vpc-1" }), false, true],
    ["another group with its tag", thing("security group", guarded, { name: "mine" }), false, false],
    [
      "a group that GuardDuty leaves alone",
      thing("security group", { GuardDutyManaged: "false" }, { name: "GuardDutyManagedSecurityGroup-vpc-1" }),
      false,
      false,
    ],
    ["a snapshot of another cluster's claim", thing("snapshot", { "ebs.csi.aws.com/cluster": "true" }, { vpcId: undefined }), false, false],
    ["a volume of another cluster's claim", thing("volume", { "ebs.csi.aws.com/cluster": "true" }, { vpcId: undefined }), false, false],
  ];
  for (const [what, one, drain, sweep] of table) {
    it(`${drain ? "goes in a drain" : sweep ? "goes when the cluster is gone" : "never goes"}: ${what}`, () => {
      expect([goes(one, "drain"), goes(one, "sweep")]).to.deep.equal([drain, sweep]);
    });
  }

  const kinds: readonly Kind[] = [
    "load balancer",
    "classic load balancer",
    "target group",
    "security group",
    "instance",
    "launch template",
    "instance profile",
    "network interface",
    "log group",
    "volume",
    "snapshot",
    "VPC endpoint",
    "FSx file system",
  ];
  const clusters = fc.constantFrom("shop", "shop-2", "sho", "SHOP", "other", "");
  const values = fc.oneof(clusters, fc.constantFrom("owned", "shared", "true", "default", "eu-west-1"));
  const keys = fc.oneof(
    clusters.map((name) => `kubernetes.io/cluster/${name}`),
    fc.constantFrom(
      ...["elbv2.k8s.aws/cluster", "eks:eks-cluster-name", "aws:eks:cluster-name", "cluster.k8s.amazonaws.com/name", "KubernetesCluster"],
      ...["karpenter.sh/nodepool", "kubernetes.io/service-name", "service.eks.amazonaws.com/stack", "ebs.csi.aws.com/cluster"],
      ...["ebs.csi.aws.com/cluster-name", "CSIVolumeName", "CSIVolumeSnapshotName", "Name", "owner"],
      ...["GuardDutyManaged", "CSIVolumeName", "eks:cluster-name"],
      ...["karpenter.k8s.aws/ec2nodeclass", "topology.kubernetes.io/region"],
    ),
  );
  const names = fc.oneof(
    clusters.map((name) => `/aws/eks/${name}/cluster`),
    clusters.map((name) => `/aws/containerinsights/${name}/host`),
    fc.constantFrom("com.amazonaws.eu-west-1.guardduty-data", "GuardDutyManagedSecurityGroup-vpc-1"),
    fc.constantFrom("k8s-elb-a1", "karpenter.k8s.aws/1", "default", "mine"),
  );
  const things = fc
    .record({
      kind: fc.constantFrom(...kinds),
      name: names,
      tags: fc.dictionary(keys, values, { maxKeys: 6 }),
      vpcId: fc.constantFrom("vpc-1", "vpc-2"),
      description: fc.constantFrom("aws-K8S-i-1", "aws-k8s-branch-eni", "Amazon EKS shop", ""),
    })
    .map((one) => ({ ...one, id: one.name }));

  /** What AWS and a driver mark without a cluster's name: in the stack's own VPC it is the cluster's. */
  function isOfItsVpc({ kind, name, tags }: AwsResource): boolean {
    if (kind === "FSx file system") return tags.CSIVolumeName !== undefined && (tags["eks:cluster-name"] ?? "shop") === "shop";
    return tags.GuardDutyManaged === "true" && /guardduty/i.test(name);
  }

  /** The cluster's own name, whole, as the value of a tag that says whose a thing is, or in the key of one that says it is owned. */
  function namesTheCluster({ kind, id, tags }: AwsResource): boolean {
    if (kind === "log group") return id.split("/")[3] === "shop";
    const says = ["elbv2.k8s.aws/cluster", "eks:eks-cluster-name", "aws:eks:cluster-name", "cluster.k8s.amazonaws.com/name"];
    const ofVolumes = ["volume", "snapshot"].includes(kind) ? ["KubernetesCluster", "ebs.csi.aws.com/cluster-name"] : [];
    return tags["kubernetes.io/cluster/shop"] === "owned" || [...says, ...ofVolumes].some((key) => tags[key] === "shop");
  }

  it("is nothing without the exact tag of the cluster, nor in another VPC, whatever else it is called", () => {
    let picked = 0;
    fc.assert(
      fc.property(fc.array(things, { maxLength: 20 }), fc.constantFrom<Phase>("drain", "sweep"), (all, phase) => {
        for (const one of owned(all, scope, phase)) {
          picked++;
          expect(namesTheCluster(one) || isOfItsVpc(one), JSON.stringify(one)).to.equal(true);
          if (!["log group", "launch template", "instance profile", "volume", "snapshot"].includes(one.kind))
            expect(one.vpcId).to.equal("vpc-1");
        }
      }),
      { numRuns: 4_000 },
    );
    expect(picked).to.be.greaterThan(50);
  });

  it("is nothing that has no tag at all, but log groups, which have a name", () => {
    fc.assert(
      fc.property(things, fc.constantFrom<Phase>("drain", "sweep"), (one, phase) => {
        fc.pre(one.kind !== "log group");
        expect(goes({ ...one, tags: {} }, phase)).to.equal(false);
      }),
    );
  });
});

import { expect } from "chai";
import * as fc from "fast-check";
import { type AwsResource, type Kind, owned, type Phase } from "../../../../components/lifecycle/drain/aws/ownership";

const scope = { clusterName: "shop", region: "eu-west-1", vpcId: "vpc-1", ownsVpc: true };
const guarded = { GuardDutyManaged: "true" };
const lifecycle = { "kubernetes.io/cluster/shop": "owned" };
const controllers = { "elbv2.k8s.aws/cluster": "shop" };
const karpenters = { ...lifecycle, "karpenter.sh/nodepool": "default" };

const profiles = { ...lifecycle, "karpenter.k8s.aws/ec2nodeclass": "default", "topology.kubernetes.io/region": "eu-west-1" };

const resource = (kind: Kind, tags: AwsResource["tags"], more: Partial<AwsResource> = {}): AwsResource => ({
  kind,
  id: "it",
  name: "it",
  tags,
  vpcId: "vpc-1",
  ...more,
});
const isOwned = (one: AwsResource, phase: Phase) => owned([one], scope, phase).length === 1;

describe("owned", () => {
  const table: readonly (readonly [string, AwsResource, drain: boolean, sweep: boolean])[] = [
    ["a load balancer of the controller", resource("load balancer", controllers), true, true],
    [
      "a load balancer of Auto Mode",
      resource("load balancer", { "eks:eks-cluster-name": "shop", "service.eks.amazonaws.com/stack": "a/b" }),
      true,
      true,
    ],
    [
      "a load balancer of the cloud controller",
      resource("classic load balancer", { ...lifecycle, "kubernetes.io/service-name": "a/b" }),
      true,
      true,
    ],
    ["a load balancer in another VPC", resource("load balancer", controllers, { vpcId: "vpc-2" }), false, false],
    ["a load balancer that names no Service", resource("load balancer", lifecycle), false, false],
    ["a target group that a user created for Auto Mode", resource("target group", { "eks:eks-cluster-name": "shop" }), false, false],
    [
      "the shared security group of the controller",
      resource("security group", { ...controllers, "elbv2.k8s.aws/resource": "backend-sg" }),
      true,
      true,
    ],
    ["a security group of a classic load balancer", resource("security group", lifecycle, { name: "k8s-elb-a1" }), true, true],
    ["the cluster security group", resource("security group", { ...lifecycle, "aws:eks:cluster-name": "shop" }), false, true],
    ["a shared security group", resource("security group", { "kubernetes.io/cluster/shop": "shared" }), false, false],
    ["a node of Karpenter", resource("instance", karpenters), true, true],
    ["a self-managed node", resource("instance", lifecycle), false, false],
    [
      "a launch template of Karpenter",
      resource("launch template", karpenters, { name: "karpenter.k8s.aws/1", vpcId: undefined }),
      true,
      true,
    ],
    ["a launch template with copied tags of Karpenter", resource("launch template", karpenters, { vpcId: undefined }), false, false],
    ["an instance profile of Karpenter", resource("instance profile", profiles, { vpcId: undefined }), true, true],
    [
      "an instance profile of a cluster with the same name in another region",
      resource("instance profile", { ...profiles, "topology.kubernetes.io/region": "eu-west-2" }, { vpcId: undefined }),
      false,
      false,
    ],
    ["an instance profile that a user created", resource("instance profile", lifecycle, { vpcId: undefined }), false, false],
    ["a load balancer of a Gateway", resource("load balancer", { ...controllers, "gateway.k8s.aws.alb/stack": "a/b" }), true, true],
    [
      "a network interface of the CNI",
      resource("network interface", { "cluster.k8s.amazonaws.com/name": "shop" }, { description: "aws-K8S-i-1" }),
      false,
      true,
    ],
    ["a branch network interface", resource("network interface", lifecycle, { description: "aws-k8s-branch-eni" }), false, true],
    ["an unrelated network interface", resource("network interface", lifecycle, { description: "RDS" }), false, false],
    ["the control plane's log group", resource("log group", {}, { id: "/aws/eks/shop/cluster", vpcId: undefined }), false, true],
    [
      "a log group of Container Insights",
      resource("log group", {}, { id: "/aws/containerinsights/shop/host", vpcId: undefined }),
      false,
      true,
    ],
    [
      "a log group of a cluster with a longer name",
      resource("log group", {}, { id: "/aws/containerinsights/shop-2/host", vpcId: undefined }),
      false,
      false,
    ],
    [
      "a volume of a claim",
      resource("volume", { "ebs.csi.aws.com/cluster": "true", KubernetesCluster: "shop" }, { vpcId: undefined }),
      true,
      true,
    ],
    [
      "a snapshot of a claim",
      resource("snapshot", { "ebs.csi.aws.com/cluster": "true", "ebs.csi.aws.com/cluster-name": "shop" }, { vpcId: undefined }),
      true,
      true,
    ],
    [
      "a snapshot of Auto Mode",
      resource("snapshot", { "eks:eks-cluster-name": "shop", CSIVolumeSnapshotName: "snapcontent-1" }, { vpcId: undefined }),
      true,
      true,
    ],
    ["an FSx file system of a claim, in the stack's own VPC", resource("FSx file system", { CSIVolumeName: "pvc-1" }), true, true],
    [
      "an FSx file system that names the cluster",
      resource("FSx file system", { CSIVolumeName: "pvc-1", "eks:cluster-name": "shop" }),
      true,
      true,
    ],
    [
      "an FSx file system that names another cluster",
      resource("FSx file system", { CSIVolumeName: "pvc-1", "eks:cluster-name": "shop-2" }),
      false,
      false,
    ],
    ["an FSx file system without a claim", resource("FSx file system", { Name: "mine" }), false, false],
    ["an FSx file system in another VPC", resource("FSx file system", { CSIVolumeName: "pvc-1" }, { vpcId: "vpc-2" }), false, false],
    ["GuardDuty's endpoint", resource("VPC endpoint", guarded, { name: "com.amazonaws.eu-west-1.guardduty-data" }), false, true],
    ["GuardDuty's FIPS endpoint", resource("VPC endpoint", guarded, { name: "com.amazonaws.us-east-1.guardduty-data-fips" }), false, true],
    ["another VPC endpoint with GuardDuty's tag", resource("VPC endpoint", guarded, { name: "com.amazonaws.eu-west-1.s3" }), false, false],
    ["GuardDuty's security group", resource("security group", guarded, { name: "GuardDutyManagedSecurityGroup-vpc-1" }), false, true],
    ["another security group with GuardDuty's tag", resource("security group", guarded, { name: "mine" }), false, false],
    [
      "a security group excluded from GuardDuty",
      resource("security group", { GuardDutyManaged: "false" }, { name: "GuardDutyManagedSecurityGroup-vpc-1" }),
      false,
      false,
    ],
    [
      "a snapshot of another cluster's claim",
      resource("snapshot", { "ebs.csi.aws.com/cluster": "true" }, { vpcId: undefined }),
      false,
      false,
    ],
    ["a volume of another cluster's claim", resource("volume", { "ebs.csi.aws.com/cluster": "true" }, { vpcId: undefined }), false, false],
  ];
  for (const [what, one, drain, sweep] of table) {
    it(`${drain ? "includes in a drain" : sweep ? "includes only in a sweep" : "excludes"} ${what}`, () => {
      expect([isOwned(one, "drain"), isOwned(one, "sweep")]).to.deep.equal([drain, sweep]);
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

  /** Tags of AWS and of a driver without a cluster's name: in the stack's own VPC the resource belongs to the cluster. */
  function isOfItsVpc({ kind, name, tags }: AwsResource): boolean {
    if (kind === "FSx file system") return tags.CSIVolumeName !== undefined && (tags["eks:cluster-name"] ?? "shop") === "shop";
    return tags.GuardDutyManaged === "true" && /guardduty/i.test(name);
  }

  /** The cluster's exact name as the value of an ownership tag, or in the key of a tag with the value `owned`. */
  function namesTheCluster({ kind, id, tags }: AwsResource): boolean {
    if (kind === "log group") return id.split("/")[3] === "shop";
    const says = ["elbv2.k8s.aws/cluster", "eks:eks-cluster-name", "aws:eks:cluster-name", "cluster.k8s.amazonaws.com/name"];
    const ofVolumes = ["volume", "snapshot"].includes(kind) ? ["KubernetesCluster", "ebs.csi.aws.com/cluster-name"] : [];
    return tags["kubernetes.io/cluster/shop"] === "owned" || [...says, ...ofVolumes].some((key) => tags[key] === "shop");
  }

  it("excludes resources without the exact tag of the cluster or in another VPC, whatever their names", () => {
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

  it("excludes resources without tags, except log groups, which match by name", () => {
    fc.assert(
      fc.property(things, fc.constantFrom<Phase>("drain", "sweep"), (one, phase) => {
        fc.pre(one.kind !== "log group");
        expect(isOwned({ ...one, tags: {} }, phase)).to.equal(false);
      }),
    );
  });
});

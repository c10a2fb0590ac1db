// A fake AWS for tests with one orphan of each kind that a cluster leaves behind. Deletions remove them.
import { type FakeAwsCli, fakeAwsCli } from "./fake-aws";

const pairs = (tags: Readonly<Record<string, string>>) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
const owned = { "kubernetes.io/cluster/shop": "owned" };
const balanced = pairs({ "elbv2.k8s.aws/cluster": "shop", "service.k8s.aws/stack": "shop/web" });
const classic = pairs({ ...owned, "kubernetes.io/service-name": "shop/web" });
const karpenters = pairs({ ...owned, "karpenter.sh/nodepool": "default" });
const profiled = pairs({ ...owned, "karpenter.k8s.aws/ec2nodeclass": "default", "topology.kubernetes.io/region": "eu-west-1" });
const claimed = pairs({ ...owned, "ebs.csi.aws.com/cluster": "true" });
const VpcId = "vpc-1";

/** The listed resources, by the operation that removes them. */
const resources = {
  "elbv2 delete-load-balancer": [{ LoadBalancerArn: "arn:lb", LoadBalancerName: "web", VpcId }],
  "elb delete-load-balancer": [{ LoadBalancerName: "classic", VPCId: VpcId }],
  "elbv2 delete-target-group": [{ TargetGroupArn: "arn:tg", TargetGroupName: "web", VpcId }],
  "ec2 delete-security-group": [{ GroupId: "sg-1", GroupName: "k8s-web", VpcId, Tags: balanced }],
  "ec2 terminate-instances": [{ Instances: [{ InstanceId: "i-1", VpcId, Tags: karpenters, State: { Name: "running" } }] }],
  "ec2 delete-launch-template": [{ LaunchTemplateId: "lt-1", LaunchTemplateName: "karpenter.k8s.aws/1", Tags: karpenters }],
  "iam delete-instance-profile": [{ InstanceProfileName: "shop_1" }],
  "ec2 delete-network-interface": [
    {
      NetworkInterfaceId: "eni-1",
      VpcId,
      Description: "aws-K8S-i-2",
      Status: "available",
      TagSet: pairs({ "node.k8s.amazonaws.com/instance_id": "i-2" }),
    },
  ],
  "ec2 delete-vpc-endpoints": [
    {
      VpcEndpointId: "vpce-1",
      ServiceName: "com.amazonaws.eu-west-1.guardduty-data",
      VpcId,
      State: "available",
      Tags: pairs({ GuardDutyManaged: "true" }),
    },
  ],
  "logs delete-log-group": [{ logGroupName: "/aws/eks/shop/cluster" }],
} as const;

type Removal = keyof typeof resources;

export interface Orphans extends FakeAwsCli {
  /** The remaining resources, by the operation that removes them. */
  left(): string[];
}

/** @param answers responses in place of the defaults, as for `fakeAwsCli` */
export function orphans(answers: Parameters<typeof fakeAwsCli>[0] = {}): Orphans {
  const remaining = new Set(Object.keys(resources) as Removal[]);
  const list = (removal: Removal, field: string) => () => ({ [field]: remaining.has(removal) ? resources[removal] : [] });
  const remove = (removal: Removal) => () => {
    remaining.delete(removal);
    return null;
  };
  const instances = (words: readonly string[]) =>
    words.join(" ").includes("instance-id")
      ? { Reservations: [{ Instances: [{ InstanceId: "i-2", Tags: pairs(owned) }] }] }
      : list("ec2 terminate-instances", "Reservations")();
  const fake = fakeAwsCli({
    "elbv2 describe-load-balancers": list("elbv2 delete-load-balancer", "LoadBalancers"),
    "elb describe-load-balancers": list("elb delete-load-balancer", "LoadBalancerDescriptions"),
    "elbv2 describe-target-groups": list("elbv2 delete-target-group", "TargetGroups"),
    "elbv2 describe-tags": ([, , , ...arns]: readonly string[]) => ({
      TagDescriptions: arns.map((ResourceArn) => ({ ResourceArn, Tags: balanced })),
    }),
    "elb describe-tags": { TagDescriptions: [{ LoadBalancerName: "classic", Tags: classic }] },
    "ec2 describe-security-groups": list("ec2 delete-security-group", "SecurityGroups"),
    "ec2 describe-instances": instances,
    "ec2 describe-launch-templates": list("ec2 delete-launch-template", "LaunchTemplates"),
    "iam list-instance-profiles": list("iam delete-instance-profile", "InstanceProfiles"),
    "iam get-instance-profile": { InstanceProfile: { Tags: profiled, Roles: [{ RoleName: "nodes" }] } },
    "ec2 describe-network-interfaces": list("ec2 delete-network-interface", "NetworkInterfaces"),
    "ec2 describe-vpc-endpoints": list("ec2 delete-vpc-endpoints", "VpcEndpoints"),
    "logs describe-log-groups": ([, , , prefix]: readonly string[]) =>
      prefix!.startsWith("/aws/eks/") ? list("logs delete-log-group", "logGroups")() : { logGroups: [] },
    "ec2 describe-volumes": (words: readonly string[]) => ({
      Volumes: words.join(" ").includes("ebs.csi") ? [{ VolumeId: "vol-1", Tags: claimed, State: "available" }] : [],
    }),
    "ec2 describe-snapshots": (words: readonly string[]) => ({
      Snapshots: words.join(" ").includes("ebs.csi") ? [{ SnapshotId: "snap-1", Tags: claimed, State: "completed" }] : [],
    }),
    "fsx describe-file-systems": {
      FileSystems: [{ FileSystemId: "fs-1", VpcId, Lifecycle: "AVAILABLE", Tags: pairs({ CSIVolumeName: "pvc-1" }) }],
    },
    ...Object.fromEntries([...remaining].map((removal) => [removal, remove(removal)])),
    ...answers,
  });
  return { ...fake, left: () => [...remaining] };
}

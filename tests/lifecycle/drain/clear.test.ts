import { expect } from "chai";
import { clear, previewClear } from "../../../components/lifecycle/drain/aws/clear";
import type { Aws } from "../../../components/lifecycle/drain/aws/cli";
import type { Phase } from "../../../components/lifecycle/drain/aws/things";
import { clearAws } from "../../../components/lifecycle/drain/drain";
import { fails, fakeAws, fakeHost, minutes } from "./fake-aws";

const tag = { Key: "elbv2.k8s.aws/cluster", Value: "shop" };
const balancer = { LoadBalancerArn: "arn:lb", LoadBalancerName: "k8s-shop", VpcId: "vpc-1" };
const group = { GroupId: "sg-1", GroupName: "k8s-shop", VpcId: "vpc-1", Tags: [tag] };
const tags = { TagDescriptions: [{ ResourceArn: "arn:lb", Tags: [tag] }] };

describe("clearing AWS of what a cluster owns", () => {
  const clearing = (aws: Aws, phase: Phase = "drain", host = fakeHost()) => ({
    aws,
    scope: { clusterName: "shop", region: "eu-west-1", vpcId: "vpc-1" },
    phase,
    host,
    patience: minutes(20),
  });

  it("leaves it to controllers that run, and removes nothing when they are done in time", async () => {
    let looks = 0;
    const balancers = () => ({ LoadBalancers: looks++ < 5 ? [balancer] : [] });
    const { aws, changes } = fakeAws({ "elbv2 describe-load-balancers": balancers, "elbv2 describe-tags": tags });
    const host = fakeHost();
    expect(await clear(clearing(aws, "drain", host), true)).to.deep.equal([]);
    expect(changes).to.deep.equal([]);
    expect(host.said).to.deep.equal(["Waiting for controllers to remove load balancer k8s-shop"]);
  });

  it("removes it when they are not done after three minutes", async () => {
    const there = { balancer: true };
    const { aws, changes } = fakeAws({
      "elbv2 describe-load-balancers": () => ({ LoadBalancers: there.balancer ? [balancer] : [] }),
      "elbv2 describe-tags": tags,
      "elbv2 delete-load-balancer": () => {
        there.balancer = false;
      },
    });
    const host = fakeHost();
    expect(await clear(clearing(aws, "drain", host), true)).to.deep.equal([]);
    expect(changes).to.deep.equal(["elbv2 delete-load-balancer --load-balancer-arn arn:lb"]);
    expect(host.now()).to.equal(3 * 60_000);
  });

  it("tries again while something else still uses it, and gives the reason when the time is over", async () => {
    const { aws, changes } = fakeAws({
      "ec2 describe-security-groups": { SecurityGroups: [group] },
      "ec2 delete-security-group": fails("DependencyViolation", "resource sg-1 has a dependent object"),
    });
    const host = fakeHost();
    expect(await clear(clearing(aws, "drain", host), false)).to.deep.equal([
      "security group k8s-shop: resource sg-1 has a dependent object",
    ]);
    expect(changes.length).to.be.greaterThan(300);
    expect(host.now()).to.equal(20 * 60_000);
  });

  it("does not wait where trying again is of no use", async () => {
    const { aws, changes } = fakeAws({
      "ec2 describe-security-groups": { SecurityGroups: [group] },
      "ec2 delete-security-group": fails("UnauthorizedOperation", "You are not authorized"),
    });
    const host = fakeHost();
    expect(await clear(clearing(aws, "drain", host), false)).to.deep.equal(["security group k8s-shop: You are not authorized"]);
    expect([changes.length, host.now()]).to.deep.equal([1, 0]);
  });

  it("takes rules out of the cluster's own groups alone, and names those of others that hold it", async () => {
    const rule = {
      IpProtocol: "tcp",
      FromPort: 80,
      ToPort: 80,
      UserIdGroupPairs: [{ GroupId: "sg-1", UserId: "1" }, { GroupId: "sg-9" }],
      IpRanges: [{ CidrIp: "10.0.0.0/8" }],
    };
    const cluster = {
      GroupId: "sg-2",
      GroupName: "eks",
      VpcId: "vpc-1",
      Tags: [{ Key: "aws:eks:cluster-name", Value: "shop" }],
      IpPermissions: [rule],
    };
    const database = { GroupId: "sg-3", GroupName: "database", VpcId: "vpc-1", IpPermissions: [rule] };
    const { aws, changes } = fakeAws({
      "ec2 describe-security-groups": { SecurityGroups: [group, cluster, database] },
      "ec2 delete-security-group": fails("DependencyViolation", "in use"),
    });
    const left = await clear({ ...clearing(aws), patience: minutes(0) }, false);
    expect(left).to.deep.equal(["security group k8s-shop: in use; rules of database (sg-3) name it, which the cluster does not own"]);
    const narrowed = [{ IpProtocol: "tcp", FromPort: 80, ToPort: 80, UserIdGroupPairs: [{ GroupId: "sg-1" }] }];
    expect(changes).to.deep.equal([
      `ec2 revoke-security-group-ingress --group-id sg-2 --ip-permissions ${JSON.stringify(narrowed)}`,
      "ec2 delete-security-group --group-id sg-1",
    ]);
  });

  it("takes a kind that cannot be listed for once to be as it was", async () => {
    const there = { balancer: true };
    let looks = 0;
    const { aws, changes } = fakeAws({
      "elbv2 describe-load-balancers": () => {
        if (++looks > 1 && looks < 4) fails("Throttling", "Rate exceeded")();
        return { LoadBalancers: there.balancer ? [balancer] : [] };
      },
      "elbv2 describe-tags": tags,
      "elbv2 delete-load-balancer": () => {
        there.balancer = false;
      },
    });
    const host = fakeHost();
    expect(await clear(clearing(aws, "drain", host), false)).to.deep.equal([]);
    expect(looks).to.equal(4);
    expect(changes).to.deep.equal(Array(3).fill("elbv2 delete-load-balancer --load-balancer-arn arn:lb"));
    expect(host.said.filter((line) => line.startsWith("Warning"))).to.deep.equal([]);
  });

  it("does not wait for groups of a load balancer that nobody may delete", async () => {
    const { aws, changes } = fakeAws({
      "elbv2 describe-load-balancers": { LoadBalancers: [balancer] },
      "elbv2 describe-tags": tags,
      "elbv2 delete-load-balancer": fails("OperationNotPermitted", "deletion protection is enabled"),
      "ec2 describe-security-groups": { SecurityGroups: [group] },
    });
    const host = fakeHost();
    expect(await clear(clearing(aws, "drain", host), false)).to.deep.equal([
      "load balancer k8s-shop: deletion protection is enabled",
      "security group k8s-shop: still there",
    ]);
    expect([changes.length, host.now()]).to.deep.equal([1, 0]);
  });

  it("leaves nodes alone while load balancers go, and the other way round", async () => {
    const asked = async (phase: Phase) => {
      const words: string[] = [];
      const aws: Aws = async (command) => void words.push(command.slice(0, 2).join(" "));
      await clear(clearing(aws, phase), false);
      return words;
    };
    const [drain, nodes] = [await asked("drain"), await asked("nodes")];
    expect(drain).to.include("elbv2 describe-load-balancers").and.not.include("ec2 describe-instances");
    expect(nodes).to.include("ec2 describe-instances").and.not.include("elbv2 describe-load-balancers");
    expect(nodes.filter((command) => drain.includes(command))).to.deep.equal([]);
    expect(await asked("sweep")).to.include.members([...drain, ...nodes]);
  });

  it("empties an instance profile of Karpenter and removes it, and minds none that goes while it looks", async () => {
    const profile = {
      "kubernetes.io/cluster/shop": "owned",
      "karpenter.k8s.aws/ec2nodeclass": "default",
      "topology.kubernetes.io/region": "eu-west-1",
    };
    const Tags = Object.entries(profile).map(([Key, Value]) => ({ Key, Value }));
    let profiles = ["shop_1", "shop_2"];
    let looked = 0;
    const { aws, changes } = fakeAws({
      "iam list-instance-profiles": () => ({ InstanceProfiles: profiles.map((InstanceProfileName) => ({ InstanceProfileName })) }),
      "iam get-instance-profile": () =>
        ++looked === 2 ? fails("NoSuchEntity")() : { InstanceProfile: { Tags, Roles: [{ RoleName: "nodes" }] } },
      "iam delete-instance-profile": () => {
        profiles = [];
      },
    });
    expect(await clear(clearing(aws, "nodes"), false)).to.deep.equal([]);
    expect(changes).to.deep.equal([
      "iam remove-role-from-instance-profile --instance-profile-name shop_1 --role-name nodes",
      "iam delete-instance-profile --instance-profile-name shop_1",
    ]);
  });

  it("asks for no tags of what is in another VPC, for as many as a service takes at a time, and for as many values as a filter has", async () => {
    const asked: string[][] = [];
    const many = Array.from({ length: 45 }, (_, index) => ({ ...balancer, LoadBalancerArn: `arn:${index}` }));
    const far = Array.from({ length: 45 }, (_, index) => ({ ...balancer, LoadBalancerArn: `far:${index}`, VpcId: "vpc-2" }));
    const interfaces = Array.from({ length: 450 }, (_, index) => ({
      NetworkInterfaceId: `eni-${index}`,
      Description: "aws-K8S-i",
      TagSet: [{ Key: "node.k8s.amazonaws.com/instance_id", Value: `i-${index}` }],
    }));
    const { aws } = fakeAws({
      "elbv2 describe-load-balancers": { LoadBalancers: [...many, ...far] },
      "elbv2 describe-tags": { TagDescriptions: [] },
      "ec2 describe-network-interfaces": { NetworkInterfaces: interfaces },
    });
    await previewClear(
      clearing((words) => {
        asked.push([...words]);
        return aws(words);
      }, "sweep"),
    );
    const arns = asked
      .filter(([, operation]) => operation === "describe-tags")
      .map((words) => words.filter((word) => /^(arn|far):/.test(word)));
    expect(arns.map(({ length }) => length)).to.deep.equal([20, 20, 5]);
    expect(arns.flat()).to.deep.equal(many.map(({ LoadBalancerArn }) => LoadBalancerArn));
    const values = asked.filter((words) => words.join(" ").includes("instance-id")).map((words) => JSON.parse(words.at(-1)!).Values.length);
    expect(values).to.deep.equal([200, 200, 50]);
  });

  it("waits for an interface that is still attached, and does not delete it", async () => {
    const leaked = {
      NetworkInterfaceId: "eni-1",
      VpcId: "vpc-1",
      Description: "aws-K8S-i-1",
      Status: "in-use",
      TagSet: [{ Key: "cluster.k8s.amazonaws.com/name", Value: "shop" }],
    };
    const { aws, changes } = fakeAws({ "ec2 describe-network-interfaces": { NetworkInterfaces: [leaked] } });
    expect(await clear(clearing(aws, "sweep"), false)).to.deep.equal(["network interface eni-1: state in-use"]);
    expect(changes).to.deep.equal([]);
  });

  it("goes on without a kind that it may not list, and without AWS altogether, with a warning", async () => {
    const refused = fakeHost();
    const { aws } = fakeAws({ "elb describe-load-balancers": fails("AccessDenied", "not authorized to perform DescribeLoadBalancers") });
    expect(await clearAws(clearing(aws, "drain", refused), false)).to.deep.equal([]);
    expect(refused.said).to.deep.equal([
      "Warning: cannot look for classic load balancers that the cluster left behind: not authorized to perform DescribeLoadBalancers",
    ]);

    const alone = fakeHost();
    const absent = fakeAws({ "elbv2 describe-load-balancers": fails("Unavailable", "the command aws is not there") });
    expect(await clearAws(clearing(absent.aws, "drain", alone), false)).to.equal(undefined);
    expect(alone.said).to.have.length(1);
    expect(alone.said[0]).to.contain("Warning: cannot ask AWS what shop left behind (the command aws is not there)");
  });

  it("says what is left in AWS also where the volumes cannot be listed then", async () => {
    const { aws } = fakeAws({
      "ec2 describe-security-groups": { SecurityGroups: [group] },
      "ec2 delete-security-group": fails("UnauthorizedOperation", "You are not authorized"),
      "ec2 describe-volumes": fails("Unavailable", "Token has expired"),
    });
    expect(await clearAws(clearing(aws), false)).to.deep.equal(["security group k8s-shop: You are not authorized"]);
  });

  it("names volumes and snapshots of claims, the first ones, and deletes none", async () => {
    const Tags = [
      { Key: "ebs.csi.aws.com/cluster", Value: "true" },
      { Key: "kubernetes.io/cluster/shop", Value: "owned" },
    ];
    const Snapshots = Array.from({ length: 30 }, (_, index) => ({ SnapshotId: `snap-${index}`, Tags: index < 21 ? Tags : [] }));
    const { aws, changes } = fakeAws({
      "ec2 describe-volumes": { Volumes: [{ VolumeId: "vol-1", Tags, State: "available" }] },
      "ec2 describe-snapshots": () => ({ Snapshots }),
    });
    const host = fakeHost();
    expect(await clearAws(clearing(aws, "sweep", host), false)).to.deep.equal([]);
    expect(host.said).to.include("keep volume vol-1 of a claim of shop: delete it yourself if its data is of no use");
    expect(host.said).to.include("keep snapshot snap-0 of a claim of shop: delete it yourself if its data is of no use");
    expect([host.said.length, host.said.at(-1)]).to.deep.equal([21, "keep 2 more volumes and snapshots of shop"]);
    expect(changes).to.deep.equal([]);
  });
});

import { expect } from "chai";
import { cleanUp, previewCleanup, protectedLoadBalancers } from "../../../../components/lifecycle/drain/aws/cleanup";
import type { Aws } from "../../../../components/lifecycle/drain/aws/cli";
import type { Phase } from "../../../../components/lifecycle/drain/aws/ownership";
import { cleanUpAws } from "../../../../components/lifecycle/drain/drain";
import { DrainError } from "../../../../components/lifecycle/drain/types";
import { fails, fakeAwsCli, fakeRuntime, minutes } from "./fake-aws";

const tag = { Key: "elbv2.k8s.aws/cluster", Value: "shop" };
const balancer = { LoadBalancerArn: "arn:lb", LoadBalancerName: "k8s-shop", VpcId: "vpc-1" };
const group = { GroupId: "sg-1", GroupName: "k8s-shop", VpcId: "vpc-1", Tags: [tag] };
const tags = { TagDescriptions: [{ ResourceArn: "arn:lb", Tags: [tag] }] };

/** The remaining resources, when every kind could be listed. */
async function clear(...args: Parameters<typeof cleanUp>): Promise<readonly string[]> {
  const { left, unlisted } = await cleanUp(...args);
  expect(unlisted).to.deep.equal([]);
  return left;
}

describe("cleanUp", () => {
  const clearing = (aws: Aws, phase: Phase = "drain", runtime = fakeRuntime()) => ({
    aws,
    scope: { clusterName: "shop", region: "eu-west-1", vpcId: "vpc-1" },
    phase,
    runtime,
    wait: minutes(20),
  });

  it("waits for running controllers, and removes nothing if they finish in time", async () => {
    let looks = 0;
    const balancers = () => ({ LoadBalancers: looks++ < 5 ? [balancer] : [] });
    const { aws, changes } = fakeAwsCli({ "elbv2 describe-load-balancers": balancers, "elbv2 describe-tags": tags });
    const runtime = fakeRuntime();
    expect(await clear(clearing(aws, "drain", runtime), true)).to.deep.equal([]);
    expect(changes).to.deep.equal([]);
    expect(runtime.printed).to.deep.equal(["Waiting for controllers to delete load balancer k8s-shop"]);
  });

  it("removes resources that controllers did not remove within three minutes", async () => {
    const there = { balancer: true };
    const { aws, changes } = fakeAwsCli({
      "elbv2 describe-load-balancers": () => ({ LoadBalancers: there.balancer ? [balancer] : [] }),
      "elbv2 describe-tags": tags,
      "elbv2 delete-load-balancer": () => {
        there.balancer = false;
      },
    });
    const runtime = fakeRuntime();
    expect(await clear(clearing(aws, "drain", runtime), true)).to.deep.equal([]);
    expect(changes).to.deep.equal(["elbv2 delete-load-balancer --load-balancer-arn arn:lb"]);
    expect(runtime.now()).to.equal(3 * 60_000);
  });

  it("retries while a resource is in use, and reports the reason on timeout", async () => {
    const { aws, changes } = fakeAwsCli({
      "ec2 describe-security-groups": { SecurityGroups: [group] },
      "ec2 delete-security-group": fails("DependencyViolation", "resource sg-1 has a dependent object"),
    });
    const runtime = fakeRuntime();
    expect(await clear(clearing(aws, "drain", runtime), false)).to.deep.equal([
      "security group k8s-shop: resource sg-1 has a dependent object",
    ]);
    expect(changes.length).to.be.greaterThan(300);
    expect(runtime.now()).to.equal(20 * 60_000);
  });

  it("does not wait when retrying is useless", async () => {
    const { aws, changes } = fakeAwsCli({
      "ec2 describe-security-groups": { SecurityGroups: [group] },
      "ec2 delete-security-group": fails("UnauthorizedOperation", "You are not authorized"),
    });
    const runtime = fakeRuntime();
    expect(await clear(clearing(aws, "drain", runtime), false)).to.deep.equal(["security group k8s-shop: You are not authorized"]);
    expect([changes.length, runtime.now()]).to.deep.equal([1, 0]);
  });

  it("removes rules only from the cluster's own groups, and names rules of other groups that refer to a leftover group", async () => {
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
    const { aws, changes } = fakeAwsCli({
      "ec2 describe-security-groups": { SecurityGroups: [group, cluster, database] },
      "ec2 delete-security-group": fails("DependencyViolation", "in use"),
    });
    const left = await clear({ ...clearing(aws), wait: minutes(0) }, false);
    expect(left).to.deep.equal([
      "security group k8s-shop: in use; it is referenced by rules of database (sg-3), which do not belong to the cluster",
    ]);
    const narrowed = [{ IpProtocol: "tcp", FromPort: 80, ToPort: 80, UserIdGroupPairs: [{ GroupId: "sg-1" }] }];
    expect(changes).to.deep.equal([
      `ec2 revoke-security-group-ingress --group-id sg-2 --ip-permissions ${JSON.stringify(narrowed)}`,
      "ec2 delete-security-group --group-id sg-1",
    ]);
  });

  it("keeps the previous list of a kind that cannot be listed once", async () => {
    const there = { balancer: true };
    let looks = 0;
    const { aws, changes } = fakeAwsCli({
      "elbv2 describe-load-balancers": () => {
        if (++looks > 1 && looks < 4) fails("Throttling", "Rate exceeded")();
        return { LoadBalancers: there.balancer ? [balancer] : [] };
      },
      "elbv2 describe-tags": tags,
      "elbv2 delete-load-balancer": () => {
        there.balancer = false;
      },
    });
    const runtime = fakeRuntime();
    expect(await clear(clearing(aws, "drain", runtime), false)).to.deep.equal([]);
    expect(looks).to.equal(4);
    expect(changes).to.deep.equal(["elbv2 delete-load-balancer --load-balancer-arn arn:lb"]);
    expect(runtime.printed.filter((line) => line.startsWith("Warning"))).to.deep.equal([]);
  });

  it("does not wait for the groups of a load balancer that cannot be deleted", async () => {
    const { aws, changes } = fakeAwsCli({
      "elbv2 describe-load-balancers": { LoadBalancers: [balancer] },
      "elbv2 describe-tags": tags,
      "elbv2 delete-load-balancer": fails("OperationNotPermitted", "deletion protection is enabled"),
      "ec2 describe-security-groups": { SecurityGroups: [group] },
    });
    const runtime = fakeRuntime();
    expect(await clear(clearing(aws, "drain", runtime), false)).to.deep.equal([
      "load balancer k8s-shop: deletion protection is enabled",
      "security group k8s-shop: still there",
    ]);
    expect([changes.length, runtime.now()]).to.deep.equal([1, 0]);
  });

  it("keeps nodes while load balancers are deleted, and the other way round", async () => {
    const asked = async (phase: Phase) => {
      const words: string[] = [];
      const { aws: empty } = fakeAwsCli({});
      const aws: Aws = async (command) => {
        words.push(command.slice(0, 2).join(" "));
        return empty(command);
      };
      await clear(clearing(aws, phase), false);
      return words;
    };
    const [drain, nodes] = [await asked("drain"), await asked("nodes")];
    expect(drain).to.include("elbv2 describe-load-balancers").and.not.include("ec2 describe-instances");
    expect(nodes).to.include("ec2 describe-instances").and.not.include("elbv2 describe-load-balancers");
    expect(nodes.filter((command) => drain.includes(command))).to.deep.equal([]);
    expect(await asked("sweep")).to.include.members([...drain, ...nodes]);
  });

  it("does not delete a load balancer with deletion protection, and shows at once how to disable it", async () => {
    const stack = (key: string, Value: string) => [tag, { Key: key, Value }];
    const inAws =
      "`aws elbv2 modify-load-balancer-attributes --region eu-west-1 --load-balancer-arn arn:lb --attributes Key=deletion_protection.enabled,Value=false`";
    for (const [Tags, place] of [
      [stack("service.k8s.aws/stack", "shop/web"), "service.beta.kubernetes.io/aws-load-balancer-attributes of Service shop/web"],
      [stack("service.eks.amazonaws.com/stack", "shop/web"), "service.beta.kubernetes.io/aws-load-balancer-attributes of Service shop/web"],
      [stack("ingress.k8s.aws/stack", "shop/web"), "alb.ingress.kubernetes.io/load-balancer-attributes of Ingress shop/web"],
      [stack("ingress.k8s.aws/stack", "public"), "alb.ingress.kubernetes.io/load-balancer-attributes of an Ingress of the group public"],
      [stack("gateway.k8s.aws.alb/stack", "shop/web"), "LoadBalancerConfiguration (spec.loadBalancerAttributes) of Gateway shop/web"],
      [[tag], undefined],
    ] as const) {
      const { aws, changes } = fakeAwsCli({
        "elbv2 describe-load-balancers": { LoadBalancers: [balancer] },
        "elbv2 describe-tags": { TagDescriptions: [{ ResourceArn: "arn:lb", Tags }] },
        "elbv2 describe-load-balancer-attributes": { Attributes: [{ Key: "deletion_protection.enabled", Value: "true" }] },
      });
      const runtime = fakeRuntime();
      for (const [phase, lines] of [
        ["drain", await clear(clearing(aws, "drain", runtime), true)],
        ["drain", await protectedLoadBalancers(clearing(aws, "drain", runtime))],
        ["sweep", await clear(clearing(aws, "sweep", runtime), false)],
      ] as const) {
        expect(lines).to.have.length(1);
        expect(lines[0]).to.contain("load balancer k8s-shop: deletion protection is on: ").and.to.contain(inAws);
        if (place && phase === "drain") expect(lines[0]).to.contain("set deletion_protection.enabled=false in the").and.to.contain(place);
        else expect(lines[0]).to.not.contain("annotation");
      }
      expect([changes, runtime.now()]).to.deep.equal([[], 0]);
    }
  });

  it("removes roles and then the instance profiles of Karpenter, and ignores profiles that disappear meanwhile", async () => {
    const profile = {
      "kubernetes.io/cluster/shop": "owned",
      "karpenter.k8s.aws/ec2nodeclass": "default",
      "topology.kubernetes.io/region": "eu-west-1",
    };
    const Tags = Object.entries(profile).map(([Key, Value]) => ({ Key, Value }));
    let profiles = ["shop_1", "shop_2"];
    let looked = 0;
    const { aws, changes } = fakeAwsCli({
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

  it("requests tags only in its VPC, in batches of the service's limit, and filter values in batches of EC2's limit", async () => {
    const asked: string[][] = [];
    const many = Array.from({ length: 45 }, (_, index) => ({ ...balancer, LoadBalancerArn: `arn:${index}` }));
    const far = Array.from({ length: 45 }, (_, index) => ({ ...balancer, LoadBalancerArn: `far:${index}`, VpcId: "vpc-2" }));
    const interfaces = Array.from({ length: 450 }, (_, index) => ({
      NetworkInterfaceId: `eni-${index}`,
      Description: "aws-K8S-i",
      TagSet: [{ Key: "node.k8s.amazonaws.com/instance_id", Value: `i-${index}` }],
    }));
    const { aws } = fakeAwsCli({
      "elbv2 describe-load-balancers": { LoadBalancers: [...many, ...far] },
      "ec2 describe-network-interfaces": { NetworkInterfaces: interfaces },
    });
    await previewCleanup(
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

  describe("GuardDuty resources", () => {
    const Tags = [{ Key: "GuardDutyManaged", Value: "true" }];
    const endpoint = { VpcEndpointId: "vpce-1", ServiceName: "com.amazonaws.eu-west-1.guardduty-data", VpcId: "vpc-1", Tags };
    const guard = { GroupId: "sg-2", GroupName: "GuardDutyManagedSecurityGroup-vpc-1", VpcId: "vpc-1", Tags };
    const own = { GroupId: "sg-3", GroupName: "mine", VpcId: "vpc-1", Tags };

    function guarded(refusals: object[] = []) {
      let [state, groups] = ["available", [guard, own]];
      let looks = 0;
      return fakeAwsCli({
        "ec2 describe-vpc-endpoints": () => ({
          VpcEndpoints: state === "deleting" && looks++ > 1 ? [] : [{ ...endpoint, State: state }],
        }),
        "ec2 delete-vpc-endpoints": () => {
          const Unsuccessful = refusals.splice(0, 1);
          if (Unsuccessful.length === 0) state = "deleting";
          return { Unsuccessful };
        },
        "ec2 describe-security-groups": () => ({ SecurityGroups: groups }),
        "ec2 delete-security-group": () => {
          if (looks < 2) fails("DependencyViolation", "resource sg-2 has a dependent object")();
          groups = [own];
        },
      });
    }
    const inVpc = (aws: Aws, ownsVpc: boolean | undefined, phase: Phase, runtime = fakeRuntime()) => {
      const whole = clearing(aws, phase, runtime);
      return { ...whole, scope: { ...whole.scope, ownsVpc } };
    };
    const deletes = ["ec2 delete-vpc-endpoints --vpc-endpoint-ids vpce-1", "ec2 delete-security-group --group-id sg-2"];

    it("deletes the endpoint, waits, and then deletes its group, in a VPC of the stack", async () => {
      const { aws, changes } = guarded();
      expect(await clear(inVpc(aws, true, "sweep"), false)).to.deep.equal([]);
      expect(changes).to.deep.equal(deletes);
    });

    it("retries when EC2 reports a failure in a successful response", async () => {
      const { aws, changes } = guarded([{ ResourceId: "vpce-1", Error: { Code: "InternalError", Message: "try later" } }]);
      expect(await clear(inVpc(aws, true, "sweep"), false)).to.deep.equal([]);
      expect(changes).to.deep.equal([deletes[0], ...deletes]);
    });

    it("names both and deletes none in a VPC that the stack does not own, or whose owner an old state does not record", async () => {
      for (const ownsVpc of [false, undefined]) {
        const { aws, changes } = guarded();
        const runtime = fakeRuntime();
        await cleanUpAws(inVpc(aws, ownsVpc, "sweep", runtime), false, "AWS still has", "Try again.");
        expect(changes).to.deep.equal([]);
        expect(runtime.printed).to.deep.equal([
          "keep security group GuardDutyManagedSecurityGroup-vpc-1 of Amazon GuardDuty (sg-2): it monitors vpc-1, which this stack did not create",
          "keep VPC endpoint com.amazonaws.eu-west-1.guardduty-data of Amazon GuardDuty (vpce-1): it monitors vpc-1, which this stack did not create",
        ]);
      }
    });

    it("deletes neither while the cluster exists or when the VPC is unknown", async () => {
      for (const [phase, vpcId] of [
        ["drain", "vpc-1"],
        ["sweep", undefined],
      ] as const) {
        const { aws, changes } = guarded();
        const whole = inVpc(aws, true, phase);
        expect(await clear({ ...whole, scope: { ...whole.scope, vpcId } }, false)).to.deep.equal([]);
        expect(changes).to.deep.equal([]);
      }
    });
  });

  it("waits for an attached network interface and does not delete it", async () => {
    const leaked = {
      NetworkInterfaceId: "eni-1",
      VpcId: "vpc-1",
      Description: "aws-K8S-i-1",
      Status: "in-use",
      TagSet: [{ Key: "cluster.k8s.amazonaws.com/name", Value: "shop" }],
    };
    const { aws, changes } = fakeAwsCli({ "ec2 describe-network-interfaces": { NetworkInterfaces: [leaked] } });
    expect(await clear(clearing(aws, "sweep"), false)).to.deep.equal(["network interface eni-1: state in-use"]);
    expect(changes).to.deep.equal([]);
  });

  it("removes what it can list, reports at once what it cannot list, and stops", async () => {
    const refused = fakeRuntime();
    let groups = [group];
    const { aws, changes } = fakeAwsCli({
      "elb describe-load-balancers": fails("AccessDenied", "not authorized to perform DescribeLoadBalancers"),
      "ec2 describe-security-groups": () => ({ SecurityGroups: groups }),
      "ec2 delete-security-group": () => {
        groups = [];
      },
    });
    expect(await stopped(clearing(aws, "drain", refused))).to.equal(
      "These resource types could not be listed, so some of the cluster's may remain:\n" +
        "  - classic load balancers: not authorized to perform DescribeLoadBalancers\nTry again.",
    );
    expect(changes).to.deep.equal(["ec2 delete-security-group --group-id sg-1"]);
    expect(refused.printed[0]).to.equal("Warning: cannot list classic load balancers: not authorized to perform DescribeLoadBalancers");
    expect(refused.now()).to.equal(0);
  });

  it("reports once why nothing can be listed when AWS cannot be reached", async () => {
    const runtime = fakeRuntime();
    const absent: Aws = async () => fails("NotSignedIn", "the command aws was not found")();
    const message = await stopped(clearing(absent, "sweep", runtime));
    expect(message).to.match(/ {2}- load balancers, .*log groups, volumes, snapshots: the command aws was not found\n/);
    expect(runtime.printed).to.deep.equal(["Warning: cannot list load balancers: the command aws was not found"]);
  });

  it("reports remaining resources even when volumes cannot be listed", async () => {
    const { aws } = fakeAwsCli({
      "ec2 describe-security-groups": { SecurityGroups: [group] },
      "ec2 delete-security-group": fails("UnauthorizedOperation", "You are not authorized"),
      "ec2 describe-volumes": fails("NotSignedIn", "Token has expired"),
    });
    const message = await stopped(clearing(aws));
    expect(message).to.contain("AWS still has:\n  - security group k8s-shop: You are not authorized\n");
    expect(message).to.contain("  - volumes: Token has expired\n");
  });

  it("names the first volumes and snapshots of claims, and deletes none", async () => {
    const Tags = [
      { Key: "ebs.csi.aws.com/cluster", Value: "true" },
      { Key: "kubernetes.io/cluster/shop", Value: "owned" },
    ];
    const Snapshots = Array.from({ length: 30 }, (_, index) => ({ SnapshotId: `snap-${index}`, Tags: index < 21 ? Tags : [] }));
    const { aws, changes } = fakeAwsCli({
      "ec2 describe-volumes": { Volumes: [{ VolumeId: "vol-1", Tags, State: "available" }] },
      "ec2 describe-snapshots": () => ({ Snapshots }),
    });
    const runtime = fakeRuntime();
    await cleanUpAws(clearing(aws, "sweep", runtime), false, "AWS still has", "Try again.");
    expect(runtime.printed).to.include("keep volume vol-1 of a claim of shop: delete it yourself if you do not need its data");
    expect(runtime.printed).to.include("keep snapshot snap-0 of a claim of shop: delete it yourself if you do not need its data");
    expect([runtime.printed.length, runtime.printed.at(-1)]).to.deep.equal([21, "keep 2 more of shop"]);
    expect(changes).to.deep.equal([]);
  });
});

/** The error message of a cleanup that stops. */
async function stopped(clearing: Parameters<typeof cleanUpAws>[0]): Promise<string> {
  return cleanUpAws(clearing, false, "AWS still has", "Try again.").then(
    () => expect.fail("it did not stop"),
    (error) => {
      expect(error).to.be.instanceOf(DrainError);
      return error.message;
    },
  );
}

// A fake `aws` command for tests: answers from a table and records changes.
import { type Aws, AwsError } from "../../../../components/lifecycle/drain/aws/cli";
import type { Runtime, WaitOptions } from "../../../../components/lifecycle/drain/runtime";

type Answer = unknown | ((words: readonly string[]) => unknown);

/** Responses of an empty AWS account, as the AWS CLI prints them: empty lists, never empty output. */
const nothing: Readonly<Record<string, Answer>> = {
  "elbv2 describe-load-balancers": { LoadBalancers: [] },
  "elbv2 describe-target-groups": { TargetGroups: [] },
  "elbv2 describe-tags": ([, , , ...arns]: readonly string[]) => ({ TagDescriptions: arns.map((arn) => ({ ResourceArn: arn, Tags: [] })) }),
  "elbv2 describe-load-balancer-attributes": { Attributes: [{ Key: "deletion_protection.enabled", Value: "false" }] },
  "elb describe-load-balancers": { LoadBalancerDescriptions: [] },
  "elb describe-tags": ([, , , ...names]: readonly string[]) => ({
    TagDescriptions: names.map((name) => ({ LoadBalancerName: name, Tags: [] })),
  }),
  "ec2 describe-security-groups": { SecurityGroups: [] },
  "ec2 describe-instances": { Reservations: [] },
  "ec2 describe-launch-templates": { LaunchTemplates: [] },
  "ec2 describe-network-interfaces": { NetworkInterfaces: [] },
  "ec2 describe-vpc-endpoints": { VpcEndpoints: [] },
  "ec2 describe-volumes": { Volumes: [] },
  "ec2 describe-snapshots": { Snapshots: [] },
  "fsx describe-file-systems": { FileSystems: [] },
  "iam list-instance-profiles": { InstanceProfiles: [] },
  "logs describe-log-groups": { logGroups: [] },
};

export interface FakeAwsCli {
  readonly aws: Aws;
  /** The arguments of operations that change resources. */
  readonly changes: string[];
}

/** The default identity, and a cluster in its account. */
export const account = "111122223333";
export const clusterArn = `arn:aws:eks:eu-west-1:${account}:cluster/shop`;
const identity: Readonly<Record<string, Answer>> = {
  "sts get-caller-identity": { Account: account, Arn: `arn:aws:sts::${account}:assumed-role/deployer/ci` },
};

/** @param answers responses by `service operation`, in place of an empty list; a function is called for each request and may throw */
export function fakeAwsCli(answers: Readonly<Record<string, Answer>>): FakeAwsCli {
  const changes: string[] = [];
  const aws: Aws = async (words) => {
    if (!/^(describe|get|list)-/.test(words[1]!)) changes.push(words.join(" "));
    const operation = `${words[0]} ${words[1]}`;
    const answer = operation in answers ? answers[operation] : { ...identity, ...nothing }[operation];
    return typeof answer === "function" ? answer(words) : (answer ?? null);
  };
  return { aws, changes };
}

export function fails(code: string, message = code): () => never {
  return () => {
    throw new AwsError(code, message);
  };
}

/** A runtime whose clock advances only by sleeping. */
export function fakeRuntime(env: Runtime["env"] = {}): Runtime & { readonly printed: string[] } {
  const printed: string[] = [];
  let now = 0;
  return {
    printed,
    env,
    print: (line) => printed.push(line),
    now: () => now,
    sleep: async (milliseconds) => {
      now += milliseconds;
    },
  };
}

export const minutes = (count: number): WaitOptions => ({ deadline: count * 60_000, pollMilliseconds: 3_000, speakMilliseconds: 20_000 });

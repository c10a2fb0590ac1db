import { expect } from "chai";
import { cleanUp, previewCleanup } from "../../../../components/lifecycle/drain/aws/cleanup";
import { type Aws, AwsError } from "../../../../components/lifecycle/drain/aws/cli";
import { cleanUpAws } from "../../../../components/lifecycle/drain/drain";
import { fakeRuntime, minutes } from "./fake-aws";
import { orphans } from "./orphans";

const scope = { clusterName: "shop", region: "eu-west-1", vpcId: "vpc-1", ownsVpc: true, hasFsxDriver: true };
const wait = minutes(2);

/** Every lookup, with the kinds that are unknown when it fails. */
const lookups: Readonly<Record<string, readonly string[]>> = {
  "elbv2 describe-load-balancers": ["load balancers"],
  "elbv2 describe-tags": ["load balancers", "target groups"],
  "elbv2 describe-load-balancer-attributes": ["load balancers"],
  "elbv2 describe-target-groups": ["target groups"],
  "elb describe-load-balancers": ["classic load balancers"],
  "elb describe-tags": ["classic load balancers"],
  "ec2 describe-security-groups": ["security groups"],
  "ec2 describe-instances": ["instances", "network interfaces"],
  "ec2 describe-launch-templates": ["launch templates"],
  "ec2 describe-network-interfaces": ["network interfaces"],
  "ec2 describe-vpc-endpoints": ["VPC endpoints"],
  "ec2 describe-volumes": ["volumes"],
  "ec2 describe-snapshots": ["snapshots"],
  "fsx describe-file-systems": ["FSx file systems"],
  "iam list-instance-profiles": ["instance profiles"],
  "iam get-instance-profile": ["instance profiles"],
  "logs describe-log-groups": ["log groups"],
};

/** Lookups of a resource by its name. */
const byName = ["elbv2 describe-tags", "elbv2 describe-load-balancer-attributes", "elb describe-tags", "iam get-instance-profile"];

const removals = [
  "ec2 delete-launch-template",
  "ec2 delete-network-interface",
  "ec2 delete-security-group",
  "ec2 delete-vpc-endpoints",
  "ec2 terminate-instances",
  "elb delete-load-balancer",
  "elbv2 delete-load-balancer",
  "elbv2 delete-target-group",
  "iam delete-instance-profile",
  "iam remove-role-from-instance-profile",
  "logs delete-log-group",
];

const passing: Readonly<Record<string, readonly string[]>> = {
  throttling: [
    ...[
      "Throttling",
      "ThrottlingException",
      "ThrottledException",
      "RequestThrottled",
      "RequestThrottledException",
      "EC2ThrottledException",
    ],
    ...["RequestLimitExceeded", "TooManyRequestsException", "BandwidthLimitExceeded", "LimitExceededException", "SlowDown"],
    ...["PriorRequestNotComplete", "TransactionInProgressException"],
  ],
  "a failing service": [
    ...["InternalError", "InternalFailure", "InternalServerError", "ServerInternal", "ServiceUnavailable", "ServiceUnavailableException"],
    ...["Unavailable", "ServiceFailure", "500", "502", "503", "504", "RequestTimeout", "RequestTimeoutException"],
  ],
  "no network, no answer in time, or nonsense": ["NoAnswer", "Unknown"],
};

const final: readonly (readonly [code: string, message?: string])[] = [
  ...[
    "AccessDenied",
    "AccessDeniedException",
    "UnauthorizedOperation",
    "AuthorizationError",
    "NotAuthorizedException",
    "OptInRequired",
  ].map((code) => [code] as const),
  ["SubscriptionRequiredException"],
  ["ValidationError"],
  ["InvalidParameterValue"],
  ["AuthFailure"],
  ["ExpiredToken"],
  ["ExpiredTokenException"],
  ["RequestExpired"],
  ["InvalidClientTokenId"],
  ["UnrecognizedClientException"],
  ["SignatureDoesNotMatch"],
  ["NotSignedIn", "Token has expired and refresh failed"],
  ["NoCommand", "the command aws was not found"],
  ["Client.SomethingNew", "not authorized to perform: ec2:Describe with an explicit deny in a service control policy"],
];

/** Incomplete responses. */
const partial: Readonly<Record<string, readonly unknown[]>> = {
  "elbv2 describe-load-balancers": [[null], [{}], [{ LoadBalancerArn: "arn:lb" }], [{ LoadBalancerName: "web", VpcId: "vpc-1" }]].map(
    (LoadBalancers) => ({ LoadBalancers }),
  ),
  "elbv2 describe-tags": [[], [null], [{ ResourceArn: "arn:lb" }], [{ ResourceArn: "arn:lb", Tags: "none" }]].map((TagDescriptions) => ({
    TagDescriptions,
  })),
  "elbv2 describe-load-balancer-attributes": [[], [{ Key: "idle_timeout.timeout_seconds", Value: "60" }]].map((Attributes) => ({
    Attributes,
  })),
  "elbv2 describe-target-groups": [[null], [{ TargetGroupName: "web", VpcId: "vpc-1" }]].map((TargetGroups) => ({ TargetGroups })),
  "elb describe-load-balancers": [[null], [{ LoadBalancerName: "classic" }], [{ VPCId: "vpc-1" }]].map((LoadBalancerDescriptions) => ({
    LoadBalancerDescriptions,
  })),
  "elb describe-tags": [[], [{ LoadBalancerName: "classic" }]].map((TagDescriptions) => ({ TagDescriptions })),
  "ec2 describe-security-groups": [[null], [{ GroupName: "web", VpcId: "vpc-1" }], [{ GroupId: "sg-1", Tags: "web" }]].map(
    (SecurityGroups) => ({ SecurityGroups }),
  ),
  "ec2 describe-instances": [[null], [{}], [{ Instances: [null] }]].map((Reservations) => ({ Reservations })),
  "ec2 describe-network-interfaces": [[null], [{ VpcId: "vpc-1" }]].map((NetworkInterfaces) => ({ NetworkInterfaces })),
  "iam list-instance-profiles": [[null], [{}]].map((InstanceProfiles) => ({ InstanceProfiles })),
  "logs describe-log-groups": [[null], [{}]].map((logGroups) => ({ logGroups })),
};

const notFound = ["LoadBalancerNotFound", "TargetGroupNotFound", "NoSuchEntity", "ResourceNotFoundException", "InvalidGroup.NotFound"];

/** Invalid responses. */
const nonsense: readonly unknown[] = [null, {}, [], "text", { LoadBalancers: null, Tags: 1 }];

type Failure = () => unknown;
const error =
  (code: string, message = `${code} was said`): Failure =>
  () => {
    throw new AwsError(code, message);
  };

/** A fake AWS on which one operation fails a number of times. */
function failing(operation: string, failure: Failure, times = Number.POSITIVE_INFINITY) {
  const fake = orphans();
  let left = times;
  const aws: Aws = async (words) => (`${words[0]} ${words[1]}` === operation && left-- > 0 ? failure() : fake.aws(words));
  return { ...fake, aws };
}

async function run(aws: Aws, runtime = fakeRuntime()) {
  const cleanup = await cleanUp({ aws, scope, phase: "sweep", runtime, wait }, false);
  return { ...cleanup, runtime };
}

/** Kinds that a cleanup reports as not listed. */
const kindsIn = (unlisted: readonly string[]) => unlisted.flatMap((line) => line.split(":")[0]!.split(", "));

describe("cleanUp: AWS failures", function () {
  this.timeout(180_000);

  it("makes only calls that are covered below", async () => {
    const asked = new Set<string>();
    const { aws, left } = orphans();
    const {
      unlisted,
      left: lines,
      kept,
    } = await run(async (words) => {
      asked.add(`${words[0]} ${words[1]}`);
      return aws(words);
    });
    expect([...asked].sort()).to.deep.equal([...Object.keys(lookups), ...removals].sort());
    expect([unlisted, lines, left()]).to.deep.equal([[], [], []]);
    expect(kept.map(({ id }) => id)).to.deep.equal(["vol-1", "snap-1", "fs-1"]);
  });

  for (const [operation, kinds] of Object.entries(lookups)) {
    it(`retries a temporary failure of ${operation} and removes everything`, async () => {
      for (const code of Object.values(passing).flat())
        for (const times of [1, 9]) {
          const { aws, left } = failing(operation, error(code), times);
          const { unlisted, left: lines } = await run(aws);
          expect([unlisted, lines, left()], `${code} ${times} times`).to.deep.equal([[], [], []]);
        }
    });

    it(`reports what is unknown when ${operation} always fails, and removes the rest`, async () => {
      for (const code of Object.values(passing).flat()) {
        const { aws, changes } = failing(operation, error(code));
        const { unlisted, runtime } = await run(aws);
        expect(kindsIn(unlisted), code).to.deep.equal(kinds);
        expect(unlisted[0], code).to.contain(code);
        expect(runtime.now(), code).to.be.within(wait.deadline - 1, wait.deadline + 20_000);
        expect(changes.length, code).to.be.at.least(6);
      }
    });

    it(`reports a permanent failure of ${operation} at once`, async () => {
      for (const [code, message] of final) {
        const { aws } = failing(operation, error(code, message));
        const { unlisted, runtime } = await run(aws);
        expect(kindsIn(unlisted), code).to.deep.equal(kinds);
        expect(unlisted[0], code).to.contain(message ?? code);
        expect(runtime.now(), code).to.be.below(10_000);
        expect(runtime.printed, code).to.include(`Warning: cannot list ${kinds[0]}: ${message ?? `${code} was said`}`);
      }
    });

    it(`does not treat an invalid response of ${operation} as empty`, async () => {
      for (const answer of nonsense) {
        const { aws } = failing(operation, () => answer);
        expect(kindsIn((await run(aws)).unlisted), JSON.stringify(answer)).to.deep.equal(kinds);
      }
    });

    it(`reports what is unknown when the response of ${operation} is incomplete`, async () => {
      for (const answer of partial[operation] ?? []) {
        const { aws } = failing(operation, () => answer);
        expect(kindsIn((await run(aws)).unlisted), JSON.stringify(answer)).to.include(lookups[operation]![0]);
      }
    });

    it(`repeats ${operation} when only its second page is throttled, and never treats the first page as complete`, async () => {
      for (const times of [1, 9, Number.POSITIVE_INFINITY]) {
        const fake = orphans();
        let left = times;
        const aws: Aws = async (words) => {
          if (words.includes("--starting-token") && left-- > 0) error("Throttling")();
          const answer = await fake.aws(words.filter((word) => !["--starting-token", "next"].includes(word)));
          const [field] = Object.entries(answer ?? {}).find(([, list]) => Array.isArray(list)) ?? [];
          if (`${words[0]} ${words[1]}` !== operation || field === undefined || words.includes("--starting-token")) return answer;
          return { [field]: [], NextToken: "next" };
        };
        const { unlisted, left: lines } = await run(aws);
        const paged = operation !== "iam get-instance-profile";
        expect(kindsIn(unlisted), `${times} times`).to.deep.equal(paged && times === Number.POSITIVE_INFINITY ? lookups[operation] : []);
        if (times !== Number.POSITIVE_INFINITY) expect([lines, fake.left()], `${times} times`).to.deep.equal([[], []]);
      }
    });

    it(`reads all pages of ${operation}`, async () => {
      const fake = orphans();
      const aws: Aws = async (words) => {
        const answer = await fake.aws(words.filter((word) => !["--starting-token", "next"].includes(word)));
        const [field, value] = Object.entries(answer ?? {}).find(([, list]) => Array.isArray(list)) ?? [];
        if (`${words[0]} ${words[1]}` !== operation || field === undefined) return answer;
        return words.includes("--starting-token") ? answer : { [field]: (value as unknown[]).slice(0, 0), NextToken: "next" };
      };
      const { unlisted, left } = await run(aws);
      expect([unlisted, left, fake.left()]).to.deep.equal([[], [], []]);
    });
  }

  for (const operation of Object.keys(lookups))
    it(`${byName.includes(operation) ? "omits resources that disappear before" : "does not trust NotFound from"} ${operation}`, async () => {
      for (const code of notFound) {
        const { aws } = failing(operation, error(code));
        expect(kindsIn((await run(aws)).unlisted), code).to.deep.equal(byName.includes(operation) ? [] : lookups[operation]);
      }
    });

  for (const operation of removals) {
    it(`retries ${operation} after a temporary failure, and reports what is left after a permanent one`, async () => {
      for (const code of Object.values(passing).flat()) {
        const { aws, left } = failing(operation, error(code), 3);
        const { unlisted, left: lines } = await run(aws);
        expect([unlisted, lines, left()], code).to.deep.equal([[], [], []]);
      }
      for (const [code, message] of final) {
        const { aws, left } = failing(operation, error(code, message));
        const { unlisted, left: lines, runtime } = await run(aws);
        expect(left(), code).not.to.deep.equal([]);
        expect(lines.join(), code).to.contain(message ?? code);
        expect(unlisted, code).to.deep.equal([]);
        expect(runtime.now(), code).to.be.below(10_000);
      }
    });
  }

  it("omits a resource that disappears from a batch, and finds the others", async () => {
    const arns = Array.from({ length: 47 }, (_, index) => `arn:${index}`);
    const gone = new Set(["arn:0", "arn:13", "arn:14", "arn:46"]);
    let there = arns;
    const batches: number[] = [];
    const { aws } = orphans({
      "elbv2 describe-load-balancers": () => ({
        LoadBalancers: there.map((arn) => ({ LoadBalancerArn: arn, LoadBalancerName: arn, VpcId: "vpc-1" })),
      }),
      "elbv2 describe-tags": ([, , , ...names]: readonly string[]) => {
        batches.push(names.length);
        if (names.some((name) => gone.has(name))) error("LoadBalancerNotFound")();
        const Tags = [{ Key: "elbv2.k8s.aws/cluster", Value: "shop" }];
        return { TagDescriptions: names.map((ResourceArn) => ({ ResourceArn, Tags })) };
      },
      "elbv2 delete-load-balancer": ([, , , arn]: readonly string[]) => {
        there = there.filter((each) => each !== arn);
        return null;
      },
    });
    const { unlisted, left } = await run(aws);
    expect([unlisted, left]).to.deep.equal([[], []]);
    expect(there).to.have.members([...gone]);
    expect(Math.max(...batches)).to.equal(20);
  });

  it("stops in time when every response is slow, and never reports success for what it did not see", async () => {
    for (const seconds of [1, 20, 90]) {
      const runtime = fakeRuntime();
      const fake = orphans();
      const aws: Aws = async (words, options) => {
        const late = seconds * 1000 > (options?.timeoutMilliseconds ?? Number.POSITIVE_INFINITY);
        await runtime.sleep(late ? options!.timeoutMilliseconds! : seconds * 1000);
        if (late) error("NoAnswer", "no answer in time")();
        return fake.aws(words);
      };
      const { unlisted, left } = await run(aws, runtime);
      if (fake.left().length > 0) expect(unlisted.length + left.length, `${seconds} seconds`).to.be.greaterThan(0);
    }
  });

  it("stops drain, sweep and their dry runs with the kind and the reason", async () => {
    const { aws } = failing("elb describe-load-balancers", error("AccessDenied"));
    for (const phase of ["drain", "sweep"] as const) {
      const clearing = { aws, scope, phase, runtime: fakeRuntime(), wait };
      const stopped = await cleanUpAws(clearing, false, "AWS still has", "Try again.").catch((reason) => reason.message);
      expect(stopped).to.contain("  - classic load balancers: AccessDenied was said\n");
      expect((await previewCleanup(clearing)).unlisted).to.deep.equal(["classic load balancers: AccessDenied was said"]);
    }
  });
});

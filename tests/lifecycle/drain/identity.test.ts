import { expect } from "chai";
import fc from "fast-check";
import type { Aws } from "../../../components/lifecycle/drain/aws/cli";
import { drain, drainNodes, previewDrain, previewDrainNodes } from "../../../components/lifecycle/drain/drain";
import { previewSweep, sweep } from "../../../components/lifecycle/drain/sweep";
import { DrainError } from "../../../components/lifecycle/drain/types";
import { account, clusterArn, fails, fakeAwsCli, fakeRuntime } from "./aws/fake-aws";

const inputs = { clusterName: "shop", clusterArn, region: "eu-west-1", vpcId: "vpc-1", timeoutMinutes: 5, kubeconfig: "{}" };
const other = { Account: "222222222222", Arn: "arn:aws:iam::222222222222:user/kim" };

/** Every operation that looks up a cluster's resources in AWS. */
const callers: Readonly<Record<string, (given: typeof inputs, aws: Aws, runtime: ReturnType<typeof fakeRuntime>) => Promise<unknown>>> = {
  drain: (given, aws, runtime) => drain(given, aws, runtime),
  sweep: (given, aws, runtime) => sweep(given, aws, runtime),
  "drain of nodes": (given, aws, runtime) => drainNodes(given, aws, runtime),
  "dry run of a drain": (given, aws, runtime) => previewDrain(given, aws, runtime),
  "dry run of a drain of nodes": (given, aws, runtime) => previewDrainNodes(given, aws, runtime),
  "dry run of a sweep": (given, aws, runtime) => previewSweep(given, aws, runtime),
};

/** Runs an operation against a fake AWS that only returns an identity: any other request fails the test. */
async function run(call: keyof typeof callers, given: Partial<typeof inputs>, identity: unknown) {
  const asked: string[] = [];
  const { aws } = fakeAwsCli({ "sts get-caller-identity": identity });
  const runtime = fakeRuntime();
  const only: Aws = (words) => {
    asked.push(words.join(" "));
    return aws(words);
  };
  const error = await callers[call]!({ ...inputs, ...given }, only, runtime).then(
    () => undefined,
    (reason) => reason,
  );
  return { error, asked, printed: runtime.printed, waited: runtime.now() };
}

describe("verifyAccount", () => {
  for (const call of Object.keys(callers)) {
    it(`stops the ${call} in another account, names both accounts, and makes no other request`, async () => {
      const { error, asked, printed } = await run(call, {}, other);
      expect(error).to.be.instanceOf(DrainError);
      expect(error.message)
        .to.contain(
          `AWS is signed in to account 222222222222 (${other.Arn}), but the cluster shop is in account ${account} (${clusterArn})`,
        )
        .and.to.contain("Nothing was listed or deleted");
      expect(asked).to.deep.equal(["sts get-caller-identity"]);
      expect(printed).to.deep.equal([]);
    });

    it(`stops the ${call} at once without valid credentials`, async () => {
      for (const message of [
        "Unable to locate credentials. You can configure credentials by running aws configure.",
        "An error occurred (ExpiredToken) when calling the GetCallerIdentity operation: The security token included in the request is expired",
        "Error loading SSO Token: Token for shop does not exist",
        "The config profile (dev) could not be found",
        "the command aws was not found",
      ]) {
        const { error, asked, waited } = await run(call, {}, fails(message.includes("not there") ? "NoCommand" : "NotSignedIn", message));
        expect(error, message).to.be.instanceOf(DrainError);
        expect(error.message).to.contain(`Cannot verify that the AWS credentials are for account ${account}`).and.to.contain(message);
        expect([asked, waited]).to.deep.equal([["sts get-caller-identity"], 0]);
      }
    });

    it(`stops the ${call} for a state of an older release, which records no account`, async () => {
      const { error, asked } = await run(call, { clusterArn: undefined }, other);
      expect(error).to.be.instanceOf(DrainError);
      expect(error.message)
        .to.contain("The state does not contain the AWS account of the cluster shop")
        .and.to.contain("Run `pulumi up` once");
      expect(asked).to.deep.equal([]);
    });

    it(`stops the ${call} on an invalid response`, async () => {
      for (const answer of [null, {}, { Account: "" }, { Account: 1 }]) {
        const { error, asked } = await run(call, {}, answer);
        expect(error, JSON.stringify(answer)).to.be.instanceOf(DrainError);
        expect(asked).to.deep.equal(["sts get-caller-identity"]);
      }
    });

    it(`stops the ${call} when the cluster is in another region than the settings`, async () => {
      const { error, asked } = await run(call, { region: "us-east-2" }, other);
      expect(error.message).to.contain("The cluster shop is in eu-west-1").and.to.contain("but the settings say us-east-2");
      expect(asked).to.deep.equal([]);
    });
  }

  it("retries a throttled STS for two minutes", async () => {
    const { error, asked, waited } = await run("sweep", {}, fails("Throttling", "Rate exceeded"));
    expect(error).to.be.instanceOf(DrainError);
    expect(error.message).to.contain("Rate exceeded");
    expect(asked.length).to.be.greaterThan(10);
    expect(waited).to.be.within(110_000, 120_000);
  });

  it("accepts only the cluster's own account, for any identity ARN", async () => {
    const accounts = fc.stringMatching(/^\d{12}$/);
    const partitions = fc.constantFrom("aws", "aws-cn", "aws-us-gov");
    await fc.assert(
      fc.asyncProperty(accounts, accounts, partitions, fc.boolean(), async (mine, theirs, partition, same) => {
        const arn = `arn:${partition}:eks:eu-west-1:${mine}:cluster/shop`;
        const signedIn = same ? mine : theirs;
        const { asked } = await run("sweep", { clusterArn: arn }, { Account: signedIn, Arn: "arn" });
        expect(asked.length > 1).to.equal(signedIn === mine);
      }),
      { numRuns: 50 },
    );
  });
});

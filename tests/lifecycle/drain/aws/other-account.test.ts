import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { removalFailures } from "../../../../components/lifecycle/drain/addon-guard";
import type { Aws } from "../../../../components/lifecycle/drain/aws/cli";
import { drain } from "../../../../components/lifecycle/drain/drain";
import { verifyAccount } from "../../../../components/lifecycle/drain/identity";
import { sweep } from "../../../../components/lifecycle/drain/sweep";
import { DrainError } from "../../../../components/lifecycle/drain/types";
import { account, clusterArn, fails, fakeAwsCli, fakeRuntime, minutes } from "./fake-aws";
import { orphans } from "./orphans";

const inputs = { clusterName: "shop", clusterArn, region: "eu-west-1", vpcId: "vpc-1", ownsVpc: true, timeoutMinutes: 2 };
const theirs = { Account: "222222222222", Arn: "arn:aws:iam::222222222222:user/kim" };
const gone = { "eks describe-cluster": fails("ResourceNotFoundException") };
const outcome = (run: Promise<unknown>) =>
  run.then(
    () => undefined,
    (error) => error,
  );

describe("sweep: another AWS account", () => {
  const foreign = {
    "which is empty": () => fakeAwsCli({ ...gone, "sts get-caller-identity": theirs }),
    "which contains the same orphans of a cluster with the same name": () => orphans({ ...gone, "sts get-caller-identity": theirs }),
  };
  for (const [what, fakeCli] of Object.entries(foreign))
    it(`changes nothing and reports no success when the account changes while it waits, to one ${what}`, async () => {
      for (const pause of [1, 2, 3]) {
        const runtime = fakeRuntime();
        let pauses = 0;
        const sleep = (milliseconds: number) => {
          pauses++;
          return runtime.sleep(milliseconds);
        };
        let refusals = 6; // so that the sweep waits several times
        const mine = orphans({ ...gone, "ec2 delete-security-group": () => (refusals-- > 0 ? fails("DependencyViolation")() : null) });
        const other = fakeCli();
        const aws: Aws = (words) => (pauses >= pause ? other.aws(words) : mine.aws(words));
        const error = await outcome(sweep(inputs, aws, { ...runtime, sleep }));
        expect(error, `pause ${pause}`).to.be.instanceOf(DrainError);
        expect(error.message).to.contain("account 222222222222").and.to.contain(`account ${account}`);
        expect(other.changes).to.deep.equal([]);
      }
    });

  it("verifies the account once for concurrent changes, and never for lookups", async () => {
    let asked = 0;
    const identity = async () => {
      asked++;
      return { Account: account, Arn: "arn" };
    };
    const { aws, changes } = fakeAwsCli({ "sts get-caller-identity": identity });
    const verified = await verifyAccount(inputs, aws, fakeRuntime(), minutes(1));
    await verified.aws(["ec2", "describe-instances"]);
    expect(asked).to.equal(1);
    await Promise.all(["i-1", "i-2", "i-3"].map((id) => verified.aws(["ec2", "terminate-instances", "--instance-ids", id])));
    expect([asked, changes.length]).to.deep.equal([2, 3]);
    await verified.stillThere();
    expect(asked).to.equal(3);
  });

  it("retries a throttled STS at the end, after the deadline", async () => {
    const answers = [() => ({ Account: account, Arn: "arn" }), fails("Throttling"), () => ({ Account: account, Arn: "arn" })];
    const { aws } = fakeAwsCli({ "sts get-caller-identity": () => answers.shift()!() });
    const { stillThere } = await verifyAccount(inputs, aws, fakeRuntime(), minutes(0));
    await stillThere();
    expect(answers).to.deep.equal([]);
  });
});

describe("drain: responses of an unknown server", () => {
  async function answered(listener: RequestListener, aws: Aws, act: (kubeconfig: string, aws: Aws) => Promise<unknown>) {
    const server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const config = {
      clusters: [{ name: "shop", cluster: { server: `http://127.0.0.1:${port}` } }],
      users: [{ name: "shop", user: { token: "none" } }],
      contexts: [{ name: "shop", context: { cluster: "shop", user: "shop" } }],
      "current-context": "shop",
    };
    try {
      return await outcome(act(JSON.stringify(config), aws));
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  it("shows the response in one line of the error, with control characters escaped", async () => {
    for (const status of [401, 403])
      for (const body of ["no\n\u001b[2Jaccess", JSON.stringify({ message: "no\n\u001b[2Jaccess" }), "null", ""]) {
        const error = await answered(
          (_request, response) => response.writeHead(status).end(body),
          fakeAwsCli({}).aws,
          (kubeconfig, aws) => drain({ ...inputs, kubeconfig }, aws, fakeRuntime()),
        );
        expect(error, `${status} ${body}`).to.be.instanceOf(DrainError);
        expect(error.message).to.match(/^The API server of shop denied access: .* Sign in to AWS in eu-west-1 .*$/);
        if (body.includes("access")) expect(error.message).to.contain("no\\n\\u001b[2Jaccess");
      }
  });
});

describe("removalFailures: unreachable API server", () => {
  const olds = {
    ...inputs,
    existing: false,
    operators: ["keda"],
    objects: [],
    kubeconfig: JSON.stringify({
      clusters: [{ name: "shop", cluster: { server: "https://127.0.0.1:1" } }],
      users: [{ name: "shop", user: { token: "none" } }],
      contexts: [{ name: "shop", context: { cluster: "shop", user: "shop" } }],
      "current-context": "shop",
    }),
  };
  const guard = async (identity: unknown, given: object = olds) => {
    const runtime = fakeRuntime();
    const { aws } = fakeAwsCli({ ...gone, "sts get-caller-identity": identity });
    return { failures: await removalFailures(given, { operators: [], objects: [] }, aws, runtime), printed: runtime.printed.join("\n") };
  };

  it("rejects another account, which does not prove that the cluster is deleted", async () => {
    const { failures, printed } = await guard(theirs);
    expect(failures.join()).to.match(/^AWS is signed in to account 222222222222 .* but the cluster shop is in account 111122223333/);
    expect(printed).to.equal("");
  });

  it("warns that the state is unknown when the account is unknown", async () => {
    for (const [identity, given] of [
      [fails("NotSignedIn", "Unable to locate credentials"), olds],
      [{}, olds],
      [theirs, { ...olds, clusterArn: undefined }],
    ] as const) {
      const { failures, printed } = await guard(identity, given);
      expect(failures).to.deep.equal([]);
      expect(printed).to.match(/^Warning: cannot list the objects .*(Cannot verify that|The state does not contain)/);
      expect(printed).not.to.contain("no longer exists in EKS");
    }
  });

  it("warns that the cluster is deleted only in the cluster's own account", async () => {
    expect((await guard({ Account: account, Arn: "arn" })).printed).to.contain("The cluster shop no longer exists in EKS");
  });
});

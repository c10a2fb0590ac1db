import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import { UsageError } from "../../plan/cli/arguments";
import { argumentsOf } from "../../scripts/drain-arguments";
import { clusterArnInState } from "../../scripts/drain-state";
import { stackPath } from "../harness/mocks/stacks";

const root = path.join(__dirname, "../..");

/** Runs the command on a stack of the fixtures without an `aws` command, so that it reaches no account. */
function drain(stack: string, ...args: readonly string[]) {
  const command = ["--require", "./register.cjs", "scripts/drain.ts", stack, "--config", stackPath(stack), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, PATH: "" },
  });
  return { status, stdout, stderr: stderr.trim() };
}

describe("npm run drain", function () {
  this.timeout(180_000);

  it("accepts one stack and few flags", () => {
    expect(argumentsOf(["dev", "--dry-run", "--timeout-minutes", "5"])).to.deep.equal({
      stack: "dev",
      dryRun: true,
      nodes: false,
      minutes: 5,
    });
    expect(argumentsOf(["dev", "--nodes"])?.nodes).to.equal(true);
    expect(argumentsOf(["dev", "--config", "other.yaml"])?.config).to.equal("other.yaml");
    for (const [args, message] of [
      [[], "one stack must be named: npm run drain -- <stack>"],
      [["dev", "production"], "one stack must be named"],
      [["dev", "--force"], "Unknown option '--force'"],
      [["dev", "--account", "shop"], "--account: expected an account id of 12 digits, found shop"],
      [["dev", "--timeout-minutes", "soon"], "--timeout-minutes: expected a whole number from 1, found soon"],
    ] as const) {
      expect(() => argumentsOf(args)).to.throw(UsageError, message);
    }
  });

  it("rejects a cluster that the stack does not own", () => {
    const { status, stderr } = drain("existing-cluster", "--dry-run");
    expect(status, stderr).to.equal(2);
    expect(stderr).to.contain("existing-cluster.yaml: eks-blueprints:cluster.existing: the stack does not own the cluster");
  });

  it("makes no lookup when the cluster's account is unknown", () => {
    const { status, stderr } = drain("dev");
    expect([status, stderr]).to.deep.equal([
      1,
      "Cannot determine the AWS account of the cluster eks-blueprints-dev: the state of stack dev cannot be read: the command pulumi was not found. " +
        "Set it: npm run drain -- dev --account 111122223333",
    ]);
  });

  it("exits with status 1 when AWS cannot be reached", () => {
    const { status, stderr } = drain("dev", "--account", "111122223333");
    expect([status, stderr]).to.deep.equal([
      1,
      "Cannot verify that the AWS credentials are for account 111122223333 of the cluster eks-blueprints-dev: the command aws was not found. " +
        "Nothing was listed or deleted. Sign in to AWS and run this again.",
    ]);
  });
});

describe("clusterArnInState", () => {
  const arn = "arn:aws:eks:eu-west-1:111122223333:cluster/shop";
  const directory = mkdtempSync(path.join(tmpdir(), "pulumi-"));
  const original = process.env.PATH;
  beforeEach(() => {
    process.env.PATH = `${directory}${path.delimiter}${original}`;
  });
  afterEach(() => {
    process.env.PATH = original;
  });
  after(() => rmSync(directory, { recursive: true }));

  /** A fake `pulumi` command whose stack has the given resources. */
  function pulumi(resources: readonly object[], script = `cat '${directory}/state'`): void {
    writeFileSync(path.join(directory, "state"), JSON.stringify({ version: 3, deployment: { resources } }));
    writeFileSync(path.join(directory, "pulumi"), `#!/bin/sh\n${script}\n`);
    chmodSync(path.join(directory, "pulumi"), 0o755);
  }

  it("reads the ARN from the cluster, in states of every release", () => {
    pulumi([
      { type: "aws:eks/cluster:Cluster", outputs: { name: "other", arn: "arn:aws:eks:eu-west-1:222222222222:cluster/other" } },
      { type: "aws:eks/cluster:Cluster", outputs: { name: "shop", arn } },
    ]);
    expect(clusterArnInState(root, "dev", "shop")).to.equal(arn);
  });

  it("reads the ARN from the sweep after the cluster is deleted, and finds none elsewhere", () => {
    pulumi([{ type: "pulumi-nodejs:dynamic/eks-blueprints:Sweep", inputs: { clusterName: "shop", clusterArn: arn } }]);
    expect(clusterArnInState(root, "dev", "shop")).to.equal(arn);
    expect(clusterArnInState(root, "dev", "other")).to.equal(undefined);
    pulumi([]);
    expect(clusterArnInState(root, "dev", "shop")).to.equal(undefined);
  });

  it("reports why the state cannot be read", () => {
    pulumi([], "echo 'error: no stack named dev found' >&2; exit 255");
    expect(() => clusterArnInState(root, "dev", "shop")).to.throw("error: no stack named dev found");
  });
});

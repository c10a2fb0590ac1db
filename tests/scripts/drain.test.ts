import { spawnSync } from "node:child_process";
import * as path from "node:path";
import { expect } from "chai";
import { UsageError } from "../../plan/cli/arguments";
import { argumentsOf } from "../../scripts/drain-arguments";

const root = path.join(__dirname, "../..");

/** Runs the command where there is no `aws`, so that it reaches nobody. */
function drain(...args: readonly string[]) {
  const command = ["--require", "./register.cjs", "scripts/drain.ts", ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, PATH: "" },
  });
  return { status, stdout, stderr: stderr.trim() };
}

describe("the command drain", function () {
  this.timeout(60_000);

  it("takes one stack, and few flags", () => {
    expect(argumentsOf(["dev", "--dry-run", "--timeout-minutes", "5"])).to.deep.equal({
      stack: "dev",
      dryRun: true,
      nodes: false,
      minutes: 5,
    });
    expect(argumentsOf(["dev", "--nodes"])?.nodes).to.equal(true);
    for (const [args, said] of [
      [[], "one stack must be named: npm run drain -- <stack>"],
      [["dev", "production"], "one stack must be named"],
      [["dev", "--force"], "Unknown option '--force'"],
      [["dev", "--timeout-minutes", "soon"], "--timeout-minutes: expected a whole number from 1, found soon"],
    ] as const) {
      expect(() => argumentsOf(args)).to.throw(UsageError, said);
    }
  });

  it("refuses a cluster that the stack does not own", () => {
    const { status, stderr } = drain("existing-cluster", "--dry-run");
    expect(status, stderr).to.equal(2);
    expect(stderr).to.contain("Pulumi.existing-cluster.yaml: eks-blueprints:cluster.existing: the stack does not own the cluster");
  });

  it("says with status 1 that AWS cannot be asked", () => {
    const { status, stderr } = drain("dev");
    expect([status, stderr]).to.deep.equal([1, "AWS does not say where the cluster eks-blueprints-dev is: the command aws is not there"]);
  });
});

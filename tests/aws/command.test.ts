import { spawnSync } from "node:child_process";
import * as path from "node:path";
import { expect } from "chai";
import * as emulator from "./emulator";
import { aws, reset } from "./setup";

function drain(...args: readonly string[]) {
  const command = ["--require", "./register.cjs", "scripts/drain.ts", "dev", ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: path.join(__dirname, "../.."), encoding: "utf8" });
  return { status, lines: `${stdout}${stderr}`.trim().split("\n") };
}

describe("npm run drain on moto", () => {
  const tags = { "elbv2.k8s.aws/cluster": "eks-blueprints-dev" };
  beforeEach(reset);

  it("removes the orphans of a deleted cluster after a dry run listed them", async () => {
    const network = await emulator.createNetwork(0);
    await emulator.createTargetGroup(network, "k8s-web", tags);
    await emulator.createTargetGroup(network, "own", { owner: "somebody" });
    const gone = "The cluster eks-blueprints-dev does not exist in eu-west-1; searching for its remaining AWS resources";
    expect(drain("--dry-run")).to.deep.equal({
      status: 0,
      lines: [gone, "A drain of eks-blueprints-dev would:", "  - remove target group k8s-web from AWS"],
    });
    expect(drain()).to.deep.equal({ status: 0, lines: [gone, "Removing target group k8s-web"] });
    expect(await emulator.remaining("elbv2", "describe-target-groups", "TargetGroups[].TargetGroupName")).to.deep.equal(["own"]);
    expect(drain("--dry-run")).to.deep.equal({ status: 0, lines: [gone, "A drain of eks-blueprints-dev would find nothing to remove"] });
  });

  it("exits with status 1 and a hint when the cluster exists but does not respond", async () => {
    const { subnetIds } = await emulator.createNetwork(0);
    const words = ["--role-arn", "arn:aws:iam::123456789012:role/eks", "--resources-vpc-config", `subnetIds=${subnetIds.join(",")}`];
    await aws(["eks", "create-cluster", "--name", "eks-blueprints-dev", ...words]);
    const { status, lines } = drain();
    expect(status).to.equal(1);
    expect(lines.join(" ")).to.match(/The cluster eks-blueprints-dev is ACTIVE, but .* does not answer .*EKS_BLUEPRINTS_DRAIN=skip/);
  });
});

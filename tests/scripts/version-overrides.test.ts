import { spawnSync } from "node:child_process";
import { expect } from "chai";
import { addonNames } from "../../components/addons/names";
import { compareVersions, overrideFindings } from "../../scripts/version-overrides";

function found(addons: object, cluster: object = {}, region = "eu-west-1"): string[] {
  return overrideFindings({ "aws:region": region, "eks-blueprints:cluster": cluster, "eks-blueprints:addons": addons });
}

describe("overrideFindings", () => {
  it("is empty for stack files without versions, and for pinned or newer versions", () => {
    expect(overrideFindings({ "aws:region": "eu-west-1" })).to.be.empty;
    expect(found({ coredns: true, "vpc-cni": { version: "v1.22.4-eksbuild.3" }, "kube-proxy": { version: "latest" } })).to.be.empty;
    expect(found({ coredns: { version: "v9.0.0-eksbuild.1" }, keda: { version: "99.0.0" }, velero: false })).to.be.empty;
  });

  it("reports versions older than those of any supported Kubernetes version", () => {
    expect(found({ "vpc-cni": { version: "v1.15.1-eksbuild.1" } })).to.deep.equal([
      "eks-blueprints:addons.vpc-cni.version: v1.15.1-eksbuild.1 is out of support: the oldest in use is v1.20.4-eksbuild.2; Kubernetes 1.35 gets v1.22.4-eksbuild.3",
    ]);
  });

  it("reports versions older than the pinned one", () => {
    expect(found({ "metrics-server": { version: "v0.8.1-eksbuild.14" } })[0]).to.include(
      "is behind; Kubernetes 1.35 gets v0.9.0-eksbuild.7",
    );
    expect(found({ "metrics-server": { version: "3.12.0" } }, {}, "cn-north-1")[0]).to.include(
      "3.12.0 is behind; Kubernetes 1.35 gets 3.13.1",
    );
  });

  it("reports an unknown region", () => {
    expect(overrideFindings({ "aws:region": "nowhere" })).to.deep.equal(["aws:region: nowhere is not an AWS region with EKS"]);
  });

  it("checks the Kubernetes version", () => {
    expect(found({}, { version: "1.30" })[0]).to.include("1.30 is out of support since 2026-07-23");
    expect(found({}, { version: "1.33" })[0]).to.include("1.33 is out of standard support since 2026-07-29");
  });

  it("compares versions by their numbers", () => {
    const sorted = ["v1.9.0-eksbuild.1", "v1.10.0-eksbuild.2", "v1.10.0-eksbuild.10", "v1.10.1-eksbuild.1"];
    expect([...sorted].reverse().sort(compareVersions)).to.deep.equal(sorted);
    expect(compareVersions("1.2.3", "1.2.3")).to.equal(0);
  });
});

describe("npm run versions", () => {
  const stacks = ["dev", "production", "china"].map((stack) => `tests/fixtures/state/${stack}.yaml`);

  it("names every add-on, and finds no unsupported version in the given stack files", () => {
    const { status, stdout } = spawnSync(process.execPath, ["--require", "./register.cjs", "scripts/versions.ts", ...stacks], {
      encoding: "utf8",
    });
    expect(status).to.equal(0);
    for (const name of addonNames) expect(stdout).to.match(new RegExp(`^${name} `, "m"));
    expect(stdout).to.include("nothing is out of support");
  });
});

import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import { finding } from "../../../components/util/finding";
import type { PolicyProfile } from "../../../components/util/policy-settings";
import { parseArguments } from "../../../plan/cli/arguments";
import { plan } from "../../../plan/cli/plan";
import { withPolicyFindings } from "../../../plan/report/policy-findings";
import { stackPath, stackText } from "../../harness/mocks/stacks";
import { planned } from "../resources";

const open = planned({ type: "aws:eks/cluster:Cluster", name: "shop", inputs: { vpcConfig: { endpointPrivateAccess: true } } });
const policies = (profile: PolicyProfile) => ({ settings: { profile, exceptions: {} }, today: "2026-11-30" });
const warning = finding({ rule: "eks-public-endpoint", path: "eks-blueprints:cluster.endpoint.public", message: "open", fix: "close it" });

describe("withPolicyFindings", () => {
  it("adds a finding per violation, with controls and fix", () => {
    const [found] = withPolicyFindings([open], [], policies("development")).filter(({ rule }) => rule === "eks-public-endpoint");
    expect(found).to.deep.include({ level: "advisory", urn: open.urn, message: "the API server is reachable from the whole internet" });
    expect(found!.source).to.include("CIS EKS 1.8.0 / 5.4.1");
    expect(found!.fix).to.include("`cluster.endpoint.public: false`");
  });

  it("keeps the warning about a setting in place of the same finding about its resource", () => {
    const found = withPolicyFindings([open], [warning], policies("production")).filter(({ rule }) => rule === "eks-public-endpoint");
    expect(found.map(({ path, urn, level, message }) => ({ path, urn, level, message }))).to.deep.equal([
      { path: warning.path, urn: undefined, level: "mandatory", message: "open" },
    ]);
    expect(found[0]!.source).to.include("FSBP EKS.1");
  });

  it("runs rules of the profile alone", () => {
    const ids = (profile: PolicyProfile) => withPolicyFindings([open], [], policies(profile)).map(({ rule }) => rule);
    expect(ids("production")).to.include("eks-deletion-protection");
    expect(ids("development")).to.not.include("eks-deletion-protection");
  });
});

describe("policies of the example stacks", () => {
  const reported = async (file: string) => {
    const { output, exitCode } = await plan(parseArguments(["--config", file, "--json", "--section", "findings", "--date", "2026-11-30"]));
    return { exitCode, rules: [...new Set((JSON.parse(output) as { rule: string }[]).map(({ rule }) => rule))] };
  };

  it("hold for the production stack under the production profile, with advice alone", async () => {
    expect(await reported(stackPath("production"))).to.deep.equal({ exitCode: 0, rules: ["vpc-endpoint-policy"] });
  });

  it("leave little advice for the development stack", async () => {
    const { exitCode, rules } = await reported(stackPath("dev"));
    expect(exitCode).to.equal(0);
    expect(rules).to.deep.equal(["vpc-flow-logs", "vpc-endpoint-policy", "kubernetes-default-deny"]);
  });

  it("hold after the overrides that their fixes name", async () => {
    const stack = `${stackText("minimal")}  eks-blueprints:addons: { prometheus: true }\n`;
    const overrides = [
      { type: "aws:ec2/subnet:Subnet", name: "*-public-*", set: { mapPublicIpOnLaunch: false } },
      { type: "aws:ec2/vpcEndpoint:VpcEndpoint", set: { policy: '{"Version":"2012-10-17","Statement":[]}' } },
      {
        type: "kubernetes:core/v1:Namespace",
        name: "*-monitoring-namespace",
        set: { metadata: { labels: { "pod-security.kubernetes.io/enforce": "privileged" } } },
      },
    ];
    const rulesOf = async (text: string) => {
      const file = path.join(mkdtempSync(path.join(tmpdir(), "overridden-")), "stack.yaml");
      writeFileSync(file, text);
      const fixed = ["kubernetes-pod-security-label", "vpc-endpoint-policy", "vpc-public-subnet-addresses"];
      const { output } = await plan(parseArguments(["--config", file, "--section", "findings", "--no-color"]));
      return fixed.filter((rule) => output.includes(`[${rule}]`));
    };
    expect(await rulesOf(stack)).to.have.length(3);
    expect(await rulesOf(`${stack}  eks-blueprints:overrides: ${JSON.stringify(overrides)}\n`)).to.deep.equal([]);
  });
});

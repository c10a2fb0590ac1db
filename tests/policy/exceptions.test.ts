import { expect } from "chai";
import { type Finding, finding } from "../../components/util/finding";
import type { PolicySettings } from "../../components/util/policy-settings";
import { withExceptions } from "../../policy/exceptions";

const urn = (name: string) => `urn:pulumi:dev::shop::aws:eks/cluster:Cluster::${name}`;
const found = (name: string, more: Partial<Finding> = {}): Finding =>
  finding({ rule: "eks-audit-log", level: "mandatory", urn: urn(name), message: "off", fix: "turn it on", ...more });

function applied(findings: readonly Finding[], settings: PolicySettings["exceptions"]): string[] {
  return withExceptions(findings, { settings, today: "2026-11-30", known: ["eks-audit-log", "vpc-flow-logs"] }).map(
    ({ rule, level, urn: of = "", path = "", message, exception }) =>
      `${level} ${rule} ${of.split("::").at(-1)}${path}: ${message}${exception ? ` (until ${exception.until}: ${exception.reason})` : ""}`,
  );
}

describe("withExceptions", () => {
  it("makes covered findings advisory, up to the last day", () => {
    expect(applied([found("shop")], { "eks-audit-log": { reason: "logged elsewhere", until: "2026-11-30" } })).to.deep.equal([
      "advisory eks-audit-log shop: off (until 2026-11-30: logged elsewhere)",
    ]);
  });

  it("leaves findings as they are after the last day, and reports that the exception expired", () => {
    expect(applied([found("shop")], { "eks-audit-log": { reason: "logged elsewhere", until: "2026-11-29" } })).to.deep.equal([
      "mandatory eks-audit-log shop: off",
      "advisory policy-exception eks-blueprints:policies.exceptions.eks-audit-log: the exception expired on 2026-11-29",
    ]);
  });

  it("covers the named resources alone", () => {
    const exception = { reason: "legacy", until: "2027-01-01", resources: ["old-*"] };
    expect(applied([found("old-shop"), found("new-old-shop")], { "eks-audit-log": exception })).to.deep.equal([
      "advisory eks-audit-log old-shop: off (until 2027-01-01: legacy)",
      "mandatory eks-audit-log new-old-shop: off",
    ]);
  });

  it("reports exceptions that no finding needs, and unknown rules", () => {
    const exception = { reason: "none", until: "2027-01-01" };
    expect(applied([], { "vpc-flow-logs": exception, "vpc-flow-log": exception })).to.deep.equal([
      "advisory policy-exception eks-blueprints:policies.exceptions.vpc-flow-logs: no finding needs this exception",
      "advisory policy-exception eks-blueprints:policies.exceptions.vpc-flow-log: there is no rule vpc-flow-log; did you mean vpc-flow-logs?",
    ]);
  });

  it("covers findings about settings, but not if the exception names resources", () => {
    const ofSetting = found("shop", { rule: "single-nat", level: "advisory", urn: undefined, path: "eks-blueprints:network.nat" });
    const exception = { reason: "cheap", until: "2027-01-01" };
    expect(applied([ofSetting], { "single-nat": exception })).to.deep.equal([
      "advisory single-nat eks-blueprints:network.nat: off (until 2027-01-01: cheap)",
    ]);
    expect(applied([ofSetting], { "single-nat": { ...exception, resources: ["*"] } })[0]).to.equal(
      "advisory single-nat eks-blueprints:network.nat: off",
    );
  });

  it("says nothing about exceptions for rules that are off in the profile", () => {
    const settings = { "vpc-flow-logs": { reason: "none", until: "2027-01-01" } };
    expect(withExceptions([], { settings, today: "2026-11-30", known: ["vpc-flow-logs"], evaluated: [] })).to.deep.equal([]);
  });

  it("does not cover what AWS or pulumi up would reject", () => {
    const rejected = found("shop", { rule: "aws-limit" });
    expect(applied([rejected], { "aws-limit": { reason: "none", until: "2027-01-01" } })).to.deep.equal([
      "mandatory aws-limit shop: off",
      "advisory policy-exception eks-blueprints:policies.exceptions.aws-limit: no finding needs this exception",
    ]);
  });

  it("takes names of rules and patterns as text", () => {
    expect(
      applied([found("a.b", { rule: "constructor" }), found("a+b")], {
        "eks-audit-log": { reason: "r", until: "2027-01-01", resources: ["a.b"] },
      }),
    ).to.deep.equal([
      "mandatory constructor a.b: off",
      "mandatory eks-audit-log a+b: off",
      "advisory policy-exception eks-blueprints:policies.exceptions.eks-audit-log: no finding needs this exception",
    ]);
  });
});

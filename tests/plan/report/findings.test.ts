import { expect } from "chai";
import { type Finding, finding } from "../../../components/util/finding";
import { linesOf } from "../../../plan/report/layout";
import { findingBlocks } from "../../../plan/report/sections/findings";

const ofResource = (name: string, more: Partial<Finding> = {}): Finding =>
  finding({
    rule: "ec2-imdsv2",
    urn: `urn:pulumi:dev::shop::aws:ec2/instance:Instance::${name}`,
    message: "answers IMDSv1",
    fix: "turn it off",
    ...more,
  });

function lines(...findings: Finding[]): string[] {
  return findingBlocks(findings, "advisory").flatMap((block) => linesOf(block, { width: 120, colors: false }));
}

describe("findingBlocks", () => {
  it("names the resource or setting, and what to do", () => {
    expect(lines(ofResource("a"))).to.deep.equal(["  [ec2-imdsv2] a: answers IMDSv1", "    To fix this: turn it off"]);
    expect(lines(finding({ rule: "budget", path: "eks-blueprints:budget", message: "is exceeded", fix: "" }))).to.deep.equal([
      "  [budget] eks-blueprints:budget: is exceeded",
    ]);
  });

  it("shows findings of one rule together, and at most five places", () => {
    expect(lines(..."abcdefg".split("").map((name) => ofResource(name)))).to.deep.equal([
      "  [ec2-imdsv2] answers IMDSv1",
      "    7 resources: a, b, c, d, and 3 more",
      "    To fix this: turn it off",
    ]);
  });

  it("shows different messages of one rule below each other", () => {
    expect(lines(ofResource("a"), ofResource("b", { message: "answers both" }))).to.deep.equal([
      "  [ec2-imdsv2] 2 findings:",
      "    a: answers IMDSv1",
      "    b: answers both",
      "    To fix this: turn it off",
    ]);
  });

  it("shows the reason of an exception in place of the fix", () => {
    expect(lines(ofResource("a", { exception: { reason: "replaced next week", until: "2027-01-01" } }))).to.deep.equal([
      "  [ec2-imdsv2] a: answers IMDSv1",
      "    Exception until 2027-01-01: replaced next week",
    ]);
  });

  it("escapes control characters of names and reasons", () => {
    const hostile = "\u001b[2J\nErrors";
    const shown = lines(ofResource(hostile), ofResource("b", { message: hostile, exception: { reason: hostile, until: "2027-01-01" } }));
    expect(shown.join("")).to.not.match(/\p{Cc}/u);
    expect(shown.filter((line) => line.startsWith("Errors"))).to.deep.equal([]);
  });
});

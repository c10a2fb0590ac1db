import { expect } from "chai";
import type { Finding } from "../../../components/util/finding";
import type { Comparison } from "../../../plan/diff/compare";
import { planDocument } from "../../../plan/report/json";
import { replannedText } from "../../../plan/report/watch";
import { noCost, planned } from "../resources";

const finding = (rule: string, level: Finding["level"] = "advisory"): Finding => ({
  rule,
  level,
  path: "shop:size",
  message: `${rule}!`,
  fix: "",
  source: [],
});
const comparison = (...names: string[]): Comparison => ({
  changes: names.map((name) => ({ op: "create", urn: `urn:${name}`, type: "t:m:T", name, properties: [], because: null })),
  unchanged: 1,
  deletedFirst: new Set(),
  deletedLast: [],
});

function documentOf({ findings = [], monthly = 0 }: { findings?: readonly Finding[]; monthly?: number }) {
  const cost = { ...noCost, monthly, currency: "USD" as const };
  const recording = { resources: [planned({ type: "t:m:T", name: "x" })], outputs: {}, log: [] };
  return planDocument({ project: "shop", stack: "dev", settings: null, recording, findings, cost });
}

const lines = (before: Parameters<typeof documentOf>[0], after: Parameters<typeof documentOf>[0], ...created: string[]) =>
  replannedText({ before: documentOf(before), after: documentOf(after), comparison: comparison(...created) }, "now", {
    width: 100,
    colors: false,
  }).split("\n");

describe("replannedText", () => {
  it("says that nothing changed, with the totals", () => {
    expect(lines({}, {})).to.deep.equal(["now", "  No resource changes.", "  1 resource, 0 errors, 0 warnings", ""]);
  });

  it("shows changed resources, the cost, new findings and resolved ones", () => {
    const shared = finding("both");
    const text = lines(
      { findings: [shared, finding("gone")], monthly: 10 },
      { findings: [shared, finding("new", "mandatory")], monthly: 12.5 },
      "made",
    );
    expect(text).to.include.members([
      "  + made  t:m:T  created",
      "  Cost a month in USD: 10.00 -> 12.50 (+2.50)",
      "  [new] shop:size: new!",
      "  resolved: [gone] shop:size: gone!",
      "  1 resource, 1 error, 1 warning",
    ]);
    expect(text.join("\n")).not.to.include("[both]");
  });

  it("does not call a finding about a change resolved", () => {
    expect(lines({ findings: [finding("change-guard", "mandatory")] }, {}).join("\n")).not.to.include("resolved");
  });
});

import { expect } from "chai";
import fc from "fast-check";
import { parseStackConfig } from "../../../components/environment/read-settings";
import { sectionNames } from "../../../components/settings/schema/sections";
import { bounds, excess } from "../../../components/settings/validation/bounds";
import { processorTime } from "../../harness/mocks/processor-time";
import { issuesOf, reportOf } from "../support";

function nested(levels: number): unknown {
  let value: unknown = {};
  for (let level = 0; level < levels; level++) value = { a: value };
  return value;
}

const many = (count: number, value: unknown) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`key-${i}`, value]));

const huge: Readonly<Record<string, () => unknown>> = {
  "60,000 entries": () => many(60_000, "x"),
  "60,000 items": () => Array.from({ length: 60_000 }, () => "x"),
  "60,000 nested items": () => ({ a: { b: Array.from({ length: 60_000 }, () => "x") } }),
  "many maps of many entries": () => many(1_000, many(1_000, "x")),
  "many characters": () => ({ a: "x".repeat(bounds.characters + 1) }),
  "100,000 levels": () => nested(100_000),
};

describe("settings size limits", () => {
  it("reject huge settings within two seconds in every section", () => {
    fc.assert(
      fc.property(fc.constantFrom(...sectionNames), fc.constantFrom(...Object.keys(huge)), (section, what) => {
        const input = { [section]: huge[what]!() };
        let issues: ReturnType<typeof issuesOf> = [];
        const taken = processorTime(() => {
          issues = issuesOf(input);
        });
        expect(taken).to.be.lessThan(2_000);
        expect(issues.map(({ path }) => path.startsWith(section))).to.include(true);
        expect(issues.map(({ message }) => message).join()).to.match(/expected at most \d+ (entries|items|values|characters|levels)/);
      }),
      { numRuns: 60 },
    );
  }).timeout(180_000);

  it("do not affect settings beside the huge ones", () => {
    const paths = issuesOf({ tags: many(60_000, "x"), cluster: { serviceCidr: "8.8.8.0/24" } }).map(({ path }) => path);
    expect(paths).to.deep.equal(["tags", "cluster.serviceCidr"]);
  });

  it("allow 1,000 teams and 5,000 pools", () => {
    const team = { kind: "application", createUsers: ["zoe"], quota: { pods: "10" } };
    expect(excess(many(1_000, team))).to.equal(undefined);
    expect(excess(many(5_000, { instanceTypes: ["m7g.large"], labels: { a: "b" } }))).to.equal(undefined);
  });

  it("report thousands of invalid entries in time", () => {
    const taken = processorTime(() => {
      expect(issuesOf({ teams: many(2_000, { kind: "aplication", allowIngressFrom: ["x"] }) }).length).to.be.at.least(2_000);
    });
    expect(taken).to.be.lessThan(5_000);
  });
});

/** JSON strings, as Pulumi passes structured config to a program. */
const hugeTexts: Readonly<Record<string, () => string>> = {
  "100,000 nested maps": () => `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`,
  "100,000 nested lists": () => "[".repeat(100_000) + "]".repeat(100_000),
  "2,000,000 entries": () => `{${Array.from({ length: 2_000_000 }, (_, i) => `"k${i}":1`).join()}}`,
  "2,000,000 items": () => `[${"1,".repeat(1_999_999)}1]`,
};

describe("stack config size limits", () => {
  const report = (config: Readonly<Record<string, string>>, secretKeys: readonly string[] = []) =>
    reportOf(() => parseStackConfig({ project: "shop", stack: "dev", config: { "aws:region": "eu-west-1", ...config }, secretKeys }));
  const keys = ["eks-blueprints:nodePools", "eks-blueprints:gitops", "eks-blueprints:addons", "aws:assumeRoles", "aws:token"];

  for (const [what, text] of Object.entries(hugeTexts)) {
    it(`reject ${what} in one line, encrypted or not`, () => {
      const json = text();
      for (const key of keys) {
        for (const encrypted of [[], [key]]) {
          const lines = report({ [key]: json }, encrypted).filter((line) => !line.includes("encrypt it"));
          expect(lines, key).to.have.length(1);
          expect(lines[0], key).to.match(new RegExp(`^${key}[^ ]*: expected at most \\d+ (entries|items|levels|values|characters)`));
        }
      }
    }).timeout(180_000);

    it(`ignore ${what} in values of other programs`, () => {
      expect(report({ "other:data": text() })).to.deep.equal([]);
    });
  }

  it("reject too many keys", () => {
    expect(report(Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`other:key${i}`, "x"])))).to.deep.equal([
      `config: expected at most ${bounds.entries} keys, found 100001; remove some`,
    ]);
  });
});

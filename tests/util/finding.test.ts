import { expect } from "chai";
import fc from "fast-check";
import { finding, findingLine, findingText, parseFinding, type SettingFinding } from "../../components/util/finding";
import { pathOf } from "../../components/util/settings-error";

const key = fc.oneof(fc.stringMatching(/^[A-Za-z0-9_-]{1,8}$/), fc.string({ minLength: 1, maxLength: 8 }), fc.nat({ max: 99 }));
const line = fc.string({ minLength: 1, maxLength: 40 }).map((text) => text.replace(/[\r\n]/g, " "));

const findings: fc.Arbitrary<SettingFinding> = fc.record({
  rule: fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/),
  level: fc.constantFrom("mandatory" as const, "advisory" as const),
  path: fc
    .tuple(fc.constantFrom("", "eks-blueprints:"), fc.stringMatching(/^[A-Za-z]{1,8}$/), fc.array(key, { maxLength: 4 }))
    .map(([namespace, section, keys]) => `${namespace}${pathOf(section, ...keys)}`),
  message: line,
  fix: line,
  source: fc.array(fc.stringMatching(/^[a-z0-9.-]{1,10}$/), { maxLength: 3 }),
});

describe("findings", () => {
  it("default to advisory without a source", () => {
    const original = { rule: "r", path: "cluster", message: "is odd", fix: "change it" };
    expect(finding(original)).to.deep.equal({ ...original, level: "advisory", source: [] });
    expect(finding({ ...original, level: "mandatory", source: ["cis-1"] })).to.deep.equal({
      ...original,
      level: "mandatory",
      source: ["cis-1"],
    });
  });

  it("show message and fix in one line", () => {
    expect(findingLine({ message: "is odd", fix: "change it" })).to.equal("is odd; change it");
    expect(findingLine({ message: "is odd", fix: "" })).to.equal("is odd");
  });

  it("survive a round trip through the log", () => {
    fc.assert(
      fc.property(findings, (original) => {
        expect(parseFinding(findingText(original), original.level)).to.deep.equal(original);
      }),
    );
  });

  it("are not parsed from other text", () => {
    for (const text of ["", "careful", "[rule] eks-blueprints:cluster: rather small", "[rule] cluster: x\nTo fix this", "To fix this: x"])
      expect(parseFinding(text, "advisory")).to.equal(undefined);
  });
});

import { expect } from "chai";
import { parseArguments, UsageError } from "../../../plan/cli/arguments";
import { documentSections, sectionNames } from "../../../plan/report/section-names";

describe("parseArguments", () => {
  it("plans the stack dev by default", () => {
    expect(parseArguments([])).to.include({ stack: "dev", json: false, tree: false, preview: false, help: false });
  });

  it("accepts flags and the stack in any order", () => {
    const given = parseArguments(["--json", "prod", "--config=a.yaml", "--against", "dev", "--cwd", "..", "--preview", "--tree"]);
    expect(given).to.include({ stack: "prod", config: "a.yaml", against: "dev", cwd: "..", json: true, tree: true, preview: true });
  });

  it("accepts a section of the text, and one of the document", () => {
    expect(parseArguments(["--section", "nodes"])).to.include({ section: "nodes" });
    expect(parseArguments(["--section=changes", "--json", "--against", "prod"])).to.include({ section: "changes" });
  });

  it("accepts a width and the choice of no colors", () => {
    expect(parseArguments(["--width", "80", "--no-color"])).to.deep.include({ width: 80, color: false });
    expect(parseArguments([])).not.to.have.any.keys("width", "color");
  });

  const wrong: readonly (readonly [args: string[], problem: string])[] = [
    [["--jsno"], "unknown flag --jsno; did you mean --json?"],
    [["--foo"], "unknown flag --foo"],
    [["-x"], "unknown flag -x"],
    [["--no-json"], "unknown flag --no-json"],
    [["--config"], "--config needs a value: --config FILE"],
    [["--config="], "--config needs a value: --config FILE"],
    [["--config", "--json"], "--config needs a value: --config FILE"],
    [["--against"], "--against needs a value: --against STACK or FILE"],
    [["--json=yes"], "--json takes no value"],
    [["--json", "--json"], "--json is given twice"],
    [["dev", "prod"], "one stack is planned at a time, found dev and prod"],
    [["a/b"], '"a/b" is not a stack\'s name: letters, digits, -, _ and . only; --config takes a file'],
    [[""], '"" is not a stack\'s name: letters, digits, -, _ and . only; --config takes a file'],
    [["--date", "2026-02-30"], "--date 2026-02-30: expected a date such as 2026-11-30"],
    [["--width"], "--width needs a value: --width N"],
    [["--width=wide"], "--width wide: expected a whole number of columns from 40 to 10000"],
    [["--width=39"], "--width 39: expected a whole number of columns from 40 to 10000"],
    [["--section"], "--section needs a value: --section NAME"],
    [["--section=timelin"], `--section timelin: no such section; did you mean timeline? Sections are ${sectionNames.join(", ")}`],
    [["--section=iam"], `--section iam: no such section; did you mean permissions? Sections are ${sectionNames.join(", ")}`],
    [["--section=?"], `--section ?: no such section; sections are ${sectionNames.join(", ")}`],
    [["--section=nodes", "--json"], `--section nodes is not a part of the JSON document; these are ${documentSections.join(", ")}`],
    [["--section=changes"], "--section changes needs --against"],
    [["--watch", "--json"], "--watch prints text; use it without --json"],
    [["--html"], "--html needs a value: --html FILE"],
    [["--markdown", "--json"], "--markdown needs a value: --markdown FILE"],
    [["--markdown-limit", "5000"], "--markdown-limit needs --markdown FILE"],
    [["--markdown", "a.md", "--markdown-limit", "10"], "--markdown-limit 10: expected a whole number of characters from 4000 to 10000000"],
  ];
  describe("under npm, without --", () => {
    const npm = { npm_lifecycle_script: "node --require ./register.cjs plan/cli/main.ts" };

    for (const name of ["tree", "json", "preview", "against", "config", "cwd", "width", "html", "markdown", "sarif", "date", "section"]) {
      it(`names --${name} when npm consumed the flag`, () => {
        const value = ["against", "config", "cwd", "width", "html", "markdown", "sarif", "date", "section"].includes(name) ? "x" : "true";
        const flag = value === "true" ? `--${name}` : `--${name}=x`;
        expect(() => parseArguments(["prod"], { ...npm, [`npm_config_${name}`]: value })).to.throw(
          UsageError,
          `npm took ${flag} for itself; put -- before the flags: npm run plan -- prod ${flag} (`,
        );
      });
    }

    it("accepts flags after -- and ignores the npm environment of another script", () => {
      expect(parseArguments(["--tree"], { ...npm, npm_config_tree: "true" })).to.include({ tree: true });
      expect(parseArguments([], { npm_lifecycle_script: "mocha", npm_config_json: "true" })).to.include({ json: false });
      expect(parseArguments([], { ...npm, npm_config_json: "" })).to.include({ json: false });
    });
  });

  for (const [args, problem] of wrong) {
    it(`rejects ${JSON.stringify(args)}`, () => {
      expect(() => parseArguments(args)).to.throw(UsageError, `${problem} (--help shows the usage)`);
    });
  }
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { parseArguments } from "../../../plan/cli/arguments";
import { writeReports } from "../../../plan/cli/report-files";
import { statedSections } from "../../../plan/cli/stated-sections";
import { Failure } from "../../../plan/project/failure";
import { planDocumentOf } from "../report/document";

describe("writeReports", () => {
  let directory: string;
  before(() => {
    directory = mkdtempSync(path.join(tmpdir(), "reports-"));
  });
  after(() => rmSync(directory, { recursive: true }));

  const source = {
    stackFile: { text: "", file: "Pulumi.dev.yaml" },
    document: planDocumentOf([], { settings: { network: { cidr: "10.0.0.0/16", nat: "single" } } }),
    config: { "shop:network": '{"nat":"single"}' },
  };
  const write = (...args: string[]) => writeReports(parseArguments(args), source, directory);
  const read = (name: string) => readFileSync(path.join(directory, name), "utf8");

  it("writes both reports, relative to the user's folder, and creates folders", async () => {
    await write("--html", "a/b/plan.html", "--markdown", "plan.md");
    expect(read("a/b/plan.html")).to.match(/^<!doctype html>/);
    expect(read("plan.md")).to.match(/^### Plan of stack <code>dev<\/code>/);
  });

  it("marks defaults by what the stack file states", async () => {
    await write("--html", "plan.html");
    expect(read("plan.html")).to.match(/>cidr<\/th><td>10\.0\.0\.0\/16<\/td><td>default</);
    expect(read("plan.html")).to.match(/>nat<\/th><td>single<\/td><td><span class="badge set">set</);
  });

  it("replaces a file, and says why one cannot be written", async () => {
    writeFileSync(path.join(directory, "old.md"), "old");
    await write("--markdown", "old.md");
    expect(read("old.md")).not.to.include("old");
    const error: unknown = await write("--html", "old.md/plan.html").catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(Failure);
    expect((error as Failure).issues[0]).to.match(/^--html old\.md\/plan\.html: /);
  });
});

describe("statedSections", () => {
  it("reads sections of the project, and leaves others out", () => {
    const config = { "shop:network": '{"zones":3}', "shop:name": "a: b", "aws:region": "eu-west-1", "shop:flag": "true" };
    expect(statedSections("shop", config)).to.deep.equal({ network: { zones: 3 }, name: "a: b", flag: true });
  });
});

import { readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { formsOf } from "../../components/util/redact";
import { projectNodeArgs, runProgram } from "../harness/mocks/language-runtime";
import { plainTexts } from "../harness/mocks/secret-search";

const program = path.join(__dirname, "../fixtures/programs/thrown-errors/index.ts");

/** The loop over a stack frame fills a string of half a gigabyte, so with less memory a process that meets it ends without a word. */
const nodeArgs = ["--max-old-space-size=400", ...projectNodeArgs(readFileSync("Pulumi.yaml", "utf8"))];

const password = 'hush"hush&hush/hush';
const key = "eks-blueprints:password";
const settings = { config: { [key]: password }, secretKeys: JSON.stringify([key]) };

const run = (place: string, env: Readonly<Record<string, string>> = {}) =>
  runProgram(program, {
    nodeArgs,
    config: settings.config,
    env: { THROWN_IN: place, PULUMI_CONFIG_SECRET_KEYS: settings.secretKeys, ...env },
  });

/** What is logged for each of the program's errors. */
const shown: Readonly<Record<string, string>> = {
  plain: "plain message",
  type: "TypeError: x is not a function",
  properties: "with properties",
  cause: "outer message\ncaused by: inner message",
  circular: "circular message",
  aggregate: "AggregateError: many\ncaused by: first\ncaused by: second",
  nameless: "AggregateError: connect ECONNREFUSED ::1:443",
  frozen: "frozen message",
  lookalike: "Lookalike: looks like an error",
  run: "one line",
  resource: "of a resource",
  sdk: "Missing required configuration variable 'eks-blueprints:absent'",
  text: "a text",
  object: "the program threw an object with token instead of an Error",
  plainSecret: "401 for [secret]",
  jsonSecret: "bad request: ",
  urlSecret: "no such host: https://reader:[secret]@git.example.com",
  basicSecret: "Authorization: Basic ",
  causeSecret: "outer message\ncaused by: 401 for [secret]",
  nothing: "the program threw undefined instead of an Error",
  nil: "the program threw null instead of an Error",
};

/** A stack frame, or a color code. */
const trace = new RegExp(`^\\s+at .+:\\d+|${String.fromCharCode(27)}\\[`, "m");

describe("an error that ends the program, on the SDK's own runtime", function () {
  this.timeout(120_000);

  for (const place of ["rejection", "apply"])
    it(`shows its message, whatever is thrown, without stack and colors (${place})`, async () => {
      const { errors, exitCode } = await run(place);
      expect(exitCode, "reported, so that the CLI adds nothing").equal(32);
      const text = errors.join("\n");
      for (const [name, message] of Object.entries(shown)) expect(text, name).contain(message);
      expect(text).not.match(trace).and.not.contain("hidden-value");
      expect(plainTexts(text, ["hush&hush/hush"]), "encrypted settings").deep.equal([]);
      for (const form of formsOf(password)) expect(text).not.contain(form);
    });

  it("hides encrypted settings in stacks that are printed for debugging", async () => {
    const { errors, stderr } = await run("program", { THROWN: "plainSecret", EKS_BLUEPRINTS_DEBUG: "1" });
    expect(errors.join("\n")).contain("401 for [secret]");
    expect(stderr).contain("Error: 401 for [secret]").and.not.contain("hush");
  });

  it("shows settings that are not encrypted", async () => {
    const { errors } = await run("program", { THROWN: "plainSecret", PULUMI_CONFIG_SECRET_KEYS: "[]" });
    expect(errors.join("\n")).contain(`401 for ${password}`);
  });

  it("is reported where the program's function throws it", async () => {
    const { errors } = await run("program", { THROWN: "cause" });
    expect(errors).deep.equal([`Running program '${program}' failed with an unhandled exception:\n${shown.cause}`]);
  });

  it("is reported where nothing waits for what throws it", async () => {
    const { errors } = await run("timer", { THROWN: "sdk" });
    expect(errors.join("\n")).contain(shown.sdk).and.not.match(trace);
  });

  it("prints the original stacks too with EKS_BLUEPRINTS_DEBUG", async () => {
    const { errors, stderr } = await run("program", { THROWN: "cause", EKS_BLUEPRINTS_DEBUG: "1" });
    expect(errors.join("\n")).not.match(trace);
    expect(stderr)
      .match(/^Error: outer message\n\s+at .+/m)
      .and.match(/^caused by: Error: inner message\n\s+at .+/m);
  });

  it("is one line that says to sign in, however many lookups lack credentials", async () => {
    const details =
      "no valid credential sources for Pulumi AWS Classic found.\n\nAWS Error: failed to refresh cached credentials, no EC2 IMDS role found";
    const network = '{"zones":["eu-west-1a","eu-west-1b"]}';
    const config = {
      "aws:region": "eu-west-1",
      "aws:profile": "shop",
      "eks-blueprints:network": network,
      "eks-blueprints:addons": '{"karpenter":{}}',
    };
    const { errors } = await runProgram(path.resolve("index.ts"), { nodeArgs, config, lookupError: details });
    expect(errors).deep.equal([
      "AWS credentials are missing (no valid credential sources): sign in, for example with `aws sso login --profile shop` or `aws login --profile shop`, then run this command again",
    ]);
  });
});

import { readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { formsOf } from "../../components/util/redact";
import { projectNodeArgs, runProgram } from "../harness/mocks/language-runtime";
import { plainTexts } from "../harness/mocks/secret-search";

const program = path.join(__dirname, "../fixtures/programs/thrown-errors/index.ts");

/** The loop over a stack frame fills a string of half a gigabyte, so a process with less memory would end without a message. */
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

/** The logged message of each error. */
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

describe("program errors with the Pulumi SDK's runtime", function () {
  this.timeout(180_000);

  for (const place of ["rejection", "apply"])
    it(`show the message of any thrown value, without stack trace and colors (${place})`, async () => {
      const { errors, exitCode } = await run(place);
      expect(exitCode, "exit code of a reported error, to which the CLI adds nothing").equal(32);
      const text = errors.join("\n");
      for (const [name, message] of Object.entries(shown)) expect(text, name).contain(message);
      expect(text).not.match(trace).and.not.contain("hidden-value");
      expect(plainTexts(text, ["hush&hush/hush"]), "encrypted settings").deep.equal([]);
      for (const form of formsOf(password)) expect(text).not.contain(form);
    });

  it("hide encrypted settings in stack traces printed for debugging", async () => {
    const { errors, stderr } = await run("program", { THROWN: "plainSecret", EKS_BLUEPRINTS_DEBUG: "1" });
    expect(errors.join("\n")).contain("401 for [secret]");
    expect(stderr).contain("Error: 401 for [secret]").and.not.contain("hush");
  });

  it("show settings that are not encrypted", async () => {
    const { errors } = await run("program", { THROWN: "plainSecret", PULUMI_CONFIG_SECRET_KEYS: "[]" });
    expect(errors.join("\n")).contain(`401 for ${password}`);
  });

  it("are reported when the program's function throws", async () => {
    const { errors } = await run("program", { THROWN: "cause" });
    expect(errors).deep.equal([`Running program '${program}' failed with an unhandled exception:\n${shown.cause}`]);
  });

  it("are reported when an unhandled promise rejects", async () => {
    const { errors } = await run("timer", { THROWN: "sdk" });
    expect(errors.join("\n")).contain(shown.sdk).and.not.match(trace);
  });

  it("include the original stack traces with EKS_BLUEPRINTS_DEBUG", async () => {
    const { errors, stderr } = await run("program", { THROWN: "cause", EKS_BLUEPRINTS_DEBUG: "1" });
    expect(errors.join("\n")).not.match(trace);
    expect(stderr)
      .match(/^Error: outer message\n\s+at .+/m)
      .and.match(/^caused by: Error: inner message\n\s+at .+/m);
  });

  it("show one line with the sign-in hint, however many lookups lack credentials", async () => {
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

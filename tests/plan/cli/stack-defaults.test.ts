import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { parseArguments } from "../../../plan/cli/arguments";
import { plan } from "../../../plan/cli/plan";
import { withDefaults } from "../../../plan/cli/stack-defaults";
import { Failure } from "../../../plan/project/failure";

const root = path.resolve(__dirname, "../../..");

const program = `
const { readStackSettings } = require(${JSON.stringify(path.join(root, "components"))});
const { settings } = readStackSettings();
exports.settings = { tags: settings.tags, version: settings.cluster.version };
`;

const files: Readonly<Record<string, string>> = {
  "Pulumi.yaml": `name: shop
runtime: nodejs
main: index.js
config:
  eks-blueprints:defaults: { value: { tags: { owner: platform, stage: all }, cluster: { version: "1.34" }, budget: { monthly: 0, level: mandatory } } }
`,
  "index.js": program,
  "Pulumi.dev.yaml": "config:\n  aws:region: eu-west-1\n  eks-blueprints:tags: { stage: dev }\n",
  "Pulumi.wrong.yaml":
    'config:\n  aws:region: eu-west-1\n  eks-blueprints:cluster: { logs: [ap] }\n  eks-blueprints:tags: { "aws:a": b }\n',
  "Pulumi.own.yaml": "config:\n  eks-blueprints:defaults: { tags: {} }\n",
};

describe("defaults of all stacks in Pulumi.yaml", () => {
  let directory: string;

  before(() => {
    directory = mkdtempSync(path.join(tmpdir(), "plan-"));
    symlinkSync(path.join(root, "node_modules"), path.join(directory, "node_modules"));
    for (const [file, text] of Object.entries(files)) writeFileSync(path.join(directory, file), text);
  });
  after(() => rmSync(directory, { recursive: true }));

  const planned = (stack: string) => plan(parseArguments([stack, "--cwd", directory, "--json"]));
  const failure = (stack: string): Promise<readonly string[]> =>
    planned(stack).then(
      () => [],
      (error: Error) => (error instanceof Failure ? error.issues : Promise.reject(error)),
    );

  it("reach the program, and the plan's own settings, under those of the stack", async () => {
    const { output, exitCode } = await planned("dev");
    const { outputs, findings } = JSON.parse(output);
    expect(outputs.settings).to.deep.equal({ tags: { owner: "platform", stage: "dev" }, version: "1.34" });
    expect([exitCode, findings]).to.deep.equal([0, []]);
  });

  it("are named with their file in errors, and the stack's settings with theirs", async () => {
    writeFileSync(path.join(directory, "Pulumi.yaml"), files["Pulumi.yaml"]!.replace("1.34", "1.3"));
    const places = (await failure("wrong")).map((line) => line.split(": ").slice(0, 2).join(": "));
    writeFileSync(path.join(directory, "Pulumi.yaml"), files["Pulumi.yaml"]!);
    expect(places).to.have.members([
      "Pulumi.yaml: eks-blueprints:defaults.cluster.version",
      "Pulumi.wrong.yaml: eks-blueprints:cluster.logs[0]",
      'Pulumi.wrong.yaml: eks-blueprints:tags["aws:a"]',
    ]);
  });

  it("are refused in a stack file", async () => {
    expect(await failure("own")).to.deep.equal([
      "Pulumi.own.yaml: eks-blueprints:defaults: sections of all stacks belong in Pulumi.yaml; write the sections of this stack by themselves",
    ]);
  });
});

describe("withDefaults", () => {
  it("merges a stack's config as a program reads it", () => {
    const config = { "aws:region": "eu-west-1", "eks-blueprints:tags": '{"a":"b"}', "eks-blueprints:network": "" };
    expect(withDefaults(config)).to.equal(config);
    expect(withDefaults({ ...config, "eks-blueprints:defaults": '{"tags":{"c":"d"},"network":{"zones":2}}' })).to.deep.equal({
      "aws:region": "eu-west-1",
      "eks-blueprints:tags": '{"a":"b","c":"d"}',
      "eks-blueprints:network": '{"zones":2}',
    });
  });
});

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { expect } from "chai";
import { stackPath, stackText } from "../../harness/mocks/stacks";

const root = path.resolve(__dirname, "../../..");

const program = `
import * as pulumi from "@pulumi/pulumi";
class Thing extends pulumi.CustomResource {
  constructor(name: string, props: pulumi.Inputs) {
    super("test:index:Thing", name, props);
  }
}
const config = new pulumi.Config();
console.log("printed by the program");
pulumi.log.warn("[small-size] shop:size: rather small");
new Thing("one", { size: config.requireNumber("size"), key: config.getSecret("key") });
for (let at = 0; at < Number(config.get("many") ?? 0); at++) new Thing("thing-" + at, { filler: "x".repeat(1000) });
if (config.getBoolean("leave")) process.exit(0);
if (config.getBoolean("lines")) throw new Error("put this into ~/.aws/config:\\n  [profile shop]\\n  role = \\u001b[2Ja");
if (config.getBoolean("fail")) throw new Error("no luck today");
if (config.getBoolean("cluster")) new pulumi.CustomResource("aws:eks/cluster:Cluster", "open", { name: "open", roleArn: "arn:aws:iam::111122223333:role/eks", vpcConfig: { subnetIds: ["subnet-1", "subnet-2"] } });
export const size = config.requireNumber("size");
export const key = config.getSecret("key");
`;

const files: Readonly<Record<string, string>> = {
  "Pulumi.yaml": "name: shop\nruntime: nodejs\nmain: index.ts\nconfig:\n  shop:size: { type: integer }\n",
  "index.ts": program,
  "Pulumi.dev.yaml": "config:\n  size: 1\n  key: { secure: v1:abc }\n",
  "Pulumi.big.yaml": "config:\n  size: 9\n  many: 300\n",
  "Pulumi.broken.yaml": "config:\n\tsize: 1\n",
  "Pulumi.typed.yaml": "config:\n  size: large\n  a:b:c: 1\n",
  "Pulumi.fail.yaml": "config:\n  size: 1\n  fail: true\n",
  "Pulumi.lines.yaml": "config:\n  size: 1\n  lines: true\n",
  "Pulumi.leave.yaml": "config:\n  size: 1\n  leave: true\n",
  "elsewhere/policies.yaml":
    'config:\n  size: 1\n  cluster: true\n  aws:region: eu-west-1\n  eks-blueprints:policies:\n    profile: production\n    exceptions:\n      eks-deletion-protection: { reason: short-lived, until: "2026-11-30" }\n',
  "elsewhere/profile.yaml": "config:\n  size: 1\n  eks-blueprints:policies: { profile: prod }\n",
  "elsewhere/budget.yaml":
    "config:\n  size: 1\n  cluster: true\n  aws:region: eu-west-1\n  eks-blueprints:cost: { assumptions: { crossZoneGiBPerMonth: 100 } }\n  eks-blueprints:budget: { monthly: 74, level: mandatory }\n",
  "elsewhere/costs.yaml": "config:\n  size: 1\n  eks-blueprints:cost: { assumptions: { natGibPerMonth: 1 } }\n",
  "elsewhere/other.yaml": "config:\n  size: 5\n",
};

describe("npm run plan", function () {
  this.timeout(180_000);
  let directory: string;

  before(() => {
    directory = mkdtempSync(path.join(tmpdir(), "plan-"));
    mkdirSync(path.join(directory, "elsewhere"));
    symlinkSync(path.join(root, "node_modules"), path.join(directory, "node_modules"));
    for (const [file, text] of Object.entries(files)) writeFileSync(path.join(directory, file), text);
  });
  after(() => rmSync(directory, { recursive: true }));

  function plan(args: readonly string[], { cwd = root, env = {} }: { cwd?: string; env?: Record<string, string> } = {}) {
    const { npm_lifecycle_script: _, ...rest } = process.env;
    const command = ["--require", path.join(root, "register.cjs"), path.join(root, "plan/cli/main.ts"), ...args];
    const { status, stdout, stderr } = spawnSync("node", command, { cwd, env: { ...rest, ...env }, encoding: "utf8", maxBuffer: 2 ** 28 });
    return { status, stdout, stderr };
  }
  const shop = (...args: string[]) => plan(["--cwd", directory, ...args]);

  it("prints its usage", () => {
    const { status, stdout, stderr } = plan(["--help"]);
    expect([status, stderr]).to.deep.equal([0, ""]);
    for (const flag of ["--config", "--json", "--tree", "--against", "--preview", "--cwd", "--width", "--no-color"])
      expect(stdout).to.contain(flag);
  });

  const wrong: readonly (readonly [what: string, args: string[], problems: RegExp[]])[] = [
    ["a misspelled flag", ["--jsom"], [/^unknown flag --jsom; did you mean --json\? \(--help shows the usage\)$/]],
    [
      "a stack without a file",
      ["dve"],
      [/^no stack dve: there is no Pulumi\.dve\.yaml; did you mean dev\?; stacks: big, broken, dev, fail, leave, lines, typed/],
    ],
    ["a file name given as the stack", ["Pulumi.dev.yaml"], [/^no stack Pulumi\.dev\.yaml: .*; did you mean dev\?/]],
    ["a config file that does not exist", ["--config", "nowhere.yaml"], [/^nowhere\.yaml does not exist$/]],
    ["a directory given as the config file", ["--config", "tests"], [/^tests is a directory, not a file$/]],
    ["a base that does not exist", ["--against", "nowhere"], [/^--against nowhere: neither a stack \(big, .*\) nor a file/]],
    [
      "a stack file that is not valid YAML",
      ["broken"],
      [/^Pulumi\.broken\.yaml: line 2, column 1: a tab indents this line; YAML takes spaces$/],
    ],
    [
      "settings of wrong types, all at once",
      ["typed"],
      [/^Pulumi\.typed\.yaml: a:b:c: expected a key/, /^Pulumi\.typed\.yaml: shop:size: expected a whole number, found a string$/],
    ],
    ["a program that throws", ["fail"], [/^no luck today \(index\.ts:\d+\)$/]],
    ["a program that ends the process", ["leave"], [/^the program ended the process before its plan was complete$/]],
  ];
  for (const [what, args, issues] of wrong) {
    it(`rejects ${what} with one line per problem and exit status 2`, () => {
      const { status, stdout, stderr } = shop(...args);
      expect([status, stdout]).to.deep.equal([2, ""]);
      const lines = stderr.trimEnd().split("\n");
      expect(lines).to.have.length(issues.length);
      for (const [at, problem] of issues.entries()) expect(lines[at]).to.match(problem);
    });
  }

  it("keeps line breaks of an error message and escapes terminal control characters", () => {
    const { status, stderr } = shop("lines");
    expect(status).to.equal(2);
    expect(stderr).to.equal("put this into ~/.aws/config:\n  [profile shop]\n  role = \\u001b[2Ja (index.ts:14)\n");
  });

  it("reports a missing project", () => {
    const { status, stderr } = plan(["--cwd", path.join(directory, "elsewhere")]);
    expect([status, stderr]).to.deep.equal([2, `no Pulumi.yaml in ${path.join(directory, "elsewhere")}\n`]);
  });

  it("prints only the JSON document, deterministic and with secrets hidden", () => {
    const [first, second] = [shop("--json"), shop("--json")];
    expect([first.status, first.stdout]).to.deep.equal([0, second.stdout]);
    const document = JSON.parse(first.stdout);
    expect(document).to.include({ version: 1, project: "shop", stack: "dev", settings: null });
    expect(document.cost).to.include({ currency: "USD", monthly: 0 });
    expect(document.outputs).to.deep.equal({ key: "[secret]", size: 1 });
    expect(document.findings).to.deep.include.members([
      { rule: "small-size", level: "advisory", message: "shop:size: rather small", fix: "", source: [] },
    ]);
    const thing = document.deployment.resources.find(({ name }: { name: string }) => name === "one");
    expect(thing.inputs).to.deep.equal({ key: "[secret]", size: 1 });
  });

  it("prints a summary with warnings and log messages of the program", () => {
    const { status, stdout } = shop("--tree");
    expect(status).to.equal(0);
    for (const text of ["Stack dev of shop", "[small-size] shop:size: rather small", "printed by the program", "one  test:index:Thing"]) {
      expect(stdout).to.contain(text);
    }
  });

  it("applies the policies of a program's stack file, and ends with status 1 if a finding is mandatory", () => {
    const levels = (...args: string[]) => {
      const { status, stdout, stderr } = shop("--config", path.join(directory, "elsewhere/policies.yaml"), "--json", ...args);
      expect(stderr).to.equal("");
      const { findings } = JSON.parse(stdout) as { findings: { rule: string; level: string; exception?: object }[] };
      const [found] = findings.filter(({ rule }) => rule === "eks-deletion-protection");
      return { status, level: found!.level, exception: found!.exception };
    };
    const exception = { reason: "short-lived", until: "2026-11-30" };
    expect(levels("--date", "2026-11-30")).to.deep.equal({ status: 1, level: "advisory", exception });
    expect(levels("--date", "2026-12-01")).to.deep.equal({ status: 1, level: "mandatory", exception: undefined });
    const { status, stderr } = plan(["--cwd", "..", "--config", "profile.yaml"], { cwd: path.join(directory, "elsewhere") });
    expect([status, stderr]).to.deep.equal([
      2,
      'profile.yaml: eks-blueprints:policies.profile: expected development or production, found "prod"\n',
    ]);
  });

  it("compares the cost of any program with its budget", () => {
    const priced = (file: string) => plan(["--cwd", "..", "--config", file, "--json"], { cwd: path.join(directory, "elsewhere") });
    const { status, stdout } = priced("budget.yaml");
    const { cost, findings } = JSON.parse(stdout);
    // 730 x 0.10, and 2 x 100 GB x 0.01 between zones
    expect([status, cost.currency, cost.region, cost.monthly]).to.deep.equal([1, "USD", "eu-west-1", 75]);
    expect(findings.find(({ rule }: { rule: string }) => rule === "budget")).to.deep.include({
      level: "mandatory",
      message: "the stack costs 75.00 USD a month, 1.00 above the budget of 74.00",
    });
    const wrong = priced("costs.yaml");
    expect([wrong.status, wrong.stderr]).to.deep.equal([
      2,
      "costs.yaml: eks-blueprints:cost.assumptions.natGibPerMonth: unknown key; did you mean natGiBPerMonth?\n",
    ]);
  });

  it("prints colors under FORCE_COLOR, over the same text", () => {
    const [plain, colored] = [shop("--tree"), plan(["--cwd", directory, "--tree"], { env: { FORCE_COLOR: "1" } })];
    expect(colored.stdout).not.to.equal(plain.stdout);
    expect(stripVTControlCharacters(colored.stdout)).to.equal(plain.stdout);
    expect(plan(["--cwd", directory, "--tree", "--no-color"], { env: { FORCE_COLOR: "1" } }).stdout).to.equal(plain.stdout);
  });

  it("writes a large document completely", () => {
    const { stdout } = shop("big", "--json");
    expect(JSON.parse(stdout).summary.byType["test:index:Thing"]).to.equal(301);
  });

  it("resolves paths relative to the user's directory, under npm too", () => {
    const args = ["--cwd", "..", "--config", "other.yaml", "--json"];
    const elsewhere = path.join(directory, "elsewhere");
    const direct = plan(args, { cwd: elsewhere });
    const npm = plan(args, { env: { npm_lifecycle_script: "node --require ./register.cjs plan/cli/main.ts", INIT_CWD: elsewhere } });
    expect(JSON.parse(direct.stdout).outputs.size).to.equal(5);
    expect(npm.stdout).to.equal(direct.stdout);
  });

  it("names the config file as the user typed it", () => {
    writeFileSync(path.join(directory, "bad.yaml"), "config: []\n");
    const { stderr } = plan(["--cwd", ".", "--config", "./bad.yaml"], { cwd: directory });
    expect(stderr).to.equal("./bad.yaml: config: expected a map of settings, found a list\n");
  });

  it("lists changes against a stack, a stack file or an earlier JSON document", () => {
    const before = path.join(directory, "before.json");
    writeFileSync(before, shop("--json").stdout);
    const other = path.join(directory, "elsewhere/other.yaml");
    for (const [base, from] of [
      ["dev", 1],
      [before, 1],
      [other, 5],
    ] as const) {
      const { changes } = JSON.parse(shop("big", "--json", "--against", base).stdout);
      expect(changes).to.have.length(301);
      expect(changes.find(({ op }: { op: string }) => op === "update").properties).to.deep.include({ path: "size", from, to: 9 });
    }
    expect(shop("--against", before).stdout).to.match(/0 created, 0 changed, 0 replaced, 0 deleted, \d resources? unchanged/);
  });

  it("reads a document written by `npm run plan -- --json > FILE`, including npm's header lines", () => {
    const file = path.join(directory, "npm.json");
    writeFileSync(file, `\n> shop@0.1.0 plan\n> node plan/cli/main.ts --json\n\n${shop("--json").stdout}`);
    expect(shop("--against", file).stdout).to.match(/0 created, 0 changed, 0 replaced, 0 deleted/);
  });

  it("rejects a document that it did not write", () => {
    const file = path.join(directory, "state.json");
    writeFileSync(file, '{"version":3,"deployment":{}}');
    expect(shop("--against", file).stderr).to.contain("not a plan that --json wrote (version 3, expected 1)");
    writeFileSync(file, "{");
    expect(shop("--against", file)).to.include({ status: 2, stdout: "" });
  });

  it("plans a project without stack files, as pulumi does", () => {
    const bare = path.join(directory, "bare");
    mkdirSync(bare);
    symlinkSync(path.join(root, "node_modules"), path.join(bare, "node_modules"));
    writeFileSync(path.join(bare, "Pulumi.yaml"), "name: bare\nruntime: nodejs\n");
    writeFileSync(path.join(bare, "index.ts"), "export const answer = 42;\n");
    expect(JSON.parse(plan(["--cwd", bare, "--json"]).stdout).outputs).to.deep.equal({ answer: 42 });
  });

  it("plans again when the stack file is saved, reports what cannot be planned, and ends when interrupted", async () => {
    const config = path.join(directory, "elsewhere/watched.yaml");
    writeFileSync(config, "config:\n  size: 1\n");
    const command = [
      "--require",
      path.join(root, "register.cjs"),
      path.join(root, "plan/cli/main.ts"),
      "--cwd",
      directory,
      "--config",
      config,
      "--watch",
    ];
    const child = spawn("node", command, { env: { ...process.env, npm_lifecycle_script: "" } });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (chunk) => (stdout += chunk));
    child.stderr.on("data", (chunk) => (stderr += chunk));
    const plans = async (number: number) => {
      while (stderr.split("Watching watched.yaml").length <= number) await once(child.stderr, "data");
    };
    await plans(1);
    expect(stdout).to.match(/^Stack dev of shop/);
    writeFileSync(config, "config:\n  size: 2\n");
    await plans(2);
    expect(stdout).to.match(/planned again\n {2}~ one {2}test:index:Thing {2}changed\n {6}size: 1 -> 2\n/);
    writeFileSync(config, "config:\n  size: [\n");
    await plans(3);
    expect(stderr).to.match(/watched\.yaml: line 3, column 1: /);
    child.kill("SIGINT");
    expect(await once(child, "exit")).to.deep.equal([0, null]);
  });

  it("shows the resolved settings of the eks-blueprints program", () => {
    const { settings } = JSON.parse(plan(["minimal", "--config", stackPath("minimal"), "--json"]).stdout);
    expect(settings.cluster.name).to.equal("eks-blueprints-minimal");
    expect(settings.nodePools.default.instanceTypes).to.deep.equal(["t4g.large"]);
    expect(stackText("minimal")).not.to.contain("t4g.large");
  });
});

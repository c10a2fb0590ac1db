import { readFileSync } from "node:fs";
import * as path from "node:path";
import Ajv from "ajv";
import { expect } from "chai";
import { parse, stringify } from "yaml";
import { parseStackConfig } from "../../../components";
import { read, report } from "../support";

const member = "arn:aws:iam::111122223333:role/Dev";

/** A stack's config with defaults of all stacks. */
const config = (defaults: object | string, own: object = {}) =>
  stringify({
    "eks-blueprints:defaults": defaults,
    ...Object.fromEntries(Object.entries(own).map(([key, value]) => [`eks-blueprints:${key}`, value])),
  });

describe("defaults of all stacks", () => {
  it("are the settings of a stack, under its own", () => {
    const { settings, findings } = read(
      config(
        { cluster: { version: "1.34", logs: ["api"] }, nodePools: { base: {}, old: {} } },
        { cluster: { version: "1.35" }, nodePools: { old: null } },
      ),
    );
    expect(settings.cluster).to.deep.include({ version: "1.35", logs: ["api"] });
    expect(settings.nodePools).to.have.all.keys("base");
    expect(findings).to.deep.equal([]);
  });

  const wrong: readonly (readonly [what: string, defaults: object | string, own: object, ...lines: string[]])[] = [
    ["a value", { cluster: { version: 1.35 } }, {}, "defaults.cluster.version: "],
    [
      "what a rule says of a value",
      { cluster: { endpoint: { private: false } } },
      { cluster: { version: "1.35" } },
      "defaults.cluster.endpoint",
    ],
    ["a value that a stack replaces", { cluster: { version: 1 } }, { cluster: { version: "1.35" } }],
    ["a value of the stack's own", { cluster: { logs: ["api"] } }, { cluster: { logs: ["ap"] } }, "cluster.logs[0]"],
    [
      "what a stack leaves over of a map",
      { nodePools: { a: { size: { min: "x" } } } },
      { nodePools: { a: { labels: {} } } },
      "defaults.nodePools.a.size.min",
    ],
    ["a value below a scalar of the stack", { addons: { "vpc-cni": { versio: "1" } } }, { addons: { "vpc-cni": true } }],
    ["an unknown section", { clutser: {} }, {}, "defaults.clutser: unknown section"],
    ["a key that needs quotes", { "aws:region": "eu-west-1" }, {}, 'defaults["aws:region"]: unknown section'],
    ["what is no map", "cluster", {}, "defaults: expected a map of sections"],
  ];
  for (const [what, defaults, own, ...lines] of wrong)
    it(`are named in errors about ${what}${lines.length === 0 ? " never" : ""}`, () => {
      const found = report(config(defaults, own));
      expect(found, found.join("\n")).to.have.length(lines.length);
      for (const [index, line] of lines.entries()) expect(found[index]).to.contain(`eks-blueprints:${line}`);
    });

  it("may have old names of keys, whatever name a stack uses", () => {
    const team = { kind: "application", members: [member] };
    const { settings, findings } = read(
      config({ teams: { a: { ...team, rights: "view" }, b: { ...team, rights: "view" } } }, { teams: { a: { accessLevel: "admin" } } }),
    );
    expect(settings.teams.a).to.include({ accessLevel: "admin" });
    expect(settings.teams.b).to.include({ accessLevel: "view" });
    expect(findings.map(({ path: at }) => at)).to.deep.equal(["a", "b"].map((name) => `eks-blueprints:defaults.teams.${name}.rights`));
    expect(report(config({ teams: { a: { ...team, rights: "all" } } }))[0]).to.match(/^eks-blueprints:defaults\.teams\.a\.rights: /);
  });

  it("make all of their sections secret if something in them is encrypted, and messages show nothing of it", () => {
    const defaults = { addons: { "metrics-server": { values: { token: "very secret" } } }, tags: { owner: "platform" } };
    const values = { "aws:region": "eu-west-1", "eks-blueprints:defaults": JSON.stringify(defaults) };
    const stack = { project: "p", stack: "s", secretKeys: ["eks-blueprints:defaults"] };
    expect([...parseStackConfig({ ...stack, config: values }).secretSections!]).to.deep.equal(["addons", "tags"]);
    const bad = { ...values, "eks-blueprints:defaults": JSON.stringify({ cluster: { version: "very secret" } }) };
    expect(() => parseStackConfig({ ...stack, config: bad }))
      .to.throw(/^eks-blueprints:defaults\.cluster\.version: /)
      .with.property("message")
      .that.does.not.contain("very secret");
  });

  it("tell where overrides came from, for what is known of them only later", () => {
    const overrides = [{ type: "aws:kms/key:Key", set: { description: "a" } }];
    expect(read(config({ overrides })).overridesPath).to.equal("eks-blueprints:defaults.overrides");
    expect(read(config({ overrides }, { overrides: [] }))).not.to.have.property("overridesPath");
  });

  it("reject secrets in plain text", () => {
    const gitops = {
      engine: "argocd",
      repo: "https://git.example.com/a.git",
      path: "a",
      credentials: { username: "a", password: "plain password" },
    };
    const [line] = report(config({ gitops }));
    expect(line).to.match(/^eks-blueprints:defaults\.gitops\.credentials\.password: is a secret in plain text/);
  });

  it("are limited in size", () => {
    const defaults = { tags: Object.fromEntries(Array.from({ length: 6_000 }, (_, index) => [`key-${index}`, ""])) };
    const values = { "aws:region": "eu-west-1", "eks-blueprints:defaults": JSON.stringify(defaults) };
    expect(() => parseStackConfig({ project: "p", stack: "s", secretKeys: [], config: values })).to.throw(
      /^eks-blueprints:defaults\.tags: expected at most 5000 entries of a map, found 6000; remove entries, or split the stack$/,
    );
  });
});

describe("project.schema.json", () => {
  const schemas = path.join(__dirname, "../../../schema");
  const load = (name: string) => JSON.parse(readFileSync(path.join(schemas, name), "utf8"));
  const validate = new Ajv({ strict: false, logger: false, unicodeRegExp: false })
    .addSchema(load("stack.schema.json"), "stack.schema.json")
    .compile(load("project.schema.json"));
  const accepts = (yaml: string) => validate(parse(`name: shop\nruntime: nodejs\nconfig: ${yaml}\n`));

  it("accepts sections in the form that Pulumi wants, and nothing else", () => {
    expect(accepts('{ defaults: { type: object, default: { cluster: { version: "1.35" }, nodePools: { a: {} } } } }')).to.equal(true);
    expect(accepts("{ shop:size: 3, defaults: { default: {} } }")).to.equal(true);
    expect(accepts('{ defaults: { cluster: { version: "1.35" } } }')).to.equal(false);
    expect(accepts("{ defaults: { type: object, default: { cluster: { versio: 1 } } } }")).to.equal(false);
    expect(accepts("{ defaults: { type: object, default: { clutser: {} } } }")).to.equal(false);
  });
});

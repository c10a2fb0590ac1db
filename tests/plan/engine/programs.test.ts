import { readdirSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { Secret } from "../../../plan/types";
import { fixtures, named, type Options, problems, runFixture } from "./support";

const outputs = async (fixture: string, main: string, options?: Options) => (await runFixture(fixture, { main, ...options })).outputs;

describe("runProgram: programs", () => {
  const forms: Record<string, string> = {
    assignment: "assignment",
    function: "function",
    "async-function": "async function",
    names: "names",
  };
  for (const [file, kind] of Object.entries(forms))
    it(`reads outputs exported as ${file}`, async () => expect(await outputs("forms", `${file}.ts`)).to.include({ kind }));

  it("runs the program in its own directory, with JSON modules, enums and a default export beside named ones", async () => {
    expect(await outputs("forms", "names.ts")).to.deep.equal({
      kind: "names",
      number: 7,
      cwd: path.join(fixtures, "forms"),
      here: true,
      default: "default",
    });
    expect(process.cwd()).not.to.equal(path.join(fixtures, "forms"));
  });

  it("provides the stack, configuration and secrets as the Pulumi engine does", async () => {
    const config = { "shop:size": "3", "shop:nested": '{"a":[1]}', "shop:password": "secret", "test:region": "eu-west-1" };
    const found = await outputs("forms", "settings.ts", { config, secretKeys: ["shop:password"], organization: "acme" });
    expect(found).to.deep.equal({
      stack: "acme/shop/dev",
      size: 3,
      nested: { a: [1] },
      password: new Secret("secret"),
      region: "eu-west-1",
      root: path.join(fixtures, "forms"),
    });
    expect(process.env).not.to.have.property("PULUMI_NODEJS_PROJECT");
  });

  it("reports missing configuration", async () => {
    const [line] = await problems(runFixture("forms", { main: "settings.ts" }));
    expect(line).to.equal("Missing required configuration variable 'shop:size'");
  });

  it("records output of the program in its log instead of printing it", async () => {
    const config = { "shop:size": "3", "shop:nested": "{}", "shop:password": "x" };
    const { log } = await runFixture("forms", { main: "settings.ts", config });
    expect(log).to.deep.include({ severity: "info", message: "printed by the program" });
  });

  it("records resources that are created in a timer", async () => {
    expect(named(await runFixture("forms", { main: "late.ts" }), "late").custom).to.equal(true);
  });

  it("runs an ECMAScript module in TypeScript with top-level await", async () => {
    const directory = path.join(fixtures, "esm");
    expect(await outputs("esm", "index.ts")).to.deep.equal({
      kind: "module",
      project: "shop",
      ...(process.versions.node >= "20.11" && { directory }),
    });
    expect(readdirSync(directory)).to.deep.equal(["index.ts", "later.ts", "package.json"]);
    expect(await outputs("esm", "")).to.include({ kind: "module" });
  });

  it("runs an ECMAScript module with only a default export, or in JavaScript", async () => {
    expect(await outputs("esm-default", "")).to.deep.equal({ kind: "default function" });
    expect(await outputs("module-js", "")).to.deep.equal({ kind: "plain module", project: "shop" });
  });

  it("compiles the program with its own tsconfig.json and the files that it extends", async () => {
    expect(await outputs("extended", "index.ts")).to.deep.equal({ kind: "kept" });
  });

  it("runs a program in a subdirectory of the project", async () => {
    expect(await outputs("nested", "infra/index.ts")).to.deep.equal({ kind: "infra" });
  });

  it("reloads the program in each run", async () => {
    const size = (value: string) => ({ config: { "shop:size": value, "shop:nested": "{}", "shop:password": "x" } });
    expect((await outputs("forms", "settings.ts", size("1"))).size).to.equal(1);
    expect((await outputs("forms", "settings.ts", size("2"))).size).to.equal(2);
  });
});

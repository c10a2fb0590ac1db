import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { Failure } from "../../../plan/project/failure";
import { readProject } from "../../../plan/project/project";

describe("readProject", () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), "project-"));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  function project(text: string, file = "Pulumi.yaml") {
    writeFileSync(path.join(directory, file), text);
    return readProject(directory);
  }

  it("reads the project's name, its program and its stacks", () => {
    for (const stack of ["prod", "dev"]) writeFileSync(path.join(directory, `Pulumi.${stack}.yaml`), "");
    const { name, main, stacks, stackFile } = project("name: shop\nruntime: nodejs\nmain: src/index.ts\n");
    expect({ name, main, stacks: stacks(), file: stackFile("dev") }).to.deep.equal({
      name: "shop",
      main: "src/index.ts",
      stacks: ["dev", "prod"],
      file: "Pulumi.dev.yaml",
    });
  });

  it("reads runtime options, and Pulumi.yml as the file name", () => {
    const { stackFile } = project("name: shop\nruntime: { name: nodejs, options: { typescript: false } }\n", "Pulumi.yml");
    expect(stackFile("dev")).to.equal("Pulumi.dev.yml");
  });

  it("finds stack files in the configured directory", () => {
    mkdirSync(path.join(directory, "stacks"));
    writeFileSync(path.join(directory, "stacks", "Pulumi.dev.yaml"), "");
    const { stacks, stackFile } = project("name: shop\nruntime: nodejs\nstackConfigDir: stacks\n");
    expect([stacks(), stackFile("dev")]).to.deep.equal([["dev"], "stacks/Pulumi.dev.yaml"]);
  });

  it("reads declared configuration in all forms", () => {
    const { declarations } = project(
      "name: shop\nruntime: nodejs\nconfig:\n  size: 3\n  aws:region: { value: eu-west-1 }\n  names: { type: array, items: { type: string } }\n  key: { type: string, secret: true, default: x }\n",
    );
    expect(declarations).to.deep.equal([
      { key: "shop:size", value: 3n, secret: false },
      { key: "aws:region", value: "eu-west-1", type: undefined, secret: false },
      { key: "shop:names", value: undefined, type: { items: "string" }, secret: false },
      { key: "shop:key", value: "x", type: "string", secret: true },
    ]);
  });

  const wrong: readonly (readonly [what: string, text: string, problem: string])[] = [
    ["a project without a name", "runtime: nodejs\n", "Pulumi.yaml: name: expected the project's name, found nothing"],
    [
      "another language",
      "name: x\nruntime: python\n",
      "Pulumi.yaml: runtime: expected nodejs, found python: only programs for Node.js are planned",
    ],
    ["a list", "- a\n", "Pulumi.yaml: expected a map, found a list"],
    [
      "a map of values without `default`, as the CLI does",
      "name: x\nruntime: nodejs\nconfig: { defaults: { cluster: { version: '1.35' } } }\n",
      "Pulumi.yaml: config.defaults: cluster is not one of type, items, default, value, description, secret; write a map of values as `defaults: { type: object, default: { cluster: ... } }`",
    ],
    [
      "a map of values of another namespace without `value`, as the CLI does",
      "name: x\nruntime: nodejs\nconfig: { 'aws:defaultTags': { tags: { a: b } } }\n",
      "Pulumi.yaml: config.aws:defaultTags: tags is not one of type, items, default, value, description, secret; write a map of values as `aws:defaultTags: { value: { tags: ... } }`",
    ],
    [
      "a file that is not valid YAML",
      "name: [\n",
      "Pulumi.yaml: line 2, column 1: Flow sequence in block collection must be sufficiently indented and end with a ]",
    ],
  ];
  for (const [what, text, problem] of wrong) {
    it(`rejects ${what}`, () =>
      expect(() => project(text))
        .to.throw(Failure)
        .with.deep.property("issues", [problem]));
  }

  it("reports a missing project", () => {
    expect(() => readProject(directory)).to.throw(Failure, `no Pulumi.yaml in ${directory}`);
  });
});

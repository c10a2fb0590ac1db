import { expect } from "chai";
import { Failure } from "../../../plan/project/failure";
import type { Project } from "../../../plan/project/project";
import { readStackFile } from "../../../plan/project/stack";
import { processorTime } from "../../harness/mocks/processor-time";

const project: Project = {
  directory: "/none",
  file: "Pulumi.yaml",
  name: "demo",
  declarations: [],
  stackFile: (stack) => `Pulumi.${stack}.yaml`,
  stacks: () => [],
};

function read(text: string, declarations: Project["declarations"] = []) {
  return readStackFile({ ...project, declarations }, text, "Pulumi.dev.yaml", true);
}

function problems(text: string, declarations: Project["declarations"] = []): readonly string[] {
  try {
    read(text, declarations);
  } catch (error) {
    if (error instanceof Failure) return error.issues;
    throw error;
  }
  return [];
}

// What the Go code of the Pulumi CLI (sdk 3.274, resource/config with yaml.v3) passes to a program for each value.
const texts: readonly (readonly [yaml: string, text: string])[] = [
  ["hello", "hello"],
  ["1.30", "1.3"],
  ["1.0", "1"],
  ["42", "42"],
  ["-0.0", "0"],
  ["12345678901234567890", "12345678901234567890"],
  ["123456789012345678901234567890", "1.2345678901234568e+29"],
  ["1e21", "1e+21"],
  ["1e-7", "1e-7"],
  ["0x1F", "31"],
  ["0777", "511"],
  ["0o777", "511"],
  ["089", "89"],
  ["0b11", "3"],
  ["1_000", "1000"],
  ["1_000.5", "1000.5"],
  [".5", "0.5"],
  ["+5", "5"],
  ["012345678901", "12345678901"],
  ["111122223333", "111122223333"],
  ["True", "true"],
  ["yes", "yes"],
  ["on", "on"],
  ["null", ""],
  ["~", ""],
  ["", ""],
  ['""', ""],
  ["12:30:45", "12:30:45"],
  ["2024-01-02", "2024-01-02 00:00:00 +0000 UTC"],
  ["2024-01-02T03:04:05Z", "2024-01-02 03:04:05 +0000 UTC"],
  ["2024-01-02 03:04:05.123 +0100", "2024-01-02 03:04:05.123 +0100"],
  ["[]", "[]"],
  ["{}", "{}"],
  ["{z: 1, a: [1.30, null, yes, 1e3], 10: x, 9: y}", '{"10":"x","9":"y","a":[1.3,null,"yes",1000],"z":1}'],
  ["['<&>']", '["\\u003c\\u0026\\u003e"]'],
  ["{secure: v1:abc}", "[secret]"],
  ["{a: {secure: v1:abc}, b: [{secure: v1:x}]}", '{"a":"[secret]","b":["[secret]"]}'],
  ["{secure: abc, x: 1}", '{"secure":"abc","x":1}'],
  ["{secure: 5}", '{"secure":5}'],
  ["!!str 5", "5"],
  ["!!int '5'", "5"],
  [">-\n    a\n    b", "a b"],
];

describe("readStackFile", () => {
  for (const [yaml, text] of texts) {
    it(`reads ${JSON.stringify(yaml)} as the Pulumi CLI does`, () => {
      expect(read(`config:\n  demo:value: ${yaml}\n`).config).to.deep.equal({ "demo:value": text });
    });
  }

  it("adds the project namespace to keys without one, and accepts the old long form", () => {
    const { config } = read("config:\n  size: 3\n  aws:region: eu-west-1\n  aws:config:profile: dev\n");
    expect(config).to.deep.equal({ "demo:size": "3", "aws:region": "eu-west-1", "aws:profile": "dev" });
  });

  it("merges YAML anchors", () => {
    const { config } = read("config:\n  base: &base { x: 1 }\n  more: { <<: *base, y: 2 }\n");
    expect(config["demo:more"]).to.equal('{"x":1,"y":2}');
  });

  it("lists encrypted keys as secret, including partly encrypted ones", () => {
    const { secretKeys } = read("encryptionsalt: v1:x\nconfig:\n  a: { secure: v1:y }\n  b: { c: [{ secure: v1:z }] }\n  d: plain\n");
    expect(secretKeys).to.deep.equal(["demo:a", "demo:b"]);
  });

  it("accepts a file without settings, with a byte order mark, or empty", () => {
    for (const text of ["", "config:\n", "\uFEFFconfig: {}\n", "# only a remark\n"]) expect(read(text).config).to.deep.equal({});
  });

  it("warns about environments, which only Pulumi Cloud can open", () => {
    expect(read("environment: [prod]\nconfig: {}\n").findings).to.have.length(1);
  });

  const declarations = [
    { key: "demo:size", value: 3, secret: false },
    { key: "aws:region", value: "eu-west-1", secret: false },
  ];

  it("adds configuration from Pulumi.yaml, and lets the stack override it", () => {
    expect(read("config:\n  size: 5\n", declarations).config).to.deep.equal({ "demo:size": "5", "aws:region": "eu-west-1" });
  });

  const wrong: readonly (readonly [what: string, text: string, problem: string, declared?: Project["declarations"]])[] = [
    ["a tab", "config:\n\ta: 1\n", "line 2, column 1: a tab indents this line; YAML takes spaces"],
    ["a key twice", "config:\n  x: 1\n  x: 2\n", 'line 3, column 3: duplicate key "x"'],
    ["an open quote", 'config:\n  x: "a\n', 'line 3, column 1: Missing closing "quote'],
    ["a second document", "config: {}\n---\nconfig: {}\n", "line 2, column 1: a second YAML document begins here; one is expected"],
    ["an undefined anchor", "config: *x\n", "Unresolved alias (the anchor must be set before the alias): x"],
    ["a list", "- a\n", "expected a map with the key config, found a list"],
    ["a text", "hello\n", "expected a map with the key config, found a string"],
    ["settings that are a list", "config: [1]\n", "config: expected a map of settings, found a list"],
    ["settings beside config", "aws:region: x\n", "aws:region: settings belong under the key config"],
    ["a misspelled key", "Config: {}\n", "Config: not a key of stack files; did you mean config?"],
    ["too many colons", "config:\n  a:b:c: 1\n", "a:b:c: expected a key such as demo:size, namespace and name with one colon between them"],
    ["a number as key", "config:\n  1: a\n", "1: expected a key such as demo:size, namespace and name with one colon between them"],
    ["one key in two forms", "config:\n  a: 1\n  demo:a: 2\n", "demo:a: is set twice, once without its namespace"],
    ["infinity", "config:\n  a: .inf\n", "demo:a: is not a number that a program can be given"],
    ["a missing setting", "config: {}\n", "demo:a: missing; Pulumi.yaml declares it without a default", [{ key: "demo:a", secret: false }]],
    [
      "the wrong type",
      "config:\n  a: x\n",
      "demo:a: expected a whole number, found a string",
      [{ key: "demo:a", type: "integer", secret: false }],
    ],
    [
      "the wrong items",
      "config:\n  a: [1, x]\n",
      "demo:a: expected a list of integer values, found a list",
      [{ key: "demo:a", type: { items: "integer" }, secret: false }],
    ],
    [
      "a plain secret",
      "config:\n  a: x\n",
      "demo:a: expected an encrypted value (pulumi config set --secret), found a plain one",
      [{ key: "demo:a", type: "string", secret: true }],
    ],
  ];
  const deep = "maps and lists are nested too deeply to be read; remove what is nested deeper than 40 levels";
  for (const levels of [1_000, 5_000, 900_000]) {
    for (const [what, open, close] of [
      ["lists in brackets", "[", "]"],
      ["lists by dashes", "- ", ""],
      ["maps", "{ a: ", "}"],
    ] as const) {
      it(`rejects ${levels} nested ${what} within the time limit`, () => {
        let found: string | undefined;
        const taken = processorTime(() => {
          [found] = problems(`config:\n  a:\n    ${open.repeat(levels)}${close.repeat(levels)}\n`);
        });
        expect(found?.replace(/expected at most 2000000 characters, found \d+; make several stacks/, deep)).to.equal(
          `Pulumi.dev.yaml: ${deep}`,
        );
        expect(taken).to.be.lessThan(3_000);
      });
    }
  }

  it("rejects aliases that expand to too much text", () => {
    const levels = ["a", "b", "c", "d", "e"].map(
      (name, at, all) => `  ${name}: &${name} [${Array(9).fill(at === 0 ? "x" : `*${all[at - 1]}`)}]`,
    );
    expect(problems(`config:\n${levels.join("\n")}\n`)).to.deep.equal([
      "Pulumi.dev.yaml: aliases (`*name`) repeat more than can be read; write out what they stand for",
    ]);
  });

  for (const [what, text, problem, declared] of wrong) {
    it(`rejects ${what}`, () => expect(problems(text, declared)).to.deep.equal([`Pulumi.dev.yaml: ${problem}`]));
  }

  it("reports all problems at once", () => {
    expect(problems("config:\n  a:b:c: 1\n  d: .nan\nconfi: {}\n")).to.have.length(3);
  });

  it("converts text to declared types as the Pulumi CLI does", () => {
    const typed = ["integer", "boolean", "string", "object"].map((type) => ({ key: `demo:${type}`, type, secret: false }));
    expect(problems('config:\n  integer: "42"\n  boolean: "true"\n  string: 5\n  object: { a: 1 }\n', typed)).to.deep.equal([]);
  });
});

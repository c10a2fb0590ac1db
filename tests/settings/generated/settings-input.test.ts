import * as path from "node:path";
import { expect } from "chai";
import ts from "typescript";
import type { z } from "zod";
import type { SectionsInput } from "../../../components/settings/generated/settings-input";
import type { sections } from "../../../components/settings/schema/sections";

type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;
/** Without the old names of renamed keys, which no schema has. */
type WithoutOldNames<T> = T extends readonly (infer Item)[]
  ? readonly WithoutOldNames<Item>[]
  : T extends object
    ? { readonly [Key in keyof T as Key extends "friends" | "rights" ? never : Key]: WithoutOldNames<T[Key]> }
    : T;
type Equal<One, Other> = (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;
type Inferred = { [Name in keyof typeof sections]: DeepReadonly<z.input<(typeof sections)[Name]>> };
type Written = { [Name in keyof SectionsInput]-?: WithoutOldNames<Exclude<SectionsInput[Name], undefined>> };

/** Sections whose generated type differs from their schema. Does not compile if there is one. */
type Different = { [Name in keyof Inferred]: Equal<Written[Name], Inferred[Name]> extends true ? never : Name }[keyof Inferred];
const different: never[] = [] as Different[];
const sameSections: Equal<keyof Inferred, keyof Written> = true;

const root = path.join(__dirname, "../../..");

/** The hover text of keys in a program, and its compiler errors. */
function inspect(text: string, options: ts.CompilerOptions) {
  const file = path.join(root, "editor.ts");
  const service = ts.createLanguageService({
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (name) => {
      const content = name === file ? text : ts.sys.readFile(name);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => root,
    getCompilationSettings: () => ({
      ...options,
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.CommonJS,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      types: [],
    }),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    directoryExists: ts.sys.directoryExists,
  });
  const hover = (key: string) => {
    const info = service.getQuickInfoAtPosition(file, text.indexOf(key));
    return [
      ts.displayPartsToString(info?.documentation),
      ...(info?.tags ?? []).map(({ name, text }) => `@${name} ${ts.displayPartsToString(text)}`),
    ];
  };
  const errors = () => service.getSemanticDiagnostics(file).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
  return { hover, errors };
}

const imported = 'import type { SectionsInput } from "./components/settings/generated/settings-input";\n';

describe("SectionsInput", () => {
  it("equals the input types of the schemas", () => {
    expect(different).to.deep.equal([]);
    expect(sameSections).to.equal(true);
  });

  it("shows descriptions and defaults of keys in an editor, and rejects unknown keys", () => {
    const network = '{ network: { cidr: "10.0.0.0/16", cird: "10.0.0.0/16" } }';
    const { hover, errors } = inspect(`${imported}export const settings: SectionsInput = ${network};`, {});
    expect(hover("cidr")).to.deep.equal(["Address range of the VPC, /16 to /26, large enough for its zones", '@default "10.0.0.0/16"']);
    expect(hover("network:")[0]).to.match(/VPC/);
    expect(errors()).to.have.lengthOf(1);
    expect(errors()[0]).to.match(/cird/);
  });

  it("accepts deprecated keys, with their new names in an editor", () => {
    const crew = '{ kind: "application", members: [], network: "isolated", friends: ["ops"], rights: "view" }';
    const program = `${imported}export const settings: SectionsInput = { teams: { crew: ${crew} } };`;
    const { hover, errors } = inspect(program, {});
    expect(errors()).to.deep.equal([]);
    expect(hover("friends")).to.include("@deprecated Use `allowIngressFrom`.");
    expect(hover("rights")).to.include("@deprecated Use `accessLevel`.");
  });

  for (const exactOptionalPropertyTypes of [true, false]) {
    it(`accepts undefined and read-only lists with exactOptionalPropertyTypes: ${exactOptionalPropertyTypes}`, () => {
      const program = `${imported}
declare const version: string | undefined;
const admins = ["arn:aws:iam::111122223333:role/Admin"] as const;
export const settings: SectionsInput = { cluster: { version, admins }, nodePools: { general: { labels: { tier: "web" } } } };`;
      expect(inspect(program, { exactOptionalPropertyTypes }).errors()).to.deep.equal([]);
    });
  }
});

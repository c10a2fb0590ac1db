import { readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import * as ts from "typescript";

const components = path.join(__dirname, "../../components");
const parse = (file: string) => ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);

type Documented = ts.InterfaceDeclaration | ts.ClassDeclaration | ts.TypeAliasDeclaration | ts.FunctionDeclaration | ts.VariableStatement;

const isExported = (node: ts.Node): node is Documented =>
  (ts.isInterfaceDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isVariableStatement(node)) &&
  (ts.getCombinedModifierFlags(node as ts.Node as ts.Declaration) & ts.ModifierFlags.Export) !== 0;

const isDocumented = (node: ts.Node) => ts.getJSDocCommentsAndTags(node).length > 0;

function nameOf(node: Documented): string {
  return ts.isVariableStatement(node) ? node.declarationList.declarations[0]!.name.getText() : node.name!.text;
}

/** Members that an editor shows, without constructors and what is private or internal. */
function membersOf(node: Documented): readonly (ts.ClassElement | ts.TypeElement)[] {
  if (!ts.isInterfaceDeclaration(node) && !ts.isClassDeclaration(node)) return [];
  return [...node.members].filter(
    (member) =>
      member.name !== undefined &&
      !(ts.getCombinedModifierFlags(member) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) &&
      !ts.getJSDocTags(member).some(({ tagName }) => tagName.text === "internal"),
  );
}

/** The files that the public API exports from, and the names; all names of a file where it exports `*`. */
function exportsOf(): readonly (readonly [file: string, names: ReadonlySet<string> | undefined])[] {
  const found: (readonly [string, ReadonlySet<string> | undefined])[] = [];
  for (const statement of parse(path.join(components, "index.ts")).statements) {
    if (!ts.isExportDeclaration(statement)) continue;
    const from = (statement.moduleSpecifier as ts.StringLiteral).text;
    if (!from.startsWith(".") || from === "./deprecated") continue;
    const { exportClause: clause } = statement;
    const names = clause && ts.isNamedExports(clause) && clause.elements.map(({ name, propertyName }) => (propertyName ?? name).getText());
    found.push([path.join(components, `${from}.ts`), names ? new Set(names) : undefined]);
  }
  return found;
}

describe("public API documentation", () => {
  it("describes every export and every member in the editor", () => {
    const missing = exportsOf().flatMap(([file, names]) =>
      parse(file)
        .statements.filter(isExported)
        .filter((node) => !names || names.has(nameOf(node)))
        .flatMap((node) => [
          ...(isDocumented(node) ? [] : [nameOf(node)]),
          ...membersOf(node)
            .filter((member) => !isDocumented(member))
            .map((member) => `${nameOf(node)}.${member.name!.getText()}`),
        ])
        .map((name) => `${path.relative(components, file)}: ${name}`),
    );
    expect(missing).to.deep.equal([]);
  });
});

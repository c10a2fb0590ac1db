// The public API from its declarations, and types that these name but the package does not export.
import * as path from "node:path";
import ts from "typescript";

const root = path.join(__dirname, "..");
const entry = path.join(root, "components/index.ts");

/** A declaration of an export, without comments. */
interface Entry {
  readonly name: string;
  readonly text: string;
  readonly deprecated: boolean;
}

export interface ApiReport {
  readonly entries: readonly Entry[];
  /** Types in declarations that users cannot import, as `<export> names <type>`. */
  readonly missing: readonly string[];
}

type Statement = ts.ClassDeclaration | ts.InterfaceDeclaration | ts.TypeAliasDeclaration | ts.FunctionDeclaration | ts.VariableStatement;

export function apiReport(): ApiReport {
  const program = ts.createProgram([entry], options(), withoutSdks(options()));
  const checker = program.getTypeChecker();
  const declarations = new Map<string, ts.SourceFile>();
  const symbols = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(entry)!)!).map((symbol) => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return { name: symbol.name, target, file: target.declarations?.[0]?.getSourceFile().fileName ?? "" };
  });
  const own = symbols.filter(({ file }) => file.startsWith(path.join(root, "components")));
  const exported = new Set(own.map(({ target, file }) => `${file} ${target.name}`));
  const missing = new Set<string>();
  const entries = own.map(({ name, target, file }): Entry => {
    const source = declarations.get(file) ?? emitted(program, file);
    declarations.set(file, source);
    const statements = source.statements.filter((statement): statement is Statement => namesOf(statement).includes(target.name));
    for (const type of statements.flatMap((statement) => typesIn(statement, source, file))) {
      if (!exported.has(`${type.file} ${type.name}`)) missing.add(`${name} names ${type.name} (${path.relative(root, type.file)})`);
    }
    const deprecated = target.getJsDocTags(checker).some((tag) => tag.name === "deprecated");
    const alias = name === target.name ? "" : `// ${target.name} is exported as ${name}\n`;
    return { name, text: alias + statements.map((statement) => printed(statement, source)).join("\n"), deprecated };
  });
  const others = symbols.filter((symbol) => !own.includes(symbol));
  const foreign = others.map(({ name }) => ({ name, text: `export { ${name} } // of another package`, deprecated: false }));
  return { entries: [...entries, ...foreign].sort((one, other) => (one.name < other.name ? -1 : 1)), missing: [...missing].sort() };
}

function options(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(path.join(root, "tsconfig.build.json"), ts.sys.readFile);
  return ts.parseJsonConfigFileContent(config, ts.sys, root).options;
}

/**
 * Reads everything except the provider SDKs, which take most of the time. Declarations contain only explicit types; inferred ones are
 * `any`.
 */
function withoutSdks(compilerOptions: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(compilerOptions);
  host.resolveModuleNameLiterals = (literals, file) =>
    literals.map(({ text }) =>
      /^@pulumi\/(aws|awsx|eks|kubernetes)(\/|$)/.test(text)
        ? { resolvedModule: undefined }
        : ts.resolveModuleName(text, file, compilerOptions, host),
    );
  return host;
}

/** Declarations of a source file, as in the package. */
function emitted(program: ts.Program, file: string): ts.SourceFile {
  let declarations = "";
  const write = (_: string, text: string) => {
    declarations = text;
  };
  program.emit(program.getSourceFile(file), write, undefined, true);
  return ts.createSourceFile(file.replace(/ts$/, "d.ts"), declarations, ts.ScriptTarget.ES2022, true);
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map(({ name }) => name.getText());
  return "name" in statement && statement.name ? [(statement.name as ts.Identifier).text] : [];
}

/** Types of this project that a declaration names, with their source files. */
function typesIn(statement: Statement, source: ts.SourceFile, file: string): { name: string; file: string }[] {
  const found: { name: string; file: string }[] = [];
  const parameters = new Set<string>();
  const add = (entity: ts.EntityName | ts.Expression) => {
    if (ts.isIdentifier(entity) && !parameters.has(entity.text)) found.push(...declared(entity.text, source, file));
  };
  const visit = (node: ts.Node): void => {
    if (ts.isTypeParameterDeclaration(node)) parameters.add(node.name.text);
    if (ts.isPropertyDeclaration(node) && node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword)) return;
    if (ts.isTypeReferenceNode(node)) add(node.typeName);
    if (ts.isExpressionWithTypeArguments(node)) add(node.expression);
    ts.forEachChild(node, visit);
  };
  visit(statement);
  return found;
}

/** The file that declares a name: this file, or one that it imports. */
function declared(name: string, source: ts.SourceFile, file: string): { name: string; file: string }[] {
  for (const statement of source.statements) {
    if (namesOf(statement).includes(name)) return [{ name, file }];
    const bindings = ts.isImportDeclaration(statement) && statement.importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings)) continue;
    const specifier = (statement.moduleSpecifier as ts.StringLiteral).text;
    const imported = bindings.elements.find((element) => element.name.text === name);
    if (!imported || !specifier.startsWith(".")) continue;
    const target = path.resolve(path.dirname(file), specifier);
    return [
      {
        name: (imported.propertyName ?? imported.name).text,
        file: ts.sys.fileExists(`${target}.ts`) ? `${target}.ts` : `${target}/index.ts`,
      },
    ];
  }
  return [];
}

function printed(statement: Statement, source: ts.SourceFile): string {
  const text = ts.createPrinter({ removeComments: true }).printNode(ts.EmitHint.Unspecified, statement, source);
  return text
    .replace(/^export declare /, "")
    .replace(/^(declare|export) /, "")
    .replace(/^ +private .*\n/gm, "");
}

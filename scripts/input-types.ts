// `npm run input-types`: writes the input types of the resources that stacks create, from the SDKs' declarations and from CRDs, for the check of overrides.
// `--check` writes nothing and fails where the table is stale.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { type Declaration, declarationOf } from "../plan/simulation/schema/declarations";
import { customResourceTypes } from "./input-types/crd-types";
import { print, printMembers } from "./input-types/print-type";

const root = path.join(__dirname, "..");
const target = path.join(root, "components/reference/generated/input-types.json");

/** Types of resources in the recorded stacks, without components, providers and Pulumi's own resources, which have no overrides. */
function createdTypes(): string[] {
  const records = path.join(root, "tests/fixtures/state");
  const lines = readdirSync(records)
    .filter((file) => file.endsWith(".txt"))
    .flatMap((file) => readFileSync(path.join(records, file), "utf8").split("\n"));
  const types = lines.map((line) => line.slice(line.lastIndexOf("$") + 1)).filter((type) => /^(aws|kubernetes):[^$ ]+$/.test(type));
  return [...new Set(types)].sort();
}

/** Recorded properties of each type, and of the nested types that it names. */
class Table {
  readonly types: Record<string, string> = {};
  readonly nested: Record<string, string> = {};

  addSdkType(type: string, declaration: Declaration): void {
    this.types[type] = printMembers(declaration.args.properties, (name) => this.named(name, declaration));
  }

  addCustomResource(type: string, properties: Parameters<typeof printMembers>[0], declaration: Declaration): void {
    this.types[type] = printMembers(properties, (name) => this.named(name, declaration));
  }

  private named(name: string, declaration: Declaration): string {
    const type = declaration.types.resolve(name);
    const nameOf = (inner: string) => this.named(inner, declaration);
    if (type.kind !== "object" || type.shape.others) return print(type, nameOf);
    if (!(name in this.nested)) {
      this.nested[name] = ""; // types can be recursive
      this.nested[name] = printMembers(type.shape.properties, nameOf);
    }
    return name;
  }
}

function sdkVersion(sdk: string): string {
  return JSON.parse(readFileSync(require.resolve(`@pulumi/${sdk}/package.json`), "utf8")).version;
}

function tableText(): string {
  const table = new Table();
  const custom = customResourceTypes();
  const namespace = declarationOf("kubernetes:core/v1:Namespace", root)!; // adds the types of metadata
  for (const type of createdTypes()) {
    const declaration = declarationOf(type, root);
    const properties = custom.get(type);
    if (declaration) table.addSdkType(type, declaration);
    else if (properties) table.addCustomResource(type, properties, namespace);
  }
  const nested = Object.fromEntries(Object.entries(table.nested).sort(([one], [other]) => (one < other ? -1 : 1)));
  const source = `@pulumi/aws ${sdkVersion("aws")}, @pulumi/kubernetes ${sdkVersion("kubernetes")}, CRDs of tests/fixtures/crds`;
  return `${JSON.stringify({ source, types: table.types, nested }, undefined, 1)}\n`;
}

const text = tableText();
if (existsSync(target) && readFileSync(target, "utf8") === text) process.exit();
if (process.argv.includes("--check")) {
  console.error(`${path.relative(root, target)} is stale; run: npm run input-types`);
  process.exit(1);
}
writeFileSync(target, text);
console.log(`wrote ${path.relative(root, target)}`);

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { Failure } from "./failure";
import { kindOf, type Node, parseYaml } from "./yaml";

/** A setting that `Pulumi.yaml` declares. */
export interface Declaration {
  /** With its namespace, such as `shop:size` or `aws:region`. */
  readonly key: string;
  /** The value for stacks that do not set it; absent if each stack must set it. */
  readonly value?: Node;
  readonly type?: TypeName;
  readonly secret: boolean;
}

/** `string`, `integer`, `boolean`, `object`, or an array of these. */
export type TypeName = string | { readonly items: TypeName };

/** The content of `Pulumi.yaml`. */
export interface Project {
  /** Its directory, absolute. */
  readonly directory: string;
  /** `Pulumi.yaml` or `Pulumi.yml`. */
  readonly file: string;
  readonly name: string;
  /** Program, relative to the directory; default: as in package.json, else index.js or index.ts. */
  readonly main?: string;
  readonly declarations: readonly Declaration[];
  /** Name of a stack's file, relative to the directory. */
  stackFile(stack: string): string;
  /** Names of the stacks with a file, sorted. */
  stacks(): string[];
}

/**
 * Reads the `Pulumi.yaml` of a directory.
 * @throws Failure if there is none, or it is not one for Node.js
 */
export function readProject(directory: string): Project {
  const extension = [".yaml", ".yml"].find((candidate) => existsSync(path.join(directory, `Pulumi${candidate}`)));
  if (!extension) throw new Failure([`no Pulumi.yaml in ${directory}`]);
  const file = `Pulumi${extension}`;
  const settings = parseYaml(readText(path.join(directory, file), file), file);
  if (!(settings instanceof Map)) throw new Failure([`${file}: expected a map, found ${kindOf(settings)}`]);

  const name = settings.get("name");
  if (typeof name !== "string" || name === "")
    throw new Failure([`${file}: name: expected the project's name, found ${kindOf(name ?? null)}`]);
  const runtime = runtimeName(settings.get("runtime"));
  if (runtime !== "nodejs")
    throw new Failure([`${file}: runtime: expected nodejs, found ${runtime ?? "nothing"}: only programs for Node.js are planned`]);
  const main = settings.get("main");
  const config = settings.get("config") ?? null;
  const stackDirectory = settings.get("stackConfigDir") ?? (typeof config === "string" ? config : "");

  return {
    directory,
    file,
    name,
    main: typeof main === "string" ? main : undefined,
    declarations: config instanceof Map ? [...config].map(([key, value]) => declaration(name, String(key), value, file)) : [],
    stackFile: (stack) => path.join(String(stackDirectory), `Pulumi.${stack}${extension}`),
    stacks: () => stackNames(path.join(directory, String(stackDirectory)), extension),
  };
}

/** The text of a file. @throws Failure with its label */
export function readText(file: string, label: string): string {
  try {
    if (statSync(file).isDirectory()) throw new Failure([`${label} is a directory, not a file`]);
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Failure) throw error;
    const reason =
      (error as NodeJS.ErrnoException).code === "ENOENT" ? "does not exist" : `cannot be read (${(error as NodeJS.ErrnoException).code})`;
    throw new Failure([`${label} ${reason}`]);
  }
}

function runtimeName(runtime: Node | undefined): string | undefined {
  const name = runtime instanceof Map ? runtime.get("name") : runtime;
  return typeof name === "string" ? name : undefined;
}

function stackNames(directory: string, extension: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((file) => file.startsWith("Pulumi.") && file.endsWith(extension) && file.length > "Pulumi.".length + extension.length)
    .map((file) => file.slice("Pulumi.".length, -extension.length))
    .sort();
}

const declarationKeys = ["type", "items", "default", "value", "description", "secret"];

/**
 * A map without `value`, `default` or `type` declares what a stack must set; anything that is no map is the value itself.
 * @throws Failure for a map with other keys, such as those of a value: the Pulumi CLI refuses the file
 */
function declaration(project: string, key: string, given: Node, file: string): Declaration {
  const namespaced = key.includes(":") ? key : `${project}:${key}`;
  if (!(given instanceof Map)) return { key: namespaced, value: given ?? undefined, secret: false };
  const other = [...given.keys()].map(String).find((name) => !declarationKeys.includes(name));
  if (other !== undefined) {
    const form = key.includes(":") ? "{ value" : "{ type: object, default";
    throw new Failure([
      `${file}: config.${key}: ${other} is not one of ${declarationKeys.join(", ")}; write a map of values as \`${key}: ${form}: { ${other}: ... } }\``,
    ]);
  }
  return {
    key: namespaced,
    value: given.get("default") ?? given.get("value") ?? undefined,
    type: typeName(given),
    secret: given.get("secret") === true,
  };
}

function typeName(given: ReadonlyMap<Node, Node>): TypeName | undefined {
  const type = given.get("type");
  if (typeof type !== "string") return undefined;
  const items = given.get("items");
  return type === "array" && items instanceof Map ? { items: typeName(items) ?? "string" } : type;
}

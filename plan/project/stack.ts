import { nearest } from "../../components/util/did-you-mean";
import { type Finding, finding } from "../../components/util/finding";
import { configText, holdsSecret } from "./config-text";
import { Failure } from "./failure";
import type { Project, TypeName } from "./project";
import { kindOf, type Node, parseYaml } from "./yaml";

/** A stack's settings as the Pulumi CLI passes them to a program. */
export interface StackFile {
  /** Key with namespace to text. */
  readonly config: Readonly<Record<string, string>>;
  /** Keys whose values are or contain secrets. */
  readonly secretKeys: readonly string[];
  /** What the plan ignores, although Pulumi reads it. */
  readonly findings: readonly Finding[];
}

/** Sections of all stacks, of programs with this project's settings. */
const defaultsKey = "eks-blueprints:defaults";

const stackFileKeys = ["config", "environment", "encryptedkey", "encryptionsalt", "secretsprovider"];

/**
 * Settings of a stack: its file, and the values of `Pulumi.yaml` for every stack.
 * @param text of the stack file; empty if a project needs none
 * @param label name of the file in messages
 * @param checkTypes whether to check settings against the types in `Pulumi.yaml`; a program that validates its own settings reports more
 * @throws Failure with every error
 */
export function readStackFile(project: Project, text: string, label: string, checkTypes: boolean): StackFile {
  const file = parseYaml(text, label);
  if (file !== null && !(file instanceof Map)) throw new Failure([`${label}: expected a map with the key config, found ${kindOf(file)}`]);
  const section = file?.get("config") ?? null;
  if (section !== null && !(section instanceof Map))
    throw new Failure([`${label}: config: expected a map of settings, found ${kindOf(section)}`]);

  const issues = [...(file?.keys() ?? [])].flatMap((key) => strayKey(String(key)));
  const values = new Map<string, Node>();
  for (const [written, value] of section ?? []) {
    const key = namespaced(project.name, written);
    if (!key)
      issues.push(`${String(written)}: expected a key such as ${project.name}:size, namespace and name with one colon between them`);
    else if (values.has(key)) issues.push(`${key}: is set twice, once without its namespace`);
    else if (key === defaultsKey)
      issues.push(`${key}: sections of all stacks belong in ${project.file}; write the sections of this stack by themselves`);
    else values.set(key, value);
  }
  for (const { key, value, type, secret } of project.declarations) {
    const own = key.startsWith(`${project.name}:`);
    const set = values.get(key);
    if (set === undefined && value !== undefined) values.set(key, value);
    else if (set === undefined && own) issues.push(`${key}: missing; Pulumi.yaml declares it without a default`);
    else if (set !== undefined && type && checkTypes) {
      if (secret && !holdsSecret(set)) issues.push(`${key}: expected an encrypted value (pulumi config set --secret), found a plain one`);
      else if (!holdsSecret(set) && !matches(type, set)) issues.push(`${key}: expected ${typeText(type)}, found ${kindOf(set)}`);
    }
  }

  const config: Record<string, string> = {};
  for (const [key, value] of values) {
    try {
      config[key] = configText(value);
    } catch (error) {
      issues.push(`${key}: ${(error as Error).message}`);
    }
  }
  if (issues.length > 0) throw new Failure(issues.map((problem) => `${label}: ${problem}`));
  return {
    config,
    secretKeys: [...values].filter(([, value]) => holdsSecret(value)).map(([key]) => key),
    findings: file?.has("environment") ? [unreadEnvironment(label)] : [],
  };
}

function unreadEnvironment(label: string): Finding {
  return finding({
    rule: "stack-file",
    path: "environment",
    message: `${label}: settings from Pulumi ESC cannot be read offline; the plan does not include them`,
    fix: "write the settings that the plan needs into the stack file too, or read the plan with that in mind",
  });
}

/** A setting beside `config` instead of in it, which Pulumi would ignore without a message. */
function strayKey(key: string): string[] {
  if (stackFileKeys.includes(key)) return [];
  if (key.includes(":")) return [`${key}: settings belong under the key config`];
  const near = nearest(key, stackFileKeys);
  return near ? [`${key}: not a key of stack files; did you mean ${near}?`] : [];
}

/** `name` belongs to the project; `aws:config:region` is an old form of `aws:region`. */
function namespaced(project: string, key: Node): string | undefined {
  if (typeof key !== "string") return undefined;
  const parts = key.split(":");
  if (parts.length === 3 && parts[1] === "config") return `${parts[0]}:${parts[2]}`;
  return parts.length === 1 ? `${project}:${key}` : parts.length === 2 ? key : undefined;
}

function matches(type: TypeName, node: Node): boolean {
  if (typeof type !== "string") return Array.isArray(node) && node.every((item) => matches(type.items, item));
  if (type === "string") return typeof node !== "object";
  if (type === "integer") return typeof node !== "object" && /^[-+]?\d+$/.test(String(node));
  if (type === "boolean") return ["true", "false"].includes(String(node));
  return type === "object" ? node instanceof Map : Array.isArray(node);
}

function typeText(type: TypeName): string {
  if (typeof type !== "string") return `a list of ${typeof type.items === "string" ? `${type.items} values` : "lists"}`;
  return { string: "a string", integer: "a whole number", boolean: "true or false", object: "a map" }[type] ?? "a list";
}

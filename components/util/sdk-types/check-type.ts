// Holds values against the types of a provider's SDK: inputs of the offline plan, and overrides of a stack file.
import { nearest } from "../did-you-mean";
import { isRecord } from "../is-record";
import type { Shape, Type } from "./type-expression";

/** What is wrong with a value: the path to it, and what was expected and found. */
export interface TypeIssue {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What a value stands for: one that fits every type, or another value, of which messages show nothing if it is secret. */
export type Opened = "fits" | { readonly value: unknown; readonly secret?: boolean };

export interface TypeCheckOptions {
  /** What a named type stands for. */
  readonly resolve: (name: string) => Type;
  /** Whether objects are merged over others: properties may be missing, and null removes one. Lists replace others, so their objects are whole. Default: false. */
  readonly partial?: boolean;
  /** Reads the caller's own kinds of values; undefined for plain ones. Default: all are plain. */
  readonly open?: (value: unknown) => Opened | undefined;
}

/**
 * Checks an object against its shape.
 * @param what the properties are of, such as `property of aws:ec2/subnet:Subnet`
 */
export function checkShape(found: Readonly<Record<string, unknown>>, shape: Shape, what: string, options: TypeCheckOptions): TypeIssue[] {
  const checker = new TypeChecker(options);
  checker.object(found, shape, what, options.partial ?? false);
  return checker.issues;
}

class TypeChecker {
  issues: TypeIssue[] = [];
  /** Path of the value that is being checked. */
  private readonly path: (string | number)[] = [];

  constructor(private readonly options: TypeCheckOptions) {}

  object(found: Readonly<Record<string, unknown>>, { properties, others }: Shape, what: string, partial: boolean): void {
    for (const name of Object.keys(found)) {
      const value = found[name];
      const property = properties.get(name);
      const type = property?.type ?? others;
      this.path.push(name);
      if (!type) {
        if (partial || !name.startsWith("__")) this.report(`no such ${what}${suggestion(name, [...properties.keys()])}`);
      } else if (partial && value === null && property?.optional === false) {
        this.report(`required, so null cannot remove it; expected ${this.describe(type)}`);
      } else this.value(value, type, partial);
      this.path.pop();
    }
    if (partial) return;
    for (const [name, { optional, type }] of properties) {
      const missing = found[name] === undefined || found[name] === null;
      if (missing && !optional && type.kind !== "any") this.report(`missing, expected ${this.describe(type)}`, name);
    }
  }

  private report(message: string, ...steps: readonly string[]): void {
    this.issues.push({ path: [...this.path, ...steps], message });
  }

  private value(value: unknown, type: Type, partial: boolean): void {
    if (value === null || value === undefined) return;
    const opened = this.options.open?.(value);
    if (opened === "fits") return;
    if (opened) {
      const issues = this.issuesOf(() => this.value(opened.value, type, partial));
      this.issues.push(...(opened.secret ? issues.map(hidden) : issues));
      return;
    }
    if (type.kind === "named") this.value(value, this.options.resolve(type.name), partial);
    else if (type.kind === "union") this.union(value, type.members, partial);
    else if (type.kind === "list" && Array.isArray(value)) this.items(value, value.keys(), type.element, false);
    else if (type.kind === "map" && isRecord(value)) this.items(value, Object.keys(value), type.element, partial);
    else if (type.kind === "object" && isRecord(value)) this.object(value, type.shape, "property", partial);
    else if (!isA(value, type)) this.wrong(value, type);
  }

  private items(values: object, keys: Iterable<string | number>, element: Type, partial: boolean): void {
    for (const key of keys) {
      this.path.push(key);
      this.value((values as Record<string | number, unknown>)[key], element, partial);
      this.path.pop();
    }
  }

  /** The issues that a check reports, taken out of the list. */
  private issuesOf(check: () => void): TypeIssue[] {
    const before = this.issues;
    this.issues = [];
    check();
    const found = this.issues;
    this.issues = before;
    return found;
  }

  /** Fits if one member fits; otherwise an object is validated against the only member that is an object. */
  private union(value: unknown, members: readonly Type[], partial: boolean): void {
    const issues: TypeIssue[][] = [];
    for (const member of members) {
      const found = this.issuesOf(() => this.value(value, member, partial));
      if (found.length === 0) return;
      issues.push(found);
    }
    const objects = members.flatMap((member, index) => (this.resolved(member).kind === "object" ? index : []));
    if (isRecord(value) && objects.length === 1) this.issues.push(...issues[objects[0]!]!);
    else this.wrong(value, { kind: "union", members });
  }

  private wrong(value: unknown, type: Type): void {
    const valid = type.kind === "union" ? type.members.flatMap((member) => (member.kind === "literal" ? String(member.value) : [])) : [];
    const near = typeof value === "string" ? suggestion(value, valid) : "";
    this.report(`expected ${this.describe(type)}, found ${describeValue(value)}${near}`);
  }

  private resolved(type: Type): Type {
    return type.kind === "named" ? this.options.resolve(type.name) : type;
  }

  private describe(type: Type): string {
    switch (type.kind) {
      case "named": {
        const resolved = this.resolved(type);
        return resolved.kind === "object" ? "an object" : this.describe(resolved);
      }
      case "union": {
        const members = [...new Set(type.members.map((member) => this.describe(member)))];
        return type.members.every((member) => member.kind === "literal") ? `one of ${members.join(", ")}` : members.join(" or ");
      }
      case "list":
        return `a list of ${this.describe(type.element).replace(/^an? /, "")}s`;
      case "map":
        return "an object with keys of your own";
      case "literal":
        return JSON.stringify(type.value);
      case "any":
        return "a value";
      case "object":
        return "an object";
      default:
        return `a ${type.kind}`;
    }
  }
}

/** Whether a value is of a type without parts. */
function isA(value: unknown, type: Type): boolean {
  if (type.kind === "literal") return value === type.value;
  if (type.kind === "resource") return typeof value === "string" || isRecord(value);
  if (type.kind === "object") return false; // a list is an object too
  return type.kind === "any" || typeof value === type.kind; // the kinds of types are named like those of values
}

function hidden({ path, message }: TypeIssue): TypeIssue {
  return { path, message: message.replace(/, found .*/s, ", found another secret value") };
}

function suggestion(wrong: string, valid: readonly string[]): string {
  const name = nearest(wrong, valid);
  return name === undefined ? "" : `; did you mean ${name}?`;
}

function describeValue(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (isRecord(value)) return "an object";
  const words = JSON.stringify(value);
  return words.length > 80 ? `${words.slice(0, 80)}...` : words;
}

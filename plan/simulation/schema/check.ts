// Refuses inputs that the provider would refuse, by the types of its SDK.
import { nearest } from "../../../components/util/did-you-mean";
import { isRecord } from "../../../components/util/is-record";
import { isList, Reference, Secret, SimulationError, UNKNOWN, type Value, type Values } from "../../types";
import type { Declaration, NestedTypes } from "./declarations";
import type { Shape, Type } from "./type-expression";

/**
 * Checks the inputs of a resource against its declaration.
 * @throws SimulationError that names each fault: property path, what was expected, what was found, nearest valid name
 */
export function checkInputs(type: string, inputs: Values, declaration: Declaration): void {
  const issues = new Checker(declaration.types).object(inputs, declaration.args, "", `property of ${type}`);
  if (issues.length > 0) throw new SimulationError(issues.join("; "));
}

class Checker {
  constructor(private readonly types: NestedTypes) {}

  object(found: Values, { properties, others }: Shape, path: string, what: string): string[] {
    const issues: string[] = [];
    for (const [name, value] of Object.entries(found)) {
      const type = properties.get(name)?.type ?? others;
      if (type) issues.push(...this.value(value, type, join(path, name)));
      else if (!name.startsWith("__")) issues.push(`${join(path, name)}: no such ${what}${suggestion(name, [...properties.keys()])}`);
    }
    for (const [name, { optional, type }] of properties) {
      const missing = found[name] === undefined || found[name] === null;
      if (missing && !optional && type.kind !== "any") issues.push(`${join(path, name)}: missing, expected ${this.describe(type)}`);
    }
    return issues;
  }

  private value(value: Value, type: Type, path: string): string[] {
    if (value === UNKNOWN || value === null || value === undefined) return [];
    if (value instanceof Secret)
      return this.value(value.value, type, path).map((fault) => fault.replace(/, found .*/s, ", found another secret value"));
    switch (type.kind) {
      case "any":
        return [];
      case "named":
        return this.value(value, this.types.resolve(type.name), path);
      case "union":
        return this.union(value, type.members, path);
      case "list":
        return isList(value)
          ? value.flatMap((item, index) => this.value(item, type.element, `${path}[${index}]`))
          : this.wrong(value, type, path);
      case "map":
        return isRecord(value)
          ? Object.entries(value).flatMap(([key, item]) => this.value(item, type.element, join(path, key)))
          : this.wrong(value, type, path);
      case "object":
        return isRecord(value) ? this.object(value, type.shape, path, "property") : this.wrong(value, type, path);
      case "resource":
        return value instanceof Reference || typeof value === "string" || isRecord(value) ? [] : this.wrong(value, type, path);
      case "literal":
        return value === type.value ? [] : this.wrong(value, type, path);
      default:
        // The kinds of types are named like those of values.
        return typeof (value instanceof Reference ? (value.id ?? "") : value) === type.kind ? [] : this.wrong(value, type, path);
    }
  }

  /** Fits if one member fits; if not, an object is judged by the one member that is an object. */
  private union(value: Value, members: readonly Type[], path: string): string[] {
    const issues = members.map((member) => this.value(value, member, path));
    if (issues.some((list) => list.length === 0)) return [];
    const objects = members.flatMap((member, index) => (this.resolved(member).kind === "object" ? index : []));
    return isRecord(value) && objects.length === 1 ? issues[objects[0]!]! : this.wrong(value, { kind: "union", members }, path);
  }

  private wrong(value: Value, type: Type, path: string): string[] {
    const valid = type.kind === "union" ? type.members.flatMap((member) => (member.kind === "literal" ? String(member.value) : [])) : [];
    return [
      `${path}: expected ${this.describe(type)}, found ${describeValue(value)}${typeof value === "string" ? suggestion(value, valid) : ""}`,
    ];
  }

  private resolved(type: Type): Type {
    return type.kind === "named" ? this.types.resolve(type.name) : type;
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

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

function suggestion(wrong: string, valid: readonly string[]): string {
  const name = nearest(wrong, valid);
  return name === undefined ? "" : `; did you mean ${name}?`;
}

function describeValue(value: Value): string {
  if (isList(value)) return "a list";
  if (value instanceof Reference) return "a resource";
  if (isRecord(value)) return "an object";
  const words = JSON.stringify(value);
  return words.length > 80 ? `${words.slice(0, 80)}...` : words;
}

// Prints types as compact text, which `readMembers` parses.
import type { Property, Type } from "../../components/util/sdk-types/type-expression";

/** Prints the properties of an object. @param nameOf how to print a named type: its name, or its definition if that is not an object */
export function printMembers(properties: ReadonlyMap<string, Property>, nameOf: (name: string) => string): string {
  return [...properties]
    .map(([name, { optional, type }]) => `${/^\w+$/.test(name) ? name : JSON.stringify(name)}${optional ? "?" : ""}:${print(type, nameOf)}`)
    .join(";");
}

/** Prints a type. */
export function print(type: Type, nameOf: (name: string) => string): string {
  switch (type.kind) {
    case "literal":
      return JSON.stringify(type.value);
    case "named":
      return nameOf(type.name);
    case "union": {
      // a resource stands for its id or ARN, which a stack file cannot contain
      const members = type.members.filter(({ kind }) => kind !== "resource").map((member) => print(member, nameOf));
      return members.includes("any") ? "any" : [...new Set(members)].join("|");
    }
    case "list": {
      const element = print(type.element, nameOf);
      return element.includes("|") ? `(${element})[]` : `${element}[]`;
    }
    case "map":
      return `Record<string,${print(type.element, nameOf)}>`;
    case "object":
      return type.shape.others ? "any" : `{${printMembers(type.shape.properties, nameOf)}}`;
    case "resource":
      return "any";
    default:
      return type.kind;
  }
}

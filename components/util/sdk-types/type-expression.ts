// The types of a provider's SDK, as its generated declarations write them.

/** What a property may hold. */
export type Type =
  | { readonly kind: "any" | "string" | "number" | "boolean" | "undefined" | "resource" }
  | { readonly kind: "literal"; readonly value: string | number | boolean }
  | { readonly kind: "union"; readonly members: readonly Type[] }
  | { readonly kind: "list" | "map"; readonly element: Type }
  | { readonly kind: "object"; readonly shape: Shape }
  | { readonly kind: "named"; readonly name: string };

export interface Property {
  readonly type: Type;
  readonly optional: boolean;
}

/** Properties by name; `others` is what further properties may hold. */
export interface Shape {
  readonly properties: ReadonlyMap<string, Property>;
  readonly others?: Type;
}

const tokens = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|-?\d+(?:\.\d+)?|[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*|=>|\.\.\.|\S/g;
const primitives = new Set(["any", "string", "number", "boolean", "undefined"]);
const wrappers = new Set(["pulumi.Input", "pulumi.Output", "Promise", "Readonly", "Partial"]);

/** Reads the body of an interface or class: members between the braces, comments already removed. */
export function readMembers(body: string): Shape {
  return new Reader(body.match(tokens) ?? []).members(undefined);
}

class Reader {
  private at = 0;
  constructor(private readonly words: readonly string[]) {}

  members(end: "}" | undefined): Shape {
    const properties = new Map<string, Property>();
    let others: Type | undefined;
    while (this.at < this.words.length && this.words[this.at] !== end) {
      if (this.words[this.at] === "[") {
        others = this.indexSignature();
      } else {
        const property = this.property();
        if (property) properties.set(property.name, property);
      }
    }
    return others ? { properties, others } : { properties };
  }

  private indexSignature(): Type {
    this.skipPast("]");
    this.take(":");
    const type = this.union();
    this.take(";");
    return type;
  }

  /** Methods, constructors, static and private members are skipped. */
  private property(): (Property & { readonly name: string }) | undefined {
    if (this.words[this.at] === "readonly") this.at++;
    const name = unquoted(this.words[this.at++] ?? "");
    const optional = this.take("?");
    if (!this.take(":")) {
      this.skipMember();
      return undefined;
    }
    const type = this.union();
    this.take(";");
    return { name, type: withoutUndefined(type), optional: optional || acceptsUndefined(type) };
  }

  private union(): Type {
    this.take("|");
    const members = [this.suffixed()];
    while (this.take("|")) members.push(this.suffixed());
    return members.length === 1
      ? members[0]!
      : { kind: "union", members: members.flatMap((type) => (type.kind === "union" ? type.members : type)) };
  }

  private suffixed(): Type {
    let type = this.primary();
    while (this.words[this.at] === "[" && this.words[this.at + 1] === "]") {
      this.at += 2;
      type = { kind: "list", element: type };
    }
    return type;
  }

  private primary(): Type {
    const word = this.words[this.at++] ?? "";
    if (word === "(") return this.closed(")");
    if (word === "{") return this.inline();
    if (word.startsWith('"') || word.startsWith("'")) return { kind: "literal", value: unquoted(word) };
    if (/^-?\d/.test(word)) return { kind: "literal", value: Number(word) };
    if (word === "true" || word === "false") return { kind: "literal", value: word === "true" };
    if (wrappers.has(word) && this.take("<")) return this.closed(">");
    return this.named(word);
  }

  private named(name: string): Type {
    if (this.take("<")) {
      const element = this.closed(">");
      return name === "Record" ? { kind: "map", element } : { kind: "any" };
    }
    if (primitives.has(name)) return { kind: name as "any" };
    if (/^(inputs|outputs|enums|pulumi\w+\.types)\./.test(name)) return { kind: "named", name };
    // Classes of resources; what is left are aliases of strings and objects that the SDK writes by hand.
    return { kind: /^pulumi[A-Z]\w*\./.test(name) ? "resource" : "any" };
  }

  /** An inline object; one with an index signature alone is a map. */
  private inline(): Type {
    const shape = this.members("}");
    this.take("}");
    return shape.others && shape.properties.size === 0 ? { kind: "map", element: shape.others } : { kind: "object", shape };
  }

  private closed(end: ")" | ">"): Type {
    let type = this.union();
    while (this.take(",")) type = this.union();
    this.take(end);
    return type;
  }

  private take(word: string): boolean {
    const found = this.words[this.at] === word;
    if (found) this.at++;
    return found;
  }

  private skipPast(word: string): void {
    while (this.at < this.words.length && this.words[this.at++] !== word);
  }

  private skipMember(): void {
    let depth = 0;
    while (this.at < this.words.length) {
      const word = this.words[this.at++]!;
      if ("({<".includes(word)) depth++;
      if (")}>".includes(word)) depth--;
      if (word === ";" && depth === 0) return;
    }
  }
}

function unquoted(word: string): string {
  return /^["']/.test(word) ? word.slice(1, -1) : word;
}

function acceptsUndefined(type: Type): boolean {
  return type.kind === "undefined" || (type.kind === "union" && type.members.some((member) => member.kind === "undefined"));
}

function withoutUndefined(type: Type): Type {
  if (type.kind !== "union") return type;
  const members = type.members.filter((member) => member.kind !== "undefined");
  return members.length === 1 ? members[0]! : { kind: "union", members };
}

import type { Type } from "../../../components/util/sdk-types/type-expression";
import type { Declaration } from "../../../plan/simulation/schema/declarations";

/** Whether a path names an input that the SDK declares. */
export function isDeclared({ args, types }: Declaration, names: readonly string[]): boolean {
  let type: Type = { kind: "object", shape: args };
  for (const name of names) {
    if (type.kind === "list") type = type.element;
    if (type.kind === "named") type = types.resolve(type.name);
    if (type.kind !== "object") return false;
    const property = type.shape.properties.get(name);
    if (!property) return false;
    type = property.type;
  }
  return true;
}

import { escapeControlChars } from "../../components/util/escape-control-chars";
import type { DocumentResource } from "./json";

/** All resources as a tree, children under what they hang on, in the order of the plan. */
export function tree(resources: readonly DocumentResource[]): string[] {
  const urns = new Set(resources.map(({ urn }) => urn));
  const children = new Map<string, DocumentResource[]>();
  for (const resource of resources) {
    const parent = resource.parent !== undefined && urns.has(resource.parent) ? resource.parent : "";
    const siblings = children.get(parent);
    if (siblings) siblings.push(resource);
    else children.set(parent, [resource]);
  }
  const branch = (parent: string, indent: string): string[] => {
    const below = children.get(parent) ?? [];
    return below.flatMap((resource, at) => {
      const last = at === below.length - 1;
      const [knot, rest] = parent === "" ? ["", ""] : last ? ["└─ ", "   "] : ["├─ ", "│  "];
      return [`${indent}${knot}${label(resource)}`, ...branch(resource.urn, indent + rest)];
    });
  };
  return branch("", "  ");
}

function label({ name, type, external, protect, simulatedBy }: DocumentResource): string {
  const notes = [external && "looked up", protect && "protected", simulatedBy && `by ${simulatedBy}`].filter(Boolean);
  return escapeControlChars(`${name}  ${type}${notes.length > 0 ? `  (${notes.join(", ")})` : ""}`);
}

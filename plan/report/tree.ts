import type { DocumentResource } from "./json";
import { type Block, paragraph } from "./layout";

/** All resources as a tree by parent, in the order of the plan. */
export function tree(resources: readonly DocumentResource[]): Block[] {
  const urns = new Set(resources.map(({ urn }) => urn));
  const children = new Map<string, DocumentResource[]>();
  for (const resource of resources) {
    const parent = resource.parent !== undefined && urns.has(resource.parent) ? resource.parent : "";
    const siblings = children.get(parent);
    if (siblings) siblings.push(resource);
    else children.set(parent, [resource]);
  }
  const branch = (parent: string, indent: string): Block[] => {
    const below = children.get(parent) ?? [];
    return below.flatMap((resource, at) => {
      const last = at === below.length - 1;
      const [knot, rest] = parent === "" ? ["", ""] : last ? ["└─ ", "   "] : ["├─ ", "│  "];
      const inside = indent + rest;
      const bar = children.has(resource.urn) ? "│ " : "  ";
      const line = paragraph(label(resource), { indent: indent + knot, hanging: `${inside}${bar}` });
      return [line, ...branch(resource.urn, inside)];
    });
  };
  return branch("", "  ");
}

function label({ name, type, external, protect, overridden, simulatedBy }: DocumentResource): string {
  const notes = [
    external && "looked up",
    protect && "protected",
    simulatedBy && `by ${simulatedBy}`,
    overridden && `overridden: ${overridden.join(", ")}`,
  ].filter(Boolean);
  return `${name}  ${type}${notes.length > 0 ? `  (${notes.join(", ")})` : ""}`;
}

import type { Change } from "../../diff/changes";
import type { PlanDocument } from "../json";
import { kindOfType } from "../kind";
import type { MarkdownSection } from "./sections";
import { code } from "./text";

const groups = [
  ["delete", "deleted"],
  ["replace", "replaced"],
  ["update", "changed"],
  ["create", "created"],
] as const;

/** Maximum number of properties shown per resource; others are counted. */
const mostProperties = 4;
/** More resources of one operation are collapsed. */
const mostOpen = 20;
/** Longer values are truncated. */
const longestValue = 60;

/** Changes, deletions and replacements first and expanded. */
export function changeSections({ changes }: Pick<PlanDocument, "changes">): MarkdownSection[] {
  if (!changes) return [];
  if (changes.length === 0)
    return [{ summary: "Nothing changes", content: ["Both plans have the same resources with the same properties."] }];
  return groups.flatMap(([op, done]): MarkdownSection[] => {
    const some = changes.filter((change) => change.op === op);
    if (some.length === 0) return [];
    const plain = op === "create" || op === "delete";
    const columns = ["resource", "type", ...(plain ? [] : ["properties"])].map((label) => ({ label }));
    const rows = some.map((change) => [code(change.name), code(kindOfType(change.type)), ...(plain ? [] : [properties(change)])]);
    const lost = op === "delete" || op === "replace";
    return [
      {
        summary: `${some.length} resource${some.length === 1 ? "" : "s"} ${done}`,
        open: lost && some.length <= mostOpen,
        content: [{ columns, rows }],
      },
    ];
  });
}

function properties({ properties: all, because }: Change): string {
  const shown = all.slice(0, mostProperties).map(({ path, from, to }) => `${code(path)}: ${value(from)} → ${value(to)}`);
  const more = all.length > mostProperties ? [`and ${all.length - mostProperties} more`] : [];
  return [...shown, ...more, ...(because === null ? [] : [`because ${code(because)}`])].join("<br>");
}

function value(json: Change["properties"][number]["from"]): string {
  if (json === undefined) return "none";
  const whole = [...(typeof json === "string" ? json : JSON.stringify(json))];
  return code(whole.length > longestValue ? `${whole.slice(0, longestValue - 1).join("")}…` : whole.join(""));
}

import type { Finding } from "../../../components/util/finding";
import { nameOf } from "../../engine/urn";
import { type Alike, alikeFindings } from "../alike-findings";
import type { MarkdownSection } from "./sections";
import { code, prose, text } from "./text";

/** Maximum number of places shown per rule; others are counted. */
const mostPlaces = 5;

/** Findings with fixes, mandatory ones expanded. */
export function findingSections(all: readonly Finding[]): MarkdownSection[] {
  return (["mandatory", "advisory"] as const).flatMap((level): MarkdownSection[] => {
    const groups = alikeFindings(all, level);
    if (groups.length === 0) return [];
    const number = groups.reduce((sum, { length }) => sum + length, 0);
    const columns = ["rule", "what", "fix"].map((label) => ({ label }));
    const summary = `${number} ${level} finding${number === 1 ? "" : "s"}`;
    return [{ summary, open: level === "mandatory", content: [{ columns, rows: groups.map(row) }] }];
  });
}

function row(group: Alike): string[] {
  const [{ rule, fix, source, exception }] = group;
  const more = group.length > mostPlaces ? [`and ${group.length - mostPlaces} more`] : [];
  const except = exception ? [`exception until ${text(exception.until)}: ${text(exception.reason)}`] : [];
  return [
    [code(rule), ...source.map(text)].join("<br>"),
    [...group.slice(0, mostPlaces).map(one), ...more, ...except].join("<br>"),
    text(fix),
  ];
}

function one({ path, urn, message }: Finding): string {
  const place = path ?? (urn && (nameOf(urn) || urn));
  return place ? `${code(place)}: ${prose(message)}` : prose(message);
}

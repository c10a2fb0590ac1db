import type { Finding } from "../../../components/util/finding";
import { type Alike, alikeFindings } from "../alike-findings";
import { type Block, count, paragraph } from "../layout";

const styles = { mandatory: "error", advisory: "warning", information: "information" } as const;

/** Maximum number of places shown per rule; the document has all. */
const mostNamed = 5;

/** Findings of one level with their fixes. Similar findings are merged, with their settings or resources. */
export function findingBlocks(findings: readonly Finding[], level: Finding["level"]): Block[] {
  return alikeFindings(findings, level).flatMap(groupBlocks);
}

function groupBlocks(group: Alike): Block[] {
  const [{ rule, level, message, fix, exception }] = group;
  const below = (text: string) => paragraph(text, { indent: "    " });
  const [first, ...others] = linesOf(group);
  const action = exception ? `Exception until ${exception.until}: ${exception.reason}` : fix === "" ? undefined : `To fix this: ${fix}`;
  return [
    paragraph(`[${rule}] ${first ?? message}`, { style: styles[level], label: true }),
    ...others.map(below),
    ...(action === undefined ? [] : [below(action)]),
  ];
}

/** Places and messages: one line for a single finding; for several, the common message with all places, or one line each. */
function linesOf(group: Alike): string[] {
  const [{ message }, ...others] = group;
  const line = (finding: Finding) => [placeOf(finding), finding.message].filter((part) => part !== undefined).join(": ");
  if (others.length === 0) return [line(group[0])];
  if (others.some((each) => each.message !== message)) return [`${count(group.length, "finding")}:`, ...shortened(group.map(line))];
  const places = group.flatMap((finding) => placeOf(finding) ?? []);
  return [message, `${count(places.length, group[0].urn === undefined ? "setting" : "resource")}: ${shortened(places).join(", ")}`];
}

function shortened(all: readonly string[]): string[] {
  return all.length <= mostNamed ? [...all] : [...all.slice(0, mostNamed - 1), `and ${all.length - mostNamed + 1} more`];
}

/** The setting or resource of a finding. */
function placeOf({ path, urn }: Finding): string | undefined {
  return path ?? urn?.split("::").slice(3).join("::");
}

import type { Finding } from "../../../components/util/finding";
import { type Alike, alikeFindings } from "../alike-findings";
import { type Block, count, paragraph } from "../layout";

const styles = { mandatory: "error", advisory: "warning", information: "information" } as const;

/** So many places of one rule are named; the document has all. */
const mostNamed = 5;

/** Findings of one level: what is wrong, and below it what to do. Alike findings stand together, with the settings or resources that they are about. */
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

/** Where what is wrong: one line for one finding; for several the message with all places, or a line each. */
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

/** The setting, or the name of the resource, that a finding is about. */
function placeOf({ path, urn }: Finding): string | undefined {
  return path ?? urn?.split("::").slice(3).join("::");
}

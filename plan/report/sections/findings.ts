import type { Finding } from "../../../components/util/finding";
import { type Block, count, paragraph } from "../layout";

const styles = { mandatory: "error", advisory: "warning", information: "information" } as const;

/** So many resources of one rule are named; the document has all. */
const mostNamed = 5;

/** Findings of one level: what is wrong, and below it what to do. Those of one rule with the same fix stand together, with the resources that they are about. */
export function findingBlocks(findings: readonly Finding[]): Block[] {
  const groups = new Map<string, Finding[]>();
  for (const each of findings) {
    const group = groupOf(each);
    groups.set(group, [...(groups.get(group) ?? []), each]);
  }
  return [...groups.values()].flatMap(groupBlocks);
}

/** Findings about settings stand alone: each has its own path. */
function groupOf({ rule, path, fix, exception }: Finding): string {
  return JSON.stringify([rule, path, fix, exception]);
}

function groupBlocks(group: readonly Finding[]): Block[] {
  const [{ rule, level, path, message, fix, exception }] = group as [Finding];
  const label = (text: string) => paragraph(`[${rule}] ${text}`, { style: styles[level], label: true });
  const below = (text: string) => paragraph(text, { indent: "    " });
  const names = group.flatMap((each) => nameOf(each) ?? []);
  const messages = new Set(group.map((each) => each.message));
  const wrong =
    path !== undefined
      ? [label(`${path}: ${message}`)]
      : group.length === 1
        ? [label(`${names.map((name) => `${name}: `).join("")}${message}`)]
        : messages.size === 1
          ? [label(message), below(`${count(group.length, "resource")}: ${shortened(names).join(", ")}`)]
          : [label(`${count(group.length, "finding")}:`), ...shortened(group.map((each) => `${nameOf(each)}: ${each.message}`)).map(below)];
  return [
    ...wrong,
    ...(exception ? [below(`Exception until ${exception.until}: ${exception.reason}`)] : fix === "" ? [] : [below(`To fix this: ${fix}`)]),
  ];
}

function shortened(all: readonly string[]): string[] {
  return all.length <= mostNamed ? [...all] : [...all.slice(0, mostNamed - 1), `and ${all.length - mostNamed + 1} more`];
}

/** The name of the resource that a finding is about. */
function nameOf({ urn }: Finding): string | undefined {
  return urn?.split("::").slice(3).join("::");
}

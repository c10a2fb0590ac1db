import type { Finding } from "../../components/util/finding";

/** Findings that differ only in place and message. */
export type Alike = readonly [Finding, ...Finding[]];

/** Groups findings of one level that have the same rule, fix, controls and exception. Keeps their order. */
export function alikeFindings(all: readonly Finding[], level: Finding["level"]): Alike[] {
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of all) {
    if (finding.level !== level) continue;
    const { rule, fix, source, exception } = finding;
    const key = JSON.stringify([rule, fix, source, exception]);
    const known = groups.get(key);
    if (known) known.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()];
}

import type { Finding } from "../../components/util/finding";

/** Findings that have all in common but the place and the message. */
export type Alike = readonly [Finding, ...Finding[]];

/** Findings of one level in their order, those of one rule with the same fix, controls and exception together. */
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

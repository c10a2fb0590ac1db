import { didYouMean } from "../components/util/did-you-mean";
import { type Finding, finding } from "../components/util/finding";
import { matchesGlob } from "../components/util/glob";
import type { PolicySettings } from "../components/util/policy-settings";

export interface Exceptions {
  readonly settings: PolicySettings["exceptions"];
  /** Today, such as 2026-11-30: compared with `until`. */
  readonly today: string;
  /** Ids of all rules. Mandatory findings of others, which AWS or `pulumi up` would reject, have no exceptions. */
  readonly known: readonly string[];
  /** Ids of the rules that were evaluated: without a finding they need no exception. Default: all. */
  readonly evaluated?: readonly string[];
}

const rule = "policy-exception";

/** Findings with the exceptions of settings, and findings on exceptions that expired, or that no finding needs. */
export function withExceptions(findings: readonly Finding[], { settings, today, known, evaluated = known }: Exceptions): Finding[] {
  const used = new Set<string>();
  const applied = findings.map((found) => {
    const exception = Object.hasOwn(settings, found.rule) ? settings[found.rule] : undefined;
    const isRejected = found.level === "mandatory" && !known.includes(found.rule);
    if (!exception || isRejected || !covers(exception.resources, found.urn)) return found;
    used.add(found.rule);
    if (exception.until < today) return found;
    const { reason, until } = exception;
    return { ...found, level: found.level === "mandatory" ? ("advisory" as const) : found.level, exception: { reason, until } };
  });
  const own = Object.entries(settings).flatMap(([id, { until }]) => {
    const path = `eks-blueprints:policies.exceptions.${id}`;
    if (!known.includes(id) && !findings.some((found) => found.rule === id))
      return finding({
        rule,
        path,
        message: `there is no rule ${id}${didYouMean(id, known)}`,
        fix: "correct the id, or remove the exception",
      });
    if (!used.has(id) && known.includes(id) && !evaluated.includes(id)) return [];
    if (!used.has(id)) return finding({ rule, path, message: "no finding needs this exception", fix: "remove it" });
    if (until < today)
      return finding({ rule, path, message: `the exception expired on ${until}`, fix: "fix what the rule reports, or extend `until`" });
    return [];
  });
  return [...applied, ...own];
}

/** Whether an exception covers a finding: one about a setting too, unless it names resources. */
function covers(resources: readonly string[] | undefined, urn: string | undefined): boolean {
  if (!resources) return true;
  const name = urn?.split("::").slice(3).join("::");
  return name !== undefined && resources.some((pattern) => matchesGlob(pattern, name));
}

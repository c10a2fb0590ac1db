import { guarded, invalidRead } from "../validation/guard";
import type { InvalidPaths, Path } from "../validation/invalid";

/** Repeating a rule for each entry would take too long in maps with thousands of invalid ones. */
const mostRepetitions = 12;

/**
 * The results of a rule up to where it reads something invalid. In a map that is read by entry, the rule is repeated without the entries
 * whose invalid parts it reads.
 */
export function untilInvalid<Stack, Result>(
  { stack, invalid }: { readonly stack: Stack; readonly invalid: InvalidPaths },
  reads: readonly string[],
  run: (view: Stack) => Iterable<Result>,
): Iterable<Result> {
  if (invalid.none) return run(stack);
  const partial = reads.filter((read) => read.endsWith("[]")).map(pathOfRead);
  const isPartial = (path: Path) => partial.some((above) => above.every((key, depth) => key === path[depth]));
  let valid = stack;
  for (let round = 0; ; round++) {
    const results: Result[] = [];
    const stopped = invalidRead(() => {
      const view = guarded(valid, invalid, [], isPartial);
      for (const result of run(view)) results.push(result);
    });
    const map = stopped && partial.find((above) => isEntryOf(above, stopped) && entryMaps.includes(above.join(".")));
    if (!map || round > mostRepetitions) return results;
    const inner = round < mostRepetitions ? stopped.slice(map.length + 1) : [];
    valid = withEntries(valid, map, (name) => !invalid.within([...map, name, ...inner]));
  }
}
/** Maps whose entries count as a whole. */
const entryMaps = [
  "nodePools",
  "fargate",
  "serviceAccounts",
  "teams",
  "teamTemplates",
  "tenants.tiers",
  "cluster.access",
  "cluster.securityGroupRules",
  "domain.expose",
  "gitops.teams",
];

function pathOfRead(read: string): Path {
  return read.replace("[]", "").split(".");
}

function isEntryOf(map: Path, path: Path): boolean {
  return path.length > map.length && map.every((key, depth) => key === path[depth]);
}

function withEntries<T>(value: T, [key, ...rest]: Path, keep: (name: string) => boolean): T {
  if (typeof value !== "object" || value === null) return value;
  if (key === undefined) return Object.fromEntries(Object.entries(value).filter(([name]) => keep(name))) as T;
  return { ...value, [key]: withEntries(value[key as keyof T], rest, keep) };
}

// Resources that hold data, such as file systems: a change of what AWS cannot change would replace one, and delete its data.
import type { DataStoreFacts, GuardedFacts } from "./stack-facts";
import type { BlockedChange } from "./types";

/** A blocked change for each setting that would replace one, or that AWS would reject. */
export function replacedData({ dataStores: before = {} }: GuardedFacts, { dataStores: after = {} }: GuardedFacts): BlockedChange[] {
  return Object.entries(after).flatMap(([path, is]) => {
    const was = before[path];
    return was ? [...otherValues(path, was, is), ...smallerSizes(path, was, is)] : [];
  });
}

function otherValues(path: string, was: DataStoreFacts, { noun, fixed }: DataStoreFacts): BlockedChange[] {
  return Object.entries(fixed).flatMap(([key, now]) => {
    const old = was.fixed[key];
    if (old === undefined || old === now) return [];
    const reason = `${old} -> ${now}: the ${noun} would be replaced by an empty one`;
    return [{ path: `eks-blueprints:${path}.${key}`, reason, fix: fix(`${path}.${key}`, old) }];
  });
}

function smallerSizes(path: string, was: DataStoreFacts, { noun, sizes = {} }: DataStoreFacts): BlockedChange[] {
  return Object.entries(sizes).flatMap(([key, now]) => {
    const old = was.sizes?.[key] ?? 0;
    if (now >= old) return [];
    const reason = `${old} -> ${now}: a ${noun} cannot shrink; it would be replaced by an empty one, or AWS would reject the update`;
    return [{ path: `eks-blueprints:${path}.${key}`, reason, fix: fix(`${path}.${key}`, String(old)) }];
  });
}

const fix = (path: string, old: string) => `keep ${old}, or copy the data elsewhere, then set EKS_BLUEPRINTS_ACCEPT=${path} for one run`;

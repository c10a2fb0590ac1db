import { isRecord } from "./is-record";
import { pathOf } from "./settings-error";

type Sections = Readonly<Record<string, unknown>>;

/** Sections merged over defaults, and the paths of all that was taken from the defaults as it is. */
export interface MergedSections {
  readonly sections: Sections;
  readonly fromDefaults: ReadonlySet<string>;
}

/** What an empty key in YAML becomes stands for a section that is not there. */
const isAbsent = (section: unknown) => section === undefined || section === null || section === "";

/**
 * Merges a stack's sections over the defaults of all stacks: maps key by key, lists and scalars whole. In a section, null removes what the defaults
 * say of a key.
 */
export function mergeDefaults(defaults: Sections, own: Sections): MergedSections {
  const fromDefaults = new Set<string>();
  const written = Object.fromEntries(Object.entries(own).filter(([name, section]) => !isAbsent(section) || !Object.hasOwn(defaults, name)));
  return { sections: merged(defaults, written, [], fromDefaults), fromDefaults };
}

function merged(defaults: Sections, own: Sections, path: readonly string[], fromDefaults: Set<string>): Sections {
  const result: Record<string, unknown> = { ...own };
  for (const [key, value] of Object.entries(defaults)) {
    const at = [...path, key];
    if (!Object.hasOwn(own, key) || own[key] === undefined) {
      result[key] = value;
      fromDefaults.add(pathOf(...at));
    } else if (own[key] === null) delete result[key];
    else if (isRecord(value) && isRecord(own[key])) result[key] = merged(value, own[key], at, fromDefaults);
  }
  return result;
}

/** Whether what stands at a path came from the defaults. */
export function isFromDefaults({ fromDefaults }: Pick<MergedSections, "fromDefaults">, path: string): boolean {
  if (fromDefaults.size === 0) return false;
  return [...path.matchAll(/[.[]|$/g)].some(({ index }) => fromDefaults.has(path.slice(0, index)));
}

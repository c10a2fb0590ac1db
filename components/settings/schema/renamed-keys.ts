/** A key that has a new name. */
export interface RenamedKey {
  /** Path within the section of the map that holds the key; `*` matches every name of a map and every item of a list. */
  readonly within: readonly string[];
  readonly from: string;
  readonly to: string;
}

const teamKeys: readonly RenamedKey[] = [
  { within: ["*"], from: "friends", to: "allowIngressFrom" },
  { within: ["*"], from: "rights", to: "accessLevel" },
];

/**
 * Renamed keys by section. The old names are still read, with a deprecation finding, and are `deprecated` in the JSON schema.
 * The parser replaces them before templates, defaults and rules, so that the rest of the program knows only the new names.
 */
export const renamedKeys: Readonly<Record<string, readonly RenamedKey[]>> = { teams: teamKeys, teamTemplates: teamKeys };

/** New name by old name, of the keys of the map at a path. */
export function renamedAt([section, ...path]: readonly PropertyKey[]): ReadonlyMap<string, string> {
  const matches = ({ within }: RenamedKey) =>
    within.length === path.length && within.every((name, depth) => name === "*" || name === path[depth]);
  const keys = renamedKeys[String(section)] ?? [];
  return new Map(keys.filter(matches).map(({ from, to }) => [from, to]));
}

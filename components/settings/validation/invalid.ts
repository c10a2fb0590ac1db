import { pathOf } from "../../util/settings-error";

export type Path = readonly PropertyKey[];

const keyOf = (path: Path) => path.map(String).join("\0");

/** Invalid paths: the values there have the right shape, so that code can run, but no meaning. */
export class InvalidPaths {
  private readonly paths: Path[] = [];
  private readonly exact = new Set<string>();
  private readonly above = new Set<string>();
  private readonly places = new Map<string, readonly number[]>();

  /** Entries of sections with something invalid, as messages name them; of teams, the invalid keys alone. */
  private get entries(): string[] {
    const depth = (path: Path) => (path[0] === "teams" || path[1] === "custom" ? 3 : 2);
    return [...new Set(this.paths.map((path) => pathOf(...path.slice(0, depth(path)))))];
  }

  add(path: Path): void {
    this.paths.push(path);
    this.exact.add(keyOf(path));
    for (let length = 0; length < path.length; length++) this.above.add(keyOf(path.slice(0, length)));
  }

  /** Records that a list lost invalid items. @param places original indexes of the remaining items */
  shorten(list: Path, places: readonly number[]): void {
    this.places.set(keyOf(list), places);
  }

  /** The path with the original indexes of lists that lost items. */
  written(path: Path): Path {
    return path.map((key, depth) => (typeof key === "number" ? (this.places.get(keyOf(path.slice(0, depth)))?.[key] ?? key) : key));
  }

  /** Whether a path in a message, such as `addons.velero.bucket`, belongs to an invalid add-on or pool, or to an invalid key of a team. */
  mentions(text: string): boolean {
    return this.entries.some((entry) => text === entry || text.startsWith(`${entry}.`) || text.startsWith(`${entry}[`));
  }

  /** Whether the value or one of its parents is invalid. */
  at(path: Path): boolean {
    return this.exact.size > 0 && path.some((_, index) => this.exact.has(keyOf(path.slice(0, index + 1))));
  }

  /** Whether any part of the value is invalid. */
  within(path: Path): boolean {
    return this.exact.size > 0 && (this.above.has(keyOf(path)) || this.at(path));
  }
}

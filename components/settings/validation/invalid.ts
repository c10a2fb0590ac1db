export type Path = readonly PropertyKey[];

const keyOf = (path: Path) => path.map(String).join("\0");

/** Invalid paths: the values there have the right shape, so that code can run, but no meaning. */
export class InvalidPaths {
  private readonly exact = new Set<string>();
  private readonly above = new Map<string, Set<string>>();
  private readonly lost = new Set<string>();

  add(path: Path): void {
    this.exact.add(keyOf(path));
    for (const [depth, key] of path.entries()) {
      const outer = keyOf(path.slice(0, depth));
      const below = this.above.get(outer) ?? new Set();
      this.above.set(outer, below.add(String(key)));
    }
  }

  /** Adds a map that cannot be used because of what is invalid in it. */
  lose(path: Path): void {
    this.add(path);
    this.lost.add(keyOf(path));
  }

  isLost(path: Path): boolean {
    return this.lost.has(keyOf(path));
  }

  /** Whether everything is valid. */
  get none(): boolean {
    return this.exact.size === 0;
  }

  /** Keys of a map in which something is invalid. */
  below(path: Path): readonly string[] {
    return [...(this.above.get(keyOf(path)) ?? [])];
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

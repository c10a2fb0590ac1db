import { finding, type SettingFinding } from "../../util/finding";
import { isRecord } from "../../util/is-record";
import { pathOf, type ValidationIssue } from "../../util/settings-error";
import { type RenamedKey, renamedKeys } from "../schema/renamed-keys";
import type { Path } from "./invalid";

type Sections = Partial<Record<string, unknown>>;

/** Replaces the old names of renamed keys in sections, and records them for messages. */
export class KeyRenamer {
  readonly issues: ValidationIssue[] = [];
  readonly findings: SettingFinding[] = [];
  private readonly original = new Map<string, string>();

  /** @param prefix prefix of paths in messages, such as `eks-blueprints:` */
  constructor(private readonly prefix: string) {}

  /** The sections with the new names only. */
  rename(sections: Sections): Sections {
    const renamed = { ...sections };
    for (const [section, keys] of Object.entries(renamedKeys)) {
      for (const key of keys)
        if (Object.hasOwn(renamed, section)) renamed[section] = this.descend(renamed[section], key.within, key, [section]);
    }
    return renamed;
  }

  /** A path in the renamed sections as the user wrote it. */
  asWritten(path: string): string {
    if (this.original.size === 0) return path;
    for (const { index } of path.matchAll(/[.[]|$/g)) {
      const original = this.original.get(path.slice(0, index));
      if (original !== undefined) return original + path.slice(index);
    }
    return path;
  }

  private descend(value: unknown, [next, ...rest]: readonly string[], key: RenamedKey, path: Path): unknown {
    if (next === undefined) return isRecord(value) ? this.replace(value, key, path) : value;
    if (Array.isArray(value)) return next === "*" ? value.map((item, index) => this.descend(item, rest, key, [...path, index])) : value;
    if (!isRecord(value)) return value;
    const entries = Object.entries(value).map(([name, inner]) => [
      name,
      next === "*" || next === name ? this.descend(inner, rest, key, [...path, name]) : inner,
    ]);
    return Object.fromEntries(entries);
  }

  private replace(map: Readonly<Record<string, unknown>>, { from, to }: RenamedKey, path: Path): Readonly<Record<string, unknown>> {
    if (!Object.hasOwn(map, from)) return map;
    const { [from]: value, ...rest } = map;
    if (value === undefined) return rest;
    const [before, after] = [pathOf(...path, from), pathOf(...path, to)];
    if (rest[to] !== undefined) {
      const message = `the old name of ${to}, which is set too (${this.prefix}${after}); remove ${from}`;
      this.issues.push({ path: before, message });
      return rest;
    }
    this.original.set(after, before);
    const message = `${from} is deprecated: its new name is ${to}`;
    this.findings.push(finding({ rule: "deprecated-key", path: before, message, fix: `rename ${from} to ${to}` }));
    return { ...rest, [to]: value };
  }
}

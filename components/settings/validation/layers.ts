// Merges a stack's own sections over those of all stacks (`defaults` in Pulumi.yaml).
import type { SettingFinding } from "../../util/finding";
import { isRecord } from "../../util/is-record";
import { isFromDefaults, type MergedSections, mergeDefaults } from "../../util/merge-defaults";
import type { ValidationIssue } from "../../util/settings-error";
import { sectionNames } from "../schema/sections";
import { excess } from "./bounds";
import { shown } from "./describe";
import type { Parser } from "./parser";
import { KeyRenamer } from "./rename";
import { readable, type SettingsRequest, sectionIssue } from "./sections";

/** Merged sections, with the origin of each value. */
export class Layers {
  /** With new names only. */
  readonly sections: Readonly<Record<string, unknown>>;
  /** Of renamed keys, with complete paths. */
  readonly issues: readonly ValidationIssue[];
  readonly findings: readonly SettingFinding[];
  private readonly own: KeyRenamer;
  private readonly defaults: KeyRenamer;
  private readonly merged: MergedSections;

  /** @param prefix prefix of paths in messages, such as `eks-blueprints:` */
  constructor(
    parser: Parser,
    { sections, defaults = {} }: Pick<SettingsRequest, "sections" | "defaults">,
    private readonly prefix: string,
  ) {
    const ofAll = readDefaults(parser, defaults);
    for (const name of new Set([...Object.keys(sections), ...Object.keys(ofAll)]))
      if (!(sectionNames as string[]).includes(name)) parser.report([name], sectionIssue(name));
    this.own = new KeyRenamer(prefix);
    this.defaults = new KeyRenamer(`${prefix}defaults.`);
    const renamed = this.defaults.rename(readable(parser, ofAll));
    this.merged = mergeDefaults(renamed, this.own.rename(readable(parser, sections)));
    this.sections = this.merged.sections;
    this.issues = [
      ...this.defaults.issues.map((issue) => ({ ...issue, path: this.inDefaults(issue.path) })),
      ...this.own.issues.map((issue) => ({ ...issue, path: prefix + issue.path })),
    ];
    this.findings = [
      ...this.defaults.findings.map((finding) => ({ ...finding, path: this.inDefaults(finding.path) })),
      ...this.own.findings.map((finding) => ({ ...finding, path: prefix + finding.path })),
    ];
  }

  /** Whether what stands at a path came from the defaults. */
  isFromDefaults(path: string): boolean {
    return isFromDefaults(this.merged, path);
  }

  /** A path as it was written, with the file in which it was. */
  asWritten(path: string): string {
    return isFromDefaults(this.merged, path) ? this.inDefaults(this.defaults.asWritten(path)) : this.prefix + this.own.asWritten(path);
  }

  private inDefaults(path: string): string {
    return `${this.prefix}defaults${path.startsWith("[") ? "" : "."}${path}`;
  }
}

/** The sections of all stacks, if they are a map that is small enough to be read. */
function readDefaults(parser: Parser, defaults: unknown): Readonly<Record<string, unknown>> {
  const tooLarge = excess(defaults);
  if (tooLarge) parser.report(["defaults", ...tooLarge.path], tooLarge.message);
  else if (!isRecord(defaults)) parser.report(["defaults"], `expected a map of sections, found ${shown(defaults)}`);
  return isRecord(defaults) && !tooLarge ? defaults : {};
}

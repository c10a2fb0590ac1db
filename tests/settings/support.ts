import { parse } from "yaml";
import { addonCatalog } from "../../components/addons/plan/catalog-settings";
import { parseStackSections } from "../../components/settings/parse-stack-config";
import { type ValidatedSettings, validSettings } from "../../components/settings/validation/validate-settings";
import { findingLine } from "../../components/util/finding";
import { SettingsError, type ValidationIssue } from "../../components/util/settings-error";
import { fakeCatalog } from "./fake-addon-catalog";

/** Parses the `config:` map of stack `dev` of project `shop`. The region defaults to eu-west-1. */
export function read(yaml: string): ValidatedSettings {
  const values = { "aws:region": "eu-west-1", ...(parse(yaml) as object) };
  return parseStackSections({ project: "shop", stack: "dev", values }, fakeCatalog);
}

/** Lines of the error report; empty if the settings are valid. */
export function report(yaml: string): string[] {
  return reportOf(() => read(yaml));
}

export function reportOf(run: () => unknown): string[] {
  try {
    run();
    return [];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.message.split("\n");
  }
}

/** Issues of sections passed in code, with the built-in add-on catalog. */
export function issuesOf(sections: Readonly<Record<string, unknown>>): readonly ValidationIssue[] {
  try {
    validSettings({ region: "eu-west-1", defaultName: "shop-dev", sections }, addonCatalog);
    return [];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.issues;
  }
}

/** Warnings with their fixes. */
export function warnings(yaml: string): string[] {
  return read(yaml).findings.map(({ rule, path, ...said }) => `[${rule}] ${path}: ${findingLine(said)}`);
}

import { parse } from "yaml";
import { addonCatalogue } from "../../components/addons/plan/catalog-settings";
import { parseStackSections } from "../../components/settings/parse-stack-config";
import { type ValidatedSettings, validSettings } from "../../components/settings/validation/sections";
import { findingLine } from "../../components/util/finding";
import { SettingsError, type ValidationIssue } from "../../components/util/settings-error";
import { catalogue } from "./fake-addon-catalog";

/** Reads what would stand under `config:` in the file of stack `dev` of project `shop`, in eu-west-1 unless it says otherwise. */
export function read(yaml: string): ValidatedSettings {
  const values = { "aws:region": "eu-west-1", ...(parse(yaml) as object) };
  return parseStackSections({ project: "shop", stack: "dev", values }, catalogue);
}

/** Lines of the error report; none where the settings hold. */
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

/** What is wrong with sections given in code, with the add-ons of the catalog. */
export function problemsOf(sections: Readonly<Record<string, unknown>>): readonly ValidationIssue[] {
  try {
    validSettings({ region: "eu-west-1", defaultName: "shop-dev", sections }, addonCatalogue);
    return [];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.issues;
  }
}

/** Warnings, with their fixes. */
export function warnings(yaml: string): string[] {
  return read(yaml).findings.map(({ rule, path, ...said }) => `[${rule}] ${path}: ${findingLine(said)}`);
}

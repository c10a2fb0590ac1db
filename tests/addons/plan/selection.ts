import { addonCatalog } from "../../../components/addons/plan/catalog-settings";
import { findingLine } from "../../../components/util/finding";
import { type Changes, stack } from "../fixtures";

type Requested = Readonly<Record<string, boolean | Readonly<Record<string, unknown>>>>;

/** The add-on selection of a stack. */
export function selection(addons: Requested, changes: Changes = {}, region = "eu-west-1") {
  const requested = Object.entries(addons).map(([name, value]) => [
    name,
    value === false ? false : addonCatalog.schemas[name]!.parse(value === true ? {} : value),
  ]);
  return addonCatalog.select({ ...stack(changes), region, addons: Object.fromEntries(requested) });
}

/** All issues of the selection in one string. */
export function issuesOf(...args: Parameters<typeof selection>): string {
  return selection(...args)
    .issues.map(({ path, message }) => `${path} ${message}`)
    .join("\n");
}

/** All add-on warnings of the selection in one string. */
export function warningsOf(...args: Parameters<typeof selection>): string {
  return selection(...args)
    .findings.filter(({ rule }) => rule === "addon-advice")
    .map(({ path, ...finding }) => `${path} ${findingLine(finding)}`)
    .join("\n");
}

import type { Policies } from "../report/policy-findings";
import type { OwnSections } from "./own-sections";

/** Policy settings, and the date on which exceptions are evaluated. */
export function policiesOf({ policies }: OwnSections, date?: string): Policies {
  const today = date ?? new Date().toISOString().slice(0, 10);
  return { settings: policies ?? { profile: "development", exceptions: {} }, today };
}

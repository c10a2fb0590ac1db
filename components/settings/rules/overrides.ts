import { type Rule, rule } from "./rule";

/** Overrides name existing resource types and properties, with values of the right type. */
const overridesFit = rule(["overrides[]"], function* ({ overrides }) {
  if (overrides.length === 0) return;
  const { overrideIssues } = require("./override-issues") as typeof import("./override-issues"); // the table of types is large
  for (const [index, override] of overrides.entries()) yield* overrideIssues(override, ["overrides", index]);
});

export const overrideRules: readonly Rule[] = [overridesFit];

import type { PlanDocument } from "../json";
import { type Block, paragraph } from "../layout";

/** All settings with defaults, in the format of a stack file. */
export function settings(plan: PlanDocument): Block[] {
  if (plan.settings === null) return [];
  const { stringify } = require("yaml") as typeof import("yaml"); // lazily, because no other section needs it
  const lines = stringify(plan.settings, { lineWidth: 0 }).trimEnd().split("\n");
  return lines.map((line) => {
    const [, indent = "", text = ""] = /^( *)(.*)$/.exec(line)!;
    return paragraph(text, { indent: `  ${indent}`, hanging: `      ${indent}` });
  });
}

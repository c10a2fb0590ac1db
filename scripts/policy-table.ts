// The table of policy rules on docs/policies.md.
import type { FindingLevel } from "../components/util/finding";
import { rules } from "../policy/rules";

const shown = (level: FindingLevel | undefined) => level ?? "-";

/** One row per rule, escaped for Markdown. */
export function policyTable(): string {
  const rows = rules.map(({ id, title, reason, fix, controls, levels }) =>
    [`\`${id}\``, `**${title}.** ${reason} To fix this: ${fix}.`, shown(levels.development), shown(levels.production), controls.join("; ")]
      .map((cell) => cell.replaceAll("|", "\\|"))
      .join(" | "),
  );
  return ["| rule | requires | development | production | controls |", "|---|---|---|---|---|", ...rows.map((row) => `| ${row} |`)].join(
    "\n",
  );
}

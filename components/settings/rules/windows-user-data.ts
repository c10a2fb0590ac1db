import type { UserData } from "../../util/user-data/format";
import { issue, type RuleResult } from "./rule";

/** First lines of what other operating systems read. */
const others: readonly (readonly [RegExp, string])[] = [
  [/^#!/, "a script for Linux"],
  [/^#cloud-config\b/, "cloud-init's YAML"],
  [/^(MIME-Version|Content-Type)\s*:/i, "a MIME document"],
  [/^(\[settings\b|settings\.)/, "TOML, which bottlerocket reads"],
  [/^(---|apiVersion\s*:)/, "a NodeConfig, which al2023 reads"],
  [/^<script>/i, "a batch script"],
];

/** What is wrong with user data of Windows. Source: EKS user guide, customize managed nodes with launch templates; EC2 user guide, user data (2026). */
export function* windowsUserDataIssues(at: readonly PropertyKey[], userData: UserData): Iterable<RuleResult> {
  if (typeof userData !== "string")
    return yield issue(at, "expected a PowerShell script, which Windows runs, found a list of parts; write one text");
  const text = userData.trim();
  const other = others.find(([pattern]) => pattern.test(text))?.[1];
  if (other) return yield issue(at, `expected a PowerShell script, which Windows runs, found ${other}`);
  const tags = text.match(/<\/?(powershell|powershellArguments|script|persist|runAsLocalSystem|detach)>/gi) ?? [];
  const whole = tags.length === 2 && /^<powershell>[\s\S]*<\/powershell>$/i.test(text);
  if (tags.length > 0 && !whole)
    yield issue(at, "expected the PowerShell script alone, or in one pair of <powershell> and </powershell>; remove the other tags");
  if (/Start-EKSBootstrap\.ps1/i.test(text))
    yield issue(at, "Start-EKSBootstrap.ps1 is run after this script, so that the node joins its cluster; remove it");
}

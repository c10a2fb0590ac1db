import * as pulumi from "@pulumi/pulumi";
import { findingText, type SettingFinding } from "./finding";

/**
 * Shows a finding at `pulumi up` and in the plan. A mandatory one fails `pulumi up`, whose preview comes before anything is created.
 * @param resource under which Pulumi shows it
 */
export function reportFinding(finding: SettingFinding, resource?: pulumi.Resource): void {
  const { error, warn, info } = pulumi.log;
  const log = { mandatory: error, advisory: warn, information: info }[finding.level];
  void log(findingText(finding), resource);
}

export function reportFindings(findings: readonly SettingFinding[], resource: pulumi.Resource): void {
  for (const finding of findings) reportFinding(finding, resource);
}

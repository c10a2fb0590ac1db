import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { InstallContext } from "../../addon";

/** What Container Insights keeps apart; CloudWatch's own views look for these names. */
export type InsightsLog = "application" | "dataplane" | "host" | "performance";

/** Name of a log group of Container Insights. */
export function insightsGroup(clusterName: string, log: InsightsLog): string {
  return `/aws/containerinsights/${clusterName}/${log}`;
}

/**
 * Log groups of Container Insights that go with the stack. An agent would create them as well, but without expiry and tags. No add-on owns
 * them: what another writes to next stays as it is, with all that is in it.
 * @param name of the add-on, which once owned them
 */
export function makeInsightsGroups(
  name: string,
  { context: { clusterName, tags }, common }: InstallContext,
  logs: readonly InsightsLog[],
  retentionInDays: number,
  opts: pulumi.CustomResourceOptions,
): readonly aws.cloudwatch.LogGroup[] {
  return logs.map((log) => {
    const options = { ...opts, parent: common.parent, aliases: [{ name: `${name}-${log}`, parent: opts.parent }] };
    return new aws.cloudwatch.LogGroup(
      `${common.name}-insights-${log}`,
      { name: insightsGroup(clusterName, log), retentionInDays, tags },
      options,
    );
  });
}

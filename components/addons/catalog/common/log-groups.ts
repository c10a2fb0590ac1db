import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { InstallContext } from "../../addon";

/** Log types of Container Insights; the CloudWatch console expects these names. */
export type InsightsLog = "application" | "dataplane" | "host" | "performance";

/** Name of a log group of Container Insights. */
export function insightsGroup(clusterName: string, log: InsightsLog): string {
  return `/aws/containerinsights/${clusterName}/${log}`;
}

/**
 * Log groups of Container Insights that are deleted with the stack. An agent would create them too, but without retention and tags. No add-on owns
 * them: a group that another add-on uses next is kept, with its content.
 * @param name of the add-on that owned them in earlier releases
 */
export function createInsightsGroups(
  name: string,
  { context: { clusterName, tags }, common }: InstallContext,
  logs: readonly InsightsLog[],
  retentionInDays: number,
  opts: pulumi.CustomResourceOptions,
): readonly aws.cloudwatch.LogGroup[] {
  return logs.map((log) => {
    // Aliased by URN: the SDK walks the whole object graph of a resource in an alias.
    const options = { ...opts, parent: common.parent, aliases: [{ name: `${name}-${log}`, parent: opts.parent?.urn }] };
    return new aws.cloudwatch.LogGroup(
      `${common.name}-insights-${log}`,
      { name: insightsGroup(clusterName, log), retentionInDays, tags },
      options,
    );
  });
}

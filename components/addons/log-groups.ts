import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "../shared/context";

/** What Container Insights keeps apart; CloudWatch's own views look for these names. */
export type InsightsLog = "application" | "dataplane" | "host" | "performance";

/** Name of a log group of Container Insights. */
export function insightsGroup(clusterName: string, log: InsightsLog): string {
  return `/aws/containerinsights/${clusterName}/${log}`;
}

/**
 * Log groups of Container Insights that go with the stack. An agent would make them as well, but for ever and without tags.
 * @param name begins the names of the resources
 */
export function makeInsightsGroups(
  name: string,
  { clusterName, tags }: Context,
  logs: readonly InsightsLog[],
  retentionInDays: number,
  opts: pulumi.CustomResourceOptions,
): readonly aws.cloudwatch.LogGroup[] {
  return logs.map(
    (log) => new aws.cloudwatch.LogGroup(`${name}-${log}`, { name: insightsGroup(clusterName, log), retentionInDays, tags }, opts),
  );
}

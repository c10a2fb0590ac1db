import type { Context } from "../util/context";
import type { Statement } from "./policy";

/**
 * Permissions to write to the given log groups only.
 * Source of the actions: AWS managed policy CloudWatchAgentServerPolicy v3, where it applies to every log group of the account.
 */
export function logWritingStatement({ partition, region }: Context, logGroups: readonly string[]): Statement {
  return {
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
    Resource: logGroups.map((group) => `arn:${partition}:logs:${region}:*:log-group:${group}:*`),
  };
}

import type { Statement } from "../../../iam/policy";
import type { Context } from "../../../util/context";

/**
 * Rights to write into log groups that exist, and into no others.
 * Source of the actions: AWS managed policy CloudWatchAgentServerPolicy v3, there for every log group of the account.
 */
export function logWritingStatement({ partition, region }: Context, logGroups: readonly string[]): Statement {
  return {
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
    Resource: logGroups.map((group) => `arn:${partition}:logs:${region}:*:log-group:${group}:*`),
  };
}

/**
 * What the Container Insights receiver asks EC2 about its node, beside writing logs: volumes and tags, which no ARN can narrow.
 * Source: AWS managed policy CloudWatchAgentServerPolicy v3.
 */
export const nodeReadingStatement: Statement = {
  Effect: "Allow",
  Action: ["ec2:DescribeTags", "ec2:DescribeVolumes"],
  Resource: "*",
};

/** Rights to send traces to X-Ray, which no ARN can narrow. Source: AWS managed policy AWSXrayWriteOnlyAccess v2. */
export const traceWritingStatement: Statement = {
  Effect: "Allow",
  Action: [
    "xray:PutTraceSegments",
    "xray:PutTelemetryRecords",
    "xray:GetSamplingRules",
    "xray:GetSamplingTargets",
    "xray:GetSamplingStatisticSummaries",
  ],
  Resource: ["*"],
};

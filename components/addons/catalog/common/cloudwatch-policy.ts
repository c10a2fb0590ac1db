import type { Statement } from "../../../iam/policy";
import type { Context } from "../../../util/context";

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

/**
 * Permissions of the Container Insights receiver to read volumes and tags of its node, in addition to writing logs; EC2 does not support resource ARNs for them.
 * Source: AWS managed policy CloudWatchAgentServerPolicy v3.
 */
export const nodeReadingStatement: Statement = {
  Effect: "Allow",
  Action: ["ec2:DescribeTags", "ec2:DescribeVolumes"],
  Resource: "*",
};

/** Permissions to send traces to X-Ray, which does not support resource ARNs for them. Source: AWS managed policy AWSXrayWriteOnlyAccess v2. */
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

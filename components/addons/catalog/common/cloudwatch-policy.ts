import type { Statement } from "../../../iam/policy";

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

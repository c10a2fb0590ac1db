import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { serviceTrust } from "../iam/policy";
import { Role } from "../iam/role";
import { flowLogsPrincipal } from "../reference/aws-names";
import type { NetworkSettings } from "../settings/types";
import type { Context } from "../util/context";
import { mergeTags } from "../util/tags";

export interface FlowLogsArgs {
  readonly context: Context;
  readonly vpcId: pulumi.Input<string>;
  /** Account of the VPC: the flow logs service may write only on its behalf. */
  readonly accountId: pulumi.Input<string>;
  readonly settings: Exclude<NetworkSettings["flowLogs"], false>;
}

/** Flow logs of all traffic in a VPC: in their own CloudWatch log group, or in an existing S3 bucket or Firehose stream. */
export class FlowLogs extends pulumi.ComponentResource {
  constructor(name: string, args: FlowLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:FlowLogs", name, {}, opts);
    const { context, vpcId, settings } = args;
    const tags = mergeTags(context.tags, { Name: `${context.clusterName}-flow-logs` });
    const destination = existingDestination(settings) ?? this.cloudWatch(name, args, tags);
    new aws.ec2.FlowLog(name, { vpcId, trafficType: "ALL", ...destination, tags }, { parent: this });
    this.registerOutputs({ logDestination: destination.logDestination });
  }

  /** A log group, and the role with which the flow logs service writes to it. */
  private cloudWatch(name: string, { context, accountId, settings }: FlowLogsArgs, tags: Readonly<Record<string, string>>) {
    const { retentionDays } = settings;
    const logGroup = new aws.cloudwatch.LogGroup(
      name,
      { name: `/aws/vpc/${context.clusterName}/flow-logs`, retentionInDays: retentionDays, tags },
      { parent: this },
    );
    const role = new Role(
      `${name}-writer`,
      {
        context,
        description: `VPC flow logs of ${context.clusterName}`,
        // the same principal in every partition
        trust: serviceTrust(flowLogsPrincipal, {
          StringEquals: { "aws:SourceAccount": accountId },
          ArnLike: { "aws:SourceArn": pulumi.interpolate`arn:${context.partition}:ec2:${context.region}:${accountId}:vpc-flow-log/*` },
        }),
        statements: [
          {
            Effect: "Allow",
            Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
            Resource: [logGroup.arn, pulumi.interpolate`${logGroup.arn}:*`],
          },
          { Effect: "Allow", Action: "logs:DescribeLogGroups", Resource: "*" },
        ],
      },
      { parent: this },
    );
    return { logDestinationType: "cloud-watch-logs", logDestination: logGroup.arn, iamRoleArn: role.arn };
  }
}

/** In the account of the VPC both need no role: S3 has the bucket's policy, and Firehose a service-linked role. Source: VPC user guide, flow logs (2026). */
function existingDestination({ bucketArn, firehoseArn }: FlowLogsArgs["settings"]) {
  if (bucketArn !== undefined) return { logDestinationType: "s3", logDestination: bucketArn };
  return firehoseArn === undefined ? undefined : { logDestinationType: "kinesis-data-firehose", logDestination: firehoseArn };
}

import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type PolicyDocument, policyDocument } from "../../../iam/policy";
import { eventPrincipals } from "../../../reference/aws-names";
import type { Context } from "../../../util/context";

/** Event pattern of an EventBridge rule. */
export type EventPattern = Readonly<Record<string, unknown>>;

export interface EventQueueArgs {
  readonly context: Context;
  /** Patterns of the queued events, by the suffix of their rules' names. */
  readonly events: Readonly<Record<string, EventPattern>>;
}

/** A queue of interruption events for the controller that drains nodes. Messages are kept for five minutes: after that the instance has been terminated. */
export class EventQueue extends pulumi.ComponentResource {
  readonly queueName: pulumi.Output<string>;
  readonly queueUrl: pulumi.Output<string>;
  readonly queueArn: pulumi.Output<string>;

  constructor(name: string, { context, events }: EventQueueArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:EventQueue", name, {}, opts);
    const { tags } = context;
    const queue = new aws.sqs.Queue(name, { messageRetentionSeconds: 300, sqsManagedSseEnabled: true, tags }, { parent: this });
    const rules = Object.entries(events).map(([noun, pattern]) => this.send(`${name}-${noun}`, pattern, queue, context));
    const policy = pulumi.jsonStringify(
      eventQueuePolicy(
        queue.arn,
        rules.map(({ arn }) => arn),
      ),
    );
    new aws.sqs.QueuePolicy(`${name}-policy`, { queueUrl: queue.url, policy }, { parent: this });

    this.queueName = queue.name;
    this.queueUrl = queue.url;
    this.queueArn = queue.arn;
    this.registerOutputs({ queueName: this.queueName, queueUrl: this.queueUrl, queueArn: this.queueArn });
  }

  private send(name: string, pattern: EventPattern, queue: aws.sqs.Queue, { clusterName, tags }: Context): aws.cloudwatch.EventRule {
    const description = `For the nodes of EKS cluster ${clusterName}`;
    const rule = new aws.cloudwatch.EventRule(name, { description, eventPattern: JSON.stringify(pattern), tags }, { parent: this });
    new aws.cloudwatch.EventTarget(`${name}-target`, { rule: rule.name, arn: queue.arn }, { parent: this });
    return rule;
  }
}

/**
 * Policy of an interruption queue: the given rules may send messages, and all access must be encrypted.
 * Source: karpenter-provider-aws v1.14 cloudformation.yaml (2026-08-21), which allows any rule to send.
 */
function eventQueuePolicy(queueArn: pulumi.Input<string>, ruleArns: readonly pulumi.Input<string>[]): PolicyDocument {
  return policyDocument(
    {
      Effect: "Allow",
      Principal: { Service: eventPrincipals },
      Action: "sqs:SendMessage",
      Resource: queueArn,
      Condition: { ArnEquals: { "aws:SourceArn": ruleArns } },
    },
    {
      Sid: "DenyHTTP",
      Effect: "Deny",
      Principal: "*",
      Action: "sqs:*",
      Resource: queueArn,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  );
}

/** EC2 events that end instances. Source: karpenter-provider-aws v1.14 cloudformation.yaml (2026-08-21). */
export const instanceEvents = {
  health: { source: ["aws.health"], "detail-type": ["AWS Health Event"] },
  spot: { source: ["aws.ec2"], "detail-type": ["EC2 Spot Instance Interruption Warning"] },
  rebalance: { source: ["aws.ec2"], "detail-type": ["EC2 Instance Rebalance Recommendation"] },
  state: { source: ["aws.ec2"], "detail-type": ["EC2 Instance State-change Notification"] },
  reservation: { source: ["aws.ec2"], "detail-type": ["EC2 Capacity Reservation Instance Interruption Warning"] },
} as const satisfies Record<string, EventPattern>;

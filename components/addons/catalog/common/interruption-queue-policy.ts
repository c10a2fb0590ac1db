import type { Input } from "@pulumi/pulumi";
import { type PolicyDocument, policyDocument } from "../../../iam/policy";
import { eventPrincipals } from "../../../reference/aws-names";

/**
 * Who may use a queue of events: the given rules send, nobody unencrypted.
 * Source: karpenter-provider-aws v1.14 cloudformation.yaml (2026-08-21), where any rule may send.
 */
export function eventQueuePolicy(queueArn: Input<string>, ruleArns: readonly Input<string>[]): PolicyDocument {
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

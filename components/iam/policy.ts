import type { Input } from "@pulumi/pulumi";

/** A statement of an IAM policy document. Values may come from other resources. */
export interface Statement {
  /** Name of the statement. */
  readonly Sid?: string;
  /** Whether it allows or denies. */
  readonly Effect: "Allow" | "Deny";
  /** Actions, such as `s3:GetObject`. */
  readonly Action: string | readonly string[];
  /** ARNs, or `*`. */
  readonly Resource?: Input<string> | readonly Input<string>[];
  /** Who it is about, in trust and resource policies. */
  readonly Principal?: "*" | Readonly<Record<string, Input<string> | readonly Input<string>[]>>;
  /** Operator -> key -> values. */
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, Input<string> | readonly Input<string>[]>>>>;
}

/** An IAM policy document. */
export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly Statement[];
}

export function policyDocument(...statements: readonly Statement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}

/**
 * Trust policy of a role that an AWS service assumes.
 * @param service principal such as `ec2.amazonaws.com`
 * @param condition limits on whose behalf the service may assume it
 */
export function serviceTrust(service: string, condition?: Statement["Condition"]): PolicyDocument {
  return policyDocument({
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Principal: { Service: service },
    ...(condition && { Condition: condition }),
  });
}

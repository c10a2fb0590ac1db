// Simulated identities, keys, queues, logs, Auto Scaling groups and a few more.
import type { Value } from "../../types";
import { hex, isRecord, number } from "../values";
import { account, arn, created, uuid } from "./place";
import type { Rule, Rules, Subject } from "./subject";

/** A resource whose id is its name. */
function named(outputs: NonNullable<Rule["outputs"]>): Rule {
  return { id: ({ name }) => name, outputs };
}

/** Ids that IAM gives, such as `AROA...` for a role. */
function uniqueId(prefix: string, seed: string): string {
  return prefix + hex(`${prefix} ${seed}`, 17).toUpperCase();
}

function iamArn({ place, text, name }: Subject, kind: string): string {
  return arn(place, "iam", `${kind}${text("path") || "/"}${name}`);
}

/** JSON text of a policy that may have been given as an object. */
function json(policy: Value | undefined): Value | undefined {
  return typeof policy === "object" && policy !== null ? JSON.stringify(policy) : policy;
}

const role = named((subject) => ({
  arn: iamArn(subject, "role"),
  uniqueId: uniqueId("AROA", subject.seed),
  createDate: created,
  assumeRolePolicy: json(subject.inputs.assumeRolePolicy),
  path: subject.inputs.path ?? "/",
  maxSessionDuration: subject.inputs.maxSessionDuration ?? 3600,
}));

const policy: Rule = {
  id: (subject) => iamArn(subject, "policy"),
  outputs: (subject) => ({
    arn: iamArn(subject, "policy"),
    policyId: uniqueId("ANPA", subject.seed),
    policy: json(subject.inputs.policy),
    path: subject.inputs.path ?? "/",
  }),
};

function issuerHost({ text }: Subject): string {
  return text("url").replace(/^https:\/\//, "");
}

const openIdConnectProvider: Rule = {
  id: (subject) => arn(subject.place, "iam", `oidc-provider/${issuerHost(subject)}`),
  outputs: (subject, id) => ({
    arn: id,
    url: issuerHost(subject),
    thumbprintLists: subject.inputs.thumbprintLists ?? [hex("thumbprint", 40)],
  }),
};

function queueUrl({ place, name }: Subject): string {
  return `https://sqs.${place.region}.${place.dnsSuffix}/${account}/${name}`;
}

const autoscalingGroup = named(({ place, seed, name, inputs }) => ({
  arn: arn(place, "autoscaling", `autoScalingGroup:${uuid(seed)}:autoScalingGroupName/${name}`),
  defaultCooldown: inputs.defaultCooldown ?? 300,
  desiredCapacity: inputs.desiredCapacity ?? inputs.minSize,
  healthCheckType: inputs.healthCheckType ?? "EC2",
  healthCheckGracePeriod: inputs.healthCheckGracePeriod ?? 300,
  serviceLinkedRoleArn: arn(place, "iam", "role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling"),
  namePrefix: "",
}));

const stack: Rule = {
  id: ({ place, name, seed }) => arn(place, "cloudformation", `stack/${name}/${uuid(seed)}`),
  // The one stack in use here is the node group of pulumi-eks; its output is the name of its Auto Scaling group.
  outputs: ({ name, seed }) => ({ outputs: { NodeGroup: `${name}-NodeGroup-${hex(seed, 12).toUpperCase()}` } }),
};

function tagKey({ inputs }: Subject): string {
  return isRecord(inputs.tag) ? String(inputs.tag.key) : "";
}

function targetId({ text, seed }: Subject): string {
  return text("targetId") || `terraform-${hex(seed, 26)}`;
}

export const serviceRules: Rules = {
  "aws:iam/role:Role": role,
  "aws:iam/policy:Policy": policy,
  "aws:iam/user:User": named((subject) => ({ arn: iamArn(subject, "user"), uniqueId: uniqueId("AIDA", subject.seed) })),
  "aws:iam/group:Group": named((subject) => ({ arn: iamArn(subject, "group"), uniqueId: uniqueId("AGPA", subject.seed) })),
  "aws:iam/instanceProfile:InstanceProfile": named((subject) => ({
    arn: iamArn(subject, "instance-profile"),
    uniqueId: uniqueId("AIPA", subject.seed),
    createDate: created,
  })),
  "aws:iam/rolePolicy:RolePolicy": {
    id: ({ text, name }) => `${text("role")}:${name}`,
    outputs: ({ inputs }) => ({ policy: json(inputs.policy) }),
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": { id: ({ text }) => `${text("role")}/${text("policyArn")}` },
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": openIdConnectProvider,
  "aws:kms/key:Key": {
    id: ({ seed }) => uuid(seed),
    outputs: ({ place, inputs }, id) => ({
      keyId: id,
      arn: arn(place, "kms", `key/${id}`),
      policy:
        json(inputs.policy) ??
        `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:${place.partition}:iam::${account}:root"},"Action":"kms:*","Resource":"*"}]}`,
      rotationPeriodInDays: inputs.rotationPeriodInDays ?? (inputs.enableKeyRotation === true ? 365 : 0),
      description: inputs.description ?? "",
    }),
  },
  "aws:kms/alias:Alias": named(({ place, name, text }) => ({
    arn: arn(place, "kms", name),
    targetKeyArn: text("targetKeyId").startsWith("arn:") ? text("targetKeyId") : arn(place, "kms", `key/${text("targetKeyId")}`),
  })),
  "aws:cloudwatch/logGroup:LogGroup": named(({ place, name, inputs }) => ({
    arn: arn(place, "logs", `log-group:${name}`),
    logGroupClass: inputs.logGroupClass ?? "STANDARD",
  })),
  "aws:cloudwatch/eventRule:EventRule": named(({ place, name }) => ({ arn: arn(place, "events", `rule/${name}`) })),
  "aws:cloudwatch/eventTarget:EventTarget": {
    id: (subject) => `${subject.text("rule")}-${targetId(subject)}`,
    outputs: (subject) => ({ targetId: targetId(subject) }),
  },
  "aws:sqs/queue:Queue": {
    id: queueUrl,
    outputs: (subject) => ({
      url: queueUrl(subject),
      arn: arn(subject.place, "sqs", subject.name),
      policy: json(subject.inputs.policy) ?? "",
      redrivePolicy: subject.inputs.redrivePolicy ?? "",
      redriveAllowPolicy: subject.inputs.redriveAllowPolicy ?? "",
      deduplicationScope: "",
      fifoThroughputLimit: "",
      kmsDataKeyReusePeriodSeconds: 300,
      sqsManagedSseEnabled: subject.inputs.kmsMasterKeyId === undefined,
    }),
  },
  "aws:sqs/queuePolicy:QueuePolicy": { id: ({ text }) => text("queueUrl"), outputs: ({ inputs }) => ({ policy: json(inputs.policy) }) },
  "aws:autoscaling/group:Group": autoscalingGroup,
  "aws:autoscaling/tag:Tag": { id: (subject) => `${subject.text("autoscalingGroupName")},${tagKey(subject)}` },
  "aws:cloudformation/stack:Stack": stack,
  "aws:s3/bucket:Bucket": named(({ place, name }) => ({
    arn: `arn:${place.partition}:s3:::${name}`,
    bucketDomainName: `${name}.s3.${place.dnsSuffix}`,
    bucketRegionalDomainName: `${name}.s3.${place.region}.${place.dnsSuffix}`,
    hostedZoneId: `Z${number(place.region, 1e9)}`,
  })),
  "aws:route53/zone:Zone": {
    id: ({ seed }) => `Z${hex(seed, 19).toUpperCase()}`,
    outputs: ({ place }, id) => ({ zoneId: id, arn: `arn:${place.partition}:route53:::hostedzone/${id}` }),
  },
  "aws:acm/certificate:Certificate": {
    id: ({ place, seed }) => arn(place, "acm", `certificate/${uuid(seed)}`),
    outputs: (_, id) => ({ arn: id, status: "ISSUED" }),
  },
};

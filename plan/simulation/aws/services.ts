// Simulated identities, keys, queues, logs, Auto Scaling groups and a few more.
import { isRecord } from "../../../components/util/is-record";
import type { Value, Values } from "../../types";
import { hex, number, texts } from "../values";
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

/** A grant of a KMS key. Its ID on Pulumi's side has both, as with the provider. */
const grant: Rule = {
  id: ({ text, seed }) => `${text("keyId")}:${hex(`grant ${seed}`, 64)}`,
  outputs: ({ seed }) => ({
    grantId: hex(`grant ${seed}`, 64),
    grantToken: Buffer.from(hex(`token ${seed}`, 64)).toString("base64"),
    name: "",
    retireOnDelete: false,
  }),
};

function queueUrl({ place, name }: Subject): string {
  return `https://sqs.${place.region}.${place.dnsSuffix}/${account}/${name}`;
}

/** A mixed instances policy with what AWS adds: the launch template's name, and how on-demand instances are chosen. */
function completed(policy: Values, known: Subject["known"]): Values {
  const template = isRecord(policy.launchTemplate) ? policy.launchTemplate : {};
  const given = isRecord(template.launchTemplateSpecification) ? template.launchTemplateSpecification : {};
  const name = known("aws:ec2/launchTemplate:LaunchTemplate", String(given.launchTemplateId))?.name ?? "";
  return {
    instancesDistribution: {
      onDemandAllocationStrategy: "lowest-price",
      ...(isRecord(policy.instancesDistribution) && policy.instancesDistribution),
    },
    launchTemplate: { ...template, launchTemplateSpecification: { launchTemplateName: name, ...given } },
  };
}

const autoscalingGroup = named(({ place, seed, name, inputs, known }) => ({
  arn: arn(place, "autoscaling", `autoScalingGroup:${uuid(seed)}:autoScalingGroupName/${name}`),
  availabilityZoneDistribution: inputs.availabilityZoneDistribution ?? { capacityDistributionStrategy: "balanced-best-effort" },
  availabilityZones: inputs.availabilityZones ?? [
    ...new Set(texts(inputs.vpcZoneIdentifiers).flatMap((id) => texts([known("aws:ec2/subnet:Subnet", id)?.availabilityZone ?? null]))),
  ],
  capacityReservationSpecification: inputs.capacityReservationSpecification ?? { capacityReservationPreference: "default" },
  defaultCooldown: inputs.defaultCooldown ?? 300,
  desiredCapacity: inputs.desiredCapacity ?? inputs.minSize,
  healthCheckType: inputs.healthCheckType ?? "EC2",
  healthCheckGracePeriod: inputs.healthCheckGracePeriod ?? 300,
  mixedInstancesPolicy: isRecord(inputs.mixedInstancesPolicy) ? completed(inputs.mixedInstancesPolicy, known) : undefined,
  metricsGranularity: inputs.metricsGranularity ?? "1Minute",
  serviceLinkedRoleArn: arn(place, "iam", "role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling"),
  waitForCapacityTimeout: inputs.waitForCapacityTimeout ?? "10m",
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
  return text("targetId") || `terraform-20260101${String(number(seed, 1e10)).padStart(10, "0")}00000001`;
}

export const serviceRules: Rules = {
  "aws:iam/role:Role": role,
  "aws:iam/policy:Policy": policy,
  "aws:iam/user:User": named((subject) => ({
    arn: iamArn(subject, "user"),
    path: subject.inputs.path ?? "/",
    uniqueId: uniqueId("AIDA", subject.seed),
  })),
  "aws:iam/group:Group": named((subject) => ({ arn: iamArn(subject, "group"), uniqueId: uniqueId("AGPA", subject.seed) })),
  "aws:iam/instanceProfile:InstanceProfile": named((subject) => ({
    arn: iamArn(subject, "instance-profile"),
    path: subject.inputs.path ?? "/",
    uniqueId: uniqueId("AIPA", subject.seed),
    createDate: created,
  })),
  "aws:iam/rolePolicy:RolePolicy": {
    id: ({ text, name }) => `${text("role")}:${name}`,
    outputs: ({ inputs }) => ({ policy: json(inputs.policy) }),
  },
  "aws:iam/userPolicy:UserPolicy": {
    id: ({ text, name }) => `${text("user")}:${name}`,
    outputs: ({ inputs }) => ({ policy: json(inputs.policy) }),
  },
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": { id: ({ text }) => `${text("user")}/${text("policyArn")}` },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": { id: ({ text }) => `${text("role")}/${text("policyArn")}` },
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": openIdConnectProvider,
  "aws:kms/key:Key": {
    id: ({ seed }) => uuid(seed),
    outputs: ({ place, inputs }, id) => ({
      keyId: id,
      arn: arn(place, "kms", `key/${id}`),
      policy:
        json(inputs.policy) ??
        `{"Id":"key-default-1","Statement":[{"Action":"kms:*","Effect":"Allow","Principal":{"AWS":"arn:${place.partition}:iam::${account}:root"},"Resource":"*","Sid":"Enable IAM User Permissions"}],"Version":"2012-10-17"}`,
      customerMasterKeySpec: inputs.customerMasterKeySpec ?? "SYMMETRIC_DEFAULT",
      isEnabled: inputs.isEnabled ?? true,
      keyUsage: inputs.keyUsage ?? "ENCRYPT_DECRYPT",
      rotationPeriodInDays: inputs.rotationPeriodInDays ?? (inputs.enableKeyRotation === true ? 365 : 0),
      description: inputs.description ?? "",
    }),
  },
  "aws:kms/grant:Grant": grant,
  "aws:kms/alias:Alias": named(({ place, name, text }) => ({
    arn: arn(place, "kms", name),
    targetKeyArn: text("targetKeyId").startsWith("arn:") ? text("targetKeyId") : arn(place, "kms", `key/${text("targetKeyId")}`),
  })),
  "aws:cloudwatch/logGroup:LogGroup": named(({ place, name, inputs }) => ({
    arn: arn(place, "logs", `log-group:${name}`),
    logGroupClass: inputs.logGroupClass ?? "STANDARD",
  })),
  "aws:cloudwatch/eventRule:EventRule": named(({ place, name, inputs }) => ({
    arn: arn(place, "events", `rule/${name}`),
    eventBusName: inputs.eventBusName ?? "default",
    state: inputs.state ?? "ENABLED",
  })),
  "aws:cloudwatch/eventTarget:EventTarget": {
    id: (subject) => `${subject.text("rule")}-${targetId(subject)}`,
    outputs: (subject) => ({ targetId: targetId(subject), eventBusName: subject.inputs.eventBusName ?? "default" }),
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
      maxMessageSize: subject.inputs.maxMessageSize ?? 262144,
      visibilityTimeoutSeconds: subject.inputs.visibilityTimeoutSeconds ?? 30,
      sqsManagedSseEnabled: subject.inputs.kmsMasterKeyId === undefined,
    }),
  },
  "aws:sqs/queuePolicy:QueuePolicy": { id: ({ text }) => text("queueUrl"), outputs: ({ inputs }) => ({ policy: json(inputs.policy) }) },
  "aws:autoscaling/group:Group": autoscalingGroup,
  "aws:autoscaling/tag:Tag": { id: (subject) => `${subject.text("autoscalingGroupName")},${tagKey(subject)}` },
  "aws:cloudformation/stack:Stack": stack,
};

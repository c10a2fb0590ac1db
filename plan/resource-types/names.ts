// Physical names of AWS resources, as the provider makes them up for those that are not named, and how long they may be.

import type { Shape } from "../simulation/schema/type-expression";
import { hex, number, refuse, text } from "../simulation/values";
import type { Value, Values } from "../types";

/** Where a resource's name is not in its property `name`. */
const nameProperties: Readonly<Record<string, string>> = {
  "aws:eks/nodeGroup:NodeGroup": "nodeGroupName",
  "aws:eks/fargateProfile:FargateProfile": "fargateProfileName",
  "aws:eks/addon:Addon": "addonName",
  "aws:ec2/keyPair:KeyPair": "keyName",
  "aws:s3/bucket:Bucket": "bucket",
  "aws:s3/bucketV2:BucketV2": "bucket",
};

/** Longest name that AWS takes, by type; 255 for others. Sources: the AWS API references (IAM, EKS, EC2, SQS, EventBridge, CloudWatch Logs, KMS, ELB), 2026-08. */
const longest: Readonly<Record<string, number>> = {
  "aws:iam/role:Role": 64,
  "aws:iam/user:User": 64,
  "aws:iam/policy:Policy": 128,
  "aws:iam/rolePolicy:RolePolicy": 128,
  "aws:iam/instanceProfile:InstanceProfile": 128,
  "aws:eks/cluster:Cluster": 100,
  "aws:eks/nodeGroup:NodeGroup": 63,
  "aws:eks/fargateProfile:FargateProfile": 63,
  "aws:ec2/launchTemplate:LaunchTemplate": 128,
  "aws:sqs/queue:Queue": 80,
  "aws:cloudwatch/eventRule:EventRule": 64,
  "aws:cloudwatch/logGroup:LogGroup": 512,
  "aws:kms/alias:Alias": 256,
  "aws:lb/loadBalancer:LoadBalancer": 32,
  "aws:lb/targetGroup:TargetGroup": 32,
  "aws:s3/bucket:Bucket": 63,
};

/** Types whose `name` the provider never makes up. */
const neverNamed = new Set(["aws:route53/record:Record", "aws:route53/zone:Zone"]);

export interface PhysicalName {
  readonly property: string;
  readonly value: Value;
}

/**
 * Name of a resource on AWS: the given one, one that begins with the given prefix, or `<logical name>-<7 hexadecimal digits>`. Known before
 * the deployment, as with the real provider. Nothing for types that have no name.
 * @throws SimulationError when it is longer than AWS takes
 */
export function physicalName(type: string, logicalName: string, urn: string, inputs: Values, args: Shape): PhysicalName | undefined {
  const property = nameProperties[type] ?? "name";
  const declared = args.properties.get(property);
  if (!declared || neverNamed.has(type)) return undefined;
  const given = inputs[property];
  if (given !== undefined && given !== null) {
    if (typeof given === "string") checkLength(type, property, given);
    return { property, value: given };
  }
  if (!declared.optional) return undefined;
  const prefix = text(inputs[`${property}Prefix`]);
  const value =
    prefix === undefined ? auto(type, logicalName, urn) : `${prefix}20260101${String(number(urn, 1e9)).padStart(10, "0")}00000001`;
  checkLength(type, property, value);
  return { property, value };
}

function auto(type: string, logicalName: string, urn: string): string {
  const alias = type === "aws:kms/alias:Alias" ? "alias/" : "";
  const lower = type.startsWith("aws:s3/bucket") ? logicalName.toLowerCase() : logicalName;
  return `${alias}${lower}-${hex(`name ${urn}`, 7)}`;
}

function checkLength(type: string, property: string, name: string): void {
  const limit = longest[type] ?? 255;
  if (name.length > limit) refuse(`${property}: expected at most ${limit} characters, found ${name.length} in ${JSON.stringify(name)}`);
}

// Physical names that the AWS provider generates, and their maximum lengths. Sources of the lengths: the AWS API references (IAM, EKS, EC2,
// SQS, EventBridge, CloudWatch Logs, KMS, ELB), 2026-08.

import type { Shape } from "../../components/util/sdk-types/type-expression";
import { hex, number, refuse, text } from "../simulation/values";
import type { Value, Values } from "../types";
import { resourceType } from ".";

export interface PhysicalName {
  readonly property: string;
  readonly value: Value;
}

/**
 * Physical name of an AWS resource: the one that is set, one with the prefix that is set, or `<logical name>-<7 hexadecimal digits>`. As
 * with the real provider, it is known before the deployment. Undefined for types without a name.
 * @throws SimulationError if it is longer than AWS accepts
 */
export function physicalName(type: string, logicalName: string, urn: string, inputs: Values, args: Shape): PhysicalName | undefined {
  const rule = resourceType(type).name ?? {};
  if (rule === false) return undefined;
  const { property = "name", maxLength = 255 } = rule;
  const declared = args.properties.get(property);
  if (!declared) return undefined;
  const given = inputs[property];
  if (given !== undefined && given !== null) {
    if (typeof given === "string") checkLength(maxLength, property, given);
    return { property, value: given };
  }
  if (!declared.optional) return undefined;
  const prefix = text(inputs[`${property}Prefix`]);
  const value =
    prefix === undefined ? auto(type, logicalName, urn) : `${prefix}20260101${String(number(urn, 1e9)).padStart(10, "0")}00000001`;
  checkLength(maxLength, property, value);
  return { property, value };
}

function auto(type: string, logicalName: string, urn: string): string {
  const alias = type === "aws:kms/alias:Alias" ? "alias/" : "";
  const lower = type.startsWith("aws:s3/bucket") ? logicalName.toLowerCase() : logicalName;
  return `${alias}${lower}-${hex(`name ${urn}`, 7)}`;
}

function checkLength(limit: number, property: string, name: string): void {
  if (name.length > limit) refuse(`${property}: expected at most ${limit} characters, found ${name.length} in ${JSON.stringify(name)}`);
}

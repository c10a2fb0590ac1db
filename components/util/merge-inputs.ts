import * as pulumi from "@pulumi/pulumi";
import { isRecord } from "./is-record";

/**
 * Inputs with others merged over them: maps key by key, lists and scalars replaced, null removed. Neither is changed. Outputs are merged when their
 * values are known, and what replaces a secret is a secret.
 */
export function mergeInputs(inputs: unknown, over: unknown): unknown {
  if (!isRecord(over)) return secretIfWas(inputs, over);
  if (pulumi.Output.isInstance(inputs)) return inputs.apply((known) => mergeInputs(known, over));
  if (inputs instanceof Promise) return pulumi.output(inputs).apply((known) => mergeInputs(known, over));
  const merged: Record<string, unknown> = isRecord(inputs) ? { ...inputs } : {};
  for (const [key, value] of Object.entries(over)) {
    if (value === null) delete merged[key];
    else merged[key] = mergeInputs(Object.hasOwn(merged, key) ? merged[key] : undefined, value);
  }
  return merged;
}

/** A value that is secret if anything in the one that it replaces is. */
function secretIfWas(replaced: unknown, value: unknown): unknown {
  const outputs = outputsIn(replaced);
  if (outputs.length === 0) return value;
  const secret = Promise.all(outputs.map((output) => pulumi.isSecret(output))).then((each) => each.includes(true));
  return pulumi.output(secret.then((isSecret) => (isSecret ? pulumi.secret(value) : value)));
}

function outputsIn(value: unknown): pulumi.Output<unknown>[] {
  if (pulumi.Output.isInstance(value)) return [value];
  if (value instanceof Promise) return [pulumi.output(value)];
  if (Array.isArray(value)) return value.flatMap(outputsIn);
  return isRecord(value) ? Object.values(value).flatMap(outputsIn) : [];
}

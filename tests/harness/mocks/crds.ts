import { readFileSync } from "node:fs";
import Ajv, { type ValidateFunction } from "ajv";
import { parse } from "yaml";
import type { Inputs } from "./mock-cloud";

/** The problems of an object that an API server would find with a CRD of tests/fixtures/crds; CEL rules are not evaluated. */
export function issuesByCrd(file: string, object: Inputs): string[] {
  const validate = validator(file);
  return validate(object) ? [] : validate.errors!.map(({ instancePath, message }) => `${instancePath || "/"} ${message}`);
}

const validators = new Map<string, ValidateFunction>();

function validator(file: string): ValidateFunction {
  const known = validators.get(file);
  if (known) return known;
  const crd = parse(readFileSync(`tests/fixtures/crds/${file}.yaml`, "utf8"));
  // Ajv does not know formats such as int64 and Kubernetes' own keywords; patterns are Go's, without lookarounds, and mean the same.
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  const compiled = ajv.compile(closed(crd.spec.versions[0].schema.openAPIV3Schema) as object);
  validators.set(file, compiled);
  return compiled;
}

/** The API server drops fields that the schema does not declare: here they are problems. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  const declares = inner.type === "object" && typeof inner.properties === "object" && inner.additionalProperties === undefined;
  if (inner["x-kubernetes-int-or-string"]) return { ...inner, type: ["integer", "string"] };
  return declares && !inner["x-kubernetes-preserve-unknown-fields"] ? { ...inner, additionalProperties: false } : inner;
}

import { existsSync, readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020";
import { parse } from "yaml";
import { mergeValues } from "../../components/addons/merge";

type Values = Readonly<Record<string, unknown>>;

/** What a chart has against values: keys that its values.yaml does not know, as paths, and what its schema, if it has one, says of the whole. */
export function chartFaults(chart: string, values: Values): string[] {
  const folder = `tests/fixtures/charts/${chart}`;
  const defaults: Values = parse(readFileSync(`${folder}/values.yaml`, "utf8"));
  const schema = `${folder}/values.schema.json`;
  const wrong = existsSync(schema) ? schemaFaults(JSON.parse(readFileSync(schema, "utf8")), mergeValues(defaults, values)) : [];
  return [...unknownKeys(defaults, values, []), ...wrong];
}

/** Below an empty map, a list or no value at all anything goes: the chart hands it on. */
function unknownKeys(known: unknown, values: unknown, path: readonly string[]): string[] {
  if (!isMap(known) || !isMap(values) || Object.keys(known).length === 0) return [];
  return Object.entries(values).flatMap(([key, value]) =>
    key in known ? unknownKeys(known[key], value, [...path, key]) : [[...path, key].join(".")],
  );
}

/** Charts name several drafts of JSON Schema; what they use of them is the same. */
function schemaFaults({ $schema: _, ...schema }: Values, values: Values): string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false });
  ajv.validate(schema, values);
  return (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function isMap(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

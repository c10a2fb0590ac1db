import { existsSync, readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020";
import { parse } from "yaml";
import { mergeValues } from "../../../components/util/deep-merge";
import { isRecord } from "../../../components/util/is-record";

type Values = Readonly<Record<string, unknown>>;

/** A chart as described by its files. */
interface KnownChart {
  /** Its values.yaml, including those of bundled subcharts. */
  readonly defaults: Values;
  /** Validates values with its schema, if any. */
  readonly validate: (values: Values) => string[];
}

const folder = "tests/fixtures/charts";
const charts = new Map<string, KnownChart>();

/** The problems of values for a chart: paths of keys that its values.yaml does not contain, and errors of its schema, if any. */
export function chartIssues(chart: string, values: Values): string[] {
  const { defaults, validate } = known(chart);
  return [...unknownKeys(defaults, values, []), ...validate(mergeValues(defaults, values))];
}

function known(chart: string): KnownChart {
  const found = charts.get(chart) ?? { defaults: withInner(chart), validate: schemaOf(chart) };
  charts.set(chart, found);
  return found;
}

/** The values of a chart; those of Istio hold theirs below a key that users do not write. */
export function defaultsOf(chart: string): Values {
  const { _internal_defaults_do_not_set: inner, ...values } = parse(readFileSync(`${folder}/${chart}/values.yaml`, "utf8"));
  return mergeValues(values, inner ?? {});
}

function withInner(chart: string): Values {
  const own = defaultsOf(chart);
  const inner = Object.keys(own).filter((key) => key !== chart && isRecord(own[key]) && existsSync(`${folder}/${key}/values.yaml`));
  return mergeValues(Object.fromEntries(inner.map((key) => [key, defaultsOf(key)])), own);
}

/** Charts use several drafts of JSON Schema; the features that they use are the same in all. */
function schemaOf(chart: string): KnownChart["validate"] {
  const file = `${folder}/${chart}/values.schema.json`;
  if (!existsSync(file)) return () => [];
  const { $schema: _, ...schema } = JSON.parse(readFileSync(file, "utf8"));
  const validate = new Ajv2020({ strict: false, allErrors: true, logger: false }).compile(schema);
  return (values) => {
    validate(values);
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
}

/** Below an empty map, a list or a missing value any key is allowed: the chart passes it on. */
function unknownKeys(known: unknown, values: unknown, path: readonly string[]): string[] {
  if (!isRecord(known) || !isRecord(values) || Object.keys(known).length === 0) return [];
  return Object.entries(values).flatMap(([key, value]) =>
    key in known ? unknownKeys(known[key], value, [...path, key]) : [[...path, key].join(".")],
  );
}

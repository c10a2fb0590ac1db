// Types of custom resources, from the schemas of their CRDs.
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { crds } from "../../components/addons/catalog/aws-load-balancer-controller/crds.json";
import type { Property, Type } from "../../components/util/sdk-types/type-expression";

interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly enum?: readonly (string | number | boolean)[];
  readonly "x-kubernetes-int-or-string"?: boolean;
  readonly "x-kubernetes-preserve-unknown-fields"?: boolean;
}

interface Crd {
  readonly group: string;
  readonly names: { readonly kind: string };
  readonly versions: readonly { readonly name: string; readonly schema?: { readonly openAPIV3Schema: Schema } }[];
}

const folder = path.join(__dirname, "../../tests/fixtures/crds");

/** Properties of custom resources without `status`, by Pulumi type. */
export function customResourceTypes(): ReadonlyMap<string, ReadonlyMap<string, Property>> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".yaml"));
  const published = files.sort().map((file) => parse(readFileSync(path.join(folder, file), "utf8")).spec as Crd);
  const all = [...published, ...(Object.values(crds) as Crd[])];
  return new Map(
    all.flatMap(({ group, names, versions }) =>
      versions.flatMap(({ name, schema }) =>
        schema ? [[`kubernetes:${group}/${name}:${names.kind}`, objectOf(schema.openAPIV3Schema)] as const] : [],
      ),
    ),
  );
}

function objectOf({ properties = {}, required = [] }: Schema): ReadonlyMap<string, Property> {
  const { apiVersion: _version, kind: _kind, metadata: _metadata, status: _status, ...own } = properties;
  const metadata: Property = { optional: true, type: { kind: "named", name: "inputs.meta.v1.ObjectMeta" } };
  return new Map([["metadata", metadata], ...propertiesOf(own, required)]);
}

function propertiesOf(properties: Readonly<Record<string, Schema>>, required: readonly string[]): Map<string, Property> {
  return new Map(Object.entries(properties).map(([name, schema]) => [name, { optional: !required.includes(name), type: typeOf(schema) }]));
}

function typeOf(schema: Schema): Type {
  const { type, properties, additionalProperties, items, enum: values, required = [] } = schema;
  if (values) return { kind: "union", members: values.map((value) => ({ kind: "literal", value })) };
  if (schema["x-kubernetes-int-or-string"]) return { kind: "union", members: [{ kind: "string" }, { kind: "number" }] };
  if (type === "array") return { kind: "list", element: items ? typeOf(items) : { kind: "any" } };
  if (type === "integer" || type === "number") return { kind: "number" };
  if (type === "string" || type === "boolean") return { kind: type };
  if (properties && !schema["x-kubernetes-preserve-unknown-fields"])
    return { kind: "object", shape: { properties: propertiesOf(properties, required) } };
  return typeof additionalProperties === "object" ? { kind: "map", element: typeOf(additionalProperties) } : { kind: "any" };
}

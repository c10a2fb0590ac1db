// Reduces a published CRD to the properties that an API server uses, without descriptions.

import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { parseAllDocuments } from "yaml";
import { sortKeys } from "../../components/util/sorted-json";

type Json = unknown;

interface CustomResourceDefinition {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: Json;
}

/** CRDs in `crds/` of an unpacked chart, by name: `spec`, and the approval annotation of groups under `k8s.io`. */
export function crdsIn(chart: string): { readonly approvals?: Record<string, string>; readonly crds: Record<string, Json> } {
  const folder = path.join(chart, "crds");
  const found = readdirSync(folder)
    .filter((file) => file.endsWith(".yaml"))
    .flatMap((file) => parseAllDocuments(readFileSync(path.join(folder, file), "utf8")))
    .map((document) => document.toJS() as CustomResourceDefinition | null)
    .filter((object) => object?.kind === "CustomResourceDefinition")
    .map((crd) => crd!);
  const approvals = found.flatMap(({ metadata: { name, annotations } }): [string, string][] => {
    const approval = annotations?.["api-approved.kubernetes.io"];
    return approval ? [[name, approval]] : [];
  });
  return {
    ...(approvals.length > 0 && { approvals: sortKeys(Object.fromEntries(approvals)) }),
    crds: sortKeys(Object.fromEntries(found.map(({ metadata, spec }) => [metadata.name, withoutProse(spec)]))),
  };
}

/** Removes descriptions, but not properties with that name. */
export function withoutProse(value: Json, names = false): Json {
  if (Array.isArray(value)) return value.map((each) => withoutProse(each));
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => names || key !== "description");
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutProse(inner, key === "properties" && !names)]));
}

/** Formats JSON with values on one line where they fit. */
export function compactJson(value: Json, indent = "", width = 140): string {
  const line = JSON.stringify(value);
  if (indent.length + line.length <= width || typeof value !== "object" || value === null) return line;
  const inner = `${indent} `;
  const items = Array.isArray(value)
    ? value.map((each) => compactJson(each, inner, width))
    : Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${compactJson(each, inner, width)}`);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  return `${open}\n${items.map((item) => `${inner}${item}`).join(",\n")}\n${indent}${close}`;
}

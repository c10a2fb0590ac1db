// Strings in the format of the published code: YAML as js-yaml writes it, TOML as @iarna/toml does.

import { Document, isCollection, Scalar, visit } from "yaml";
import { isRecord } from "../../../components/util/is-record";
import type { Value } from "../../types";

/** js-yaml quotes texts that begin with one of these, the yaml package only some of them. */
const neverPlain = /^[-?:,[\]{}#&*!|=>'"%@`]/;

export function yaml(value: unknown): string {
  const document = new Document(value);
  visit(document, {
    Scalar(key, node, path) {
      if (typeof node.value !== "string" || key === "key") return;
      const width = 80 - 2 * path.filter(isCollection).length;
      if (neverPlain.test(node.value)) node.type = Scalar.QUOTE_SINGLE;
      if (node.value.length > width && !node.value.startsWith(" ")) node.type = Scalar.BLOCK_FOLDED;
    },
  });
  return document.toString({ lineWidth: 0, singleQuote: true });
}

/** Keys in order; tables behind the values of their parent, two spaces deeper where the parent has values. */
export function toml(table: Value): string {
  return tomlTable(sorted(table), "", "");
}

function tomlTable(table: Value, prefix: string, indent: string): string {
  const entries = Object.entries(isRecord(table) ? table : {});
  const values = entries.filter(([, value]) => !isTable(value));
  const lines = values.map(([key, value]) => `${indent}${tomlKey(key)} = ${tomlValue(value)}`);
  if (lines.length > 0) lines.push("");
  const deeper = prefix !== "" && values.length > 0 ? `${indent}  ` : "";
  for (const [key, value] of entries.filter(([, item]) => isTable(item))) lines.push(section(value, prefix + tomlKey(key), deeper));
  return lines.join("\n");
}

function section(value: Value, path: string, indent: string): string {
  if (Array.isArray(value)) return value.map((item) => `${indent}[[${path}]]\n${tomlTable(item, `${path}.`, indent)}`).join("");
  const hasValues = Object.values(isRecord(value) ? value : {}).some((item) => !isTable(item));
  return `${hasValues ? `${indent}[${path}]\n` : ""}${tomlTable(value, `${path}.`, indent)}`;
}

function isTable(value: Value): boolean {
  return isRecord(value) || (Array.isArray(value) && value.length > 0 && value.every((item) => isRecord(item)));
}

function tomlKey(key: string): string {
  return /^[\w-]+$/.test(key) ? key : JSON.stringify(key);
}

function tomlValue(value: Value): string {
  if (Array.isArray(value)) return value.length === 0 ? "[ ]" : `[ ${value.map(tomlValue).join(", ")} ]`;
  if (typeof value === "number" && Number.isInteger(value)) return String(value).replace(/(?<=\d)(?=(\d{3})+$)/g, "_");
  return JSON.stringify(value);
}

function sorted(value: Value): Value {
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => a.localeCompare(b));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}

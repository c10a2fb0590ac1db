// Generates the reference of all settings from their schemas.
import type { z } from "zod";
import { renamedKeys } from "../components/settings/schema/renamed-keys";
import { bare, expected, variants } from "../components/settings/validation/describe";

type Schema = z.core.$ZodType;

/** A section of the stack file. */
export interface Section {
  readonly name: string;
  readonly description: string;
  readonly schema: Schema;
}

interface Row {
  readonly key: string;
  readonly schema: Schema;
}

/** Nested schemas with their paths: `size.min`, `taints[].key`, `<name>.selectors`. */
function within(schema: Schema, path: string): Row[] {
  return variants(schema).flatMap(({ _zod: { def } }) => {
    if (def.type === "object") return Object.entries(def.shape).flatMap(([key, inner]) => rows(inner, path ? `${path}.${key}` : key));
    if (def.type === "record" && holdsKeys(def.valueType)) return within(def.valueType, path ? `${path}.<name>` : "<name>");
    if (def.type === "array") return within(def.element, `${path}[]`);
    return [];
  });
}

function holdsKeys(schema: Schema): boolean {
  return variants(schema).some(({ _zod }) => _zod.def.type === "object");
}

function rows(schema: Schema, key: string): Row[] {
  return [{ key, schema }, ...within(schema, key)];
}

/** Default of a setting in YAML flow style, or that there is none. */
function defaultOf(schema: Schema): string {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === "default") return `\`${JSON.stringify(def.defaultValue)}\``;
  if (def.type === "optional" || def.type === "prefault") return "";
  return "**required**";
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("<", "&lt;");
}

/** Type of a setting. Nested settings have their own rows. */
function typeOf(schema: Schema): string {
  const type = expected(schema).replace(/ \(.*\)$/, "");
  const lists = variants(schema).flatMap(({ _zod: { def } }) =>
    def.type === "array" && !holdsKeys(def.element) ? [expected(def.element)] : [],
  );
  return lists.length > 0 ? `${type}: ${lists[0]}` : type;
}

function row({ key, schema }: Row): string {
  const type = typeOf(bare(schema));
  return `| \`${key}\` | ${cell(type)} | ${defaultOf(schema)} | ${cell((schema as z.ZodType).description ?? "")} |`;
}

function table(schema: Schema): string {
  const found = within(schema, "");
  const head = "| key | type | default | description |\n|---|---|---|---|";
  return found.length > 0 ? [head, ...new Set(found.map(row))].join("\n") : "Any key, each with a string.";
}

/** Sections except add-ons, as chapters of a page. */
function sectionReference(sections: readonly Section[], heading: string): string {
  return sections
    .flatMap(({ name, description, schema }) => [`${heading} \`eks-blueprints:${name}\``, description, table(schema)])
    .join("\n\n");
}

/** The old names of renamed keys. */
function renamedTable(): string {
  const path = (section: string, within: readonly string[], key: string) => [section, ...within, key].join(".").replaceAll("*", "<name>");
  const found = Object.entries(renamedKeys).flatMap(([section, keys]) =>
    keys.map(({ within, from, to }) => `| \`${path(section, within, from)}\` | \`${path(section, within, to)}\` |`),
  );
  return ["| old name | new name |\n|---|---|", ...found].join("\n");
}

export function settingsReference(sections: readonly Section[], addons: readonly Section[]): string {
  const parts = [
    "# Settings",
    "<!-- Written by `npm run schema`; edit the schemas in components/settings/schema and components/addons instead. -->",
    "What a stack file can say, below `config:`. Every section is optional; `aws:region` alone is a valid stack. " +
      "A default that depends on other settings is in the description; what is required is so within its own map.",
    "## `aws:region`",
    "The AWS region: **required**. The other keys `aws:*` are those of Pulumi's AWS provider. How it signs in (`aws:profile`, `aws:assumeRoles`, `aws:assumeRoleWithWebIdentity`, " +
      "`aws:sharedConfigFiles`, `aws:sharedCredentialsFiles`, `aws:accessKey`, `aws:secretKey`, `aws:token`, `aws:stsRegion`) counts for the kubeconfig and for what cleans up at destroy too: " +
      "[signing in](cluster.md#signing-in-to-aws).",
    "## Defaults of all stacks",
    "`Pulumi.yaml` can hold sections of all stacks, over which each stack's own are merged: maps key by key, lists and scalars whole. In a stack file, `null` removes what the defaults say of a key.",
    '```text\nconfig:\n  defaults: { type: object, default: { cluster: { version: "1.35" }, tags: { owner: platform } } }\n```',
    "Pulumi wants a map written so: its CLI and the plan refuse `defaults: { cluster: ... }`. What is wrong with a value is reported under the file that it comes from, as `Pulumi.yaml: eks-blueprints:defaults.cluster.version: ...`. " +
      "Old names of keys are read there too. An editor checks the file by `schema/project.schema.json`.",
    sectionReference(sections, "##"),
    "## `eks-blueprints:addons`",
    "Add-on -> `true`, `false`, or a map of its options.",
    ...addons.flatMap(({ name, description, schema }) => [`### \`${name}\``, ...(description ? [description] : []), table(schema)]),
    "## Deprecated keys",
    "The old names are still read, with a warning. A map that has both names is an error.",
    renamedTable(),
  ];
  return `${parts.join("\n\n")}\n`;
}

// Writes what is generated from the settings' schemas and the catalog: the JSON schema for editors, the types of settings, the reference, the tables of add-ons
// and of changes.
// `--check` writes nothing and fails where a file is stale.
import "./catalog-index"; // first: all other modules import the catalog
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { z } from "zod";
import { customDescription } from "../components/addons/custom/options";
import { addonCatalog } from "../components/addons/plan/catalog-settings";
import { regions } from "../components/reference/regions";
import { renamedKeys } from "../components/settings/schema/renamed-keys";
import { sectionDescriptions, sectionNames, sections } from "../components/settings/schema/sections";
import { findingsTable } from "../tests/engine/changes/findings";
import { table } from "../tests/engine/changes/table";
import { addonDescription } from "./addon-page";
import { addonTable } from "./addon-table";
import { addonsInput } from "./addons-input";
import { policyTable } from "./policy-table";
import { settingsInput } from "./settings-input";
import { settingsReference } from "./settings-reference";

type JsonSchema = z.core.JSONSchema.JSONSchema;

const root = path.join(__dirname, "..");

const custom = z.record(z.string(), addonCatalog.custom);

/** JSON schema of user input: values with defaults are optional. */
function jsonSchema(schema: z.ZodType): object {
  const made = z.toJSONSchema(schema, {
    io: "input",
    target: "draft-7",
    override: ({ jsonSchema: json }) => {
      // omits the range of safe integers, which zod adds to every integer
      if (json.minimum === Number.MIN_SAFE_INTEGER) delete json.minimum;
      if (json.maximum === Number.MAX_SAFE_INTEGER) delete json.maximum;
    },
  });
  delete made.$schema;
  return made;
}

/** JSON schema of a section with deprecated old names of renamed keys; both names at once are invalid. */
function withOldNames(section: string, schema: object): object {
  for (const { within, from, to } of renamedKeys[section] ?? []) {
    for (const map of mapsAt(schema as JsonSchema, within)) {
      if (typeof map.properties?.[to] !== "object") continue;
      const { default: _, ...renamed } = map.properties[to];
      map.properties[from] = { ...renamed, deprecated: true, description: `Deprecated: the new name is \`${to}\`` };
      map.allOf = [...(map.allOf ?? []), { not: { required: [from, to] } }];
    }
  }
  return schema;
}

/** Schemas of all maps at a path, in which `*` matches entries of a map and items of a list. */
function mapsAt(schema: JsonSchema, [next, ...rest]: readonly string[]): JsonSchema[] {
  if (schema.anyOf || schema.oneOf)
    return [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((each) => mapsAt(each, next === undefined ? [] : [next, ...rest]));
  if (next === undefined) return [schema];
  const inner = next === "*" ? (schema.items ?? schema.additionalProperties) : schema.properties?.[next];
  return typeof inner === "object" ? mapsAt(inner as JsonSchema, rest) : [];
}

/** JSON schema of a stack file. Accepts other keys, of Pulumi and of other projects. */
function stackSchema(): object {
  const addons = Object.entries(addonCatalog.schemas).map(([name, options]) => [
    name,
    { description: addonDescription(name), anyOf: [{ type: "boolean" }, jsonSchema(options)] },
  ]);
  const own = Object.entries(sections).map(([name, schema]) => [
    `eks-blueprints:${name}`,
    { description: sectionDescriptions[name as keyof typeof sections], ...withOldNames(name, jsonSchema(schema)) },
  ]);
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Stack file of eks-blueprints",
    type: "object",
    properties: {
      config: {
        type: "object",
        required: ["aws:region"],
        properties: {
          "aws:region": { type: "string", enum: Object.keys(regions), description: "AWS region" },
          ...Object.fromEntries(own),
          "eks-blueprints:addons": {
            description: "Add-ons by name: on, off, or on with options",
            type: "object",
            properties: { ...Object.fromEntries(addons), custom: { description: customDescription, ...jsonSchema(custom) } },
            additionalProperties: false,
          },
        },
        patternProperties: { [`^eks-blueprints:(?!(${sectionNames.join("|")})$)`]: false },
      },
    },
    required: ["config"],
  };
}

/** JSON schema of `Pulumi.yaml`: its `defaults` hold the sections of a stack file. */
function projectSchema(): object {
  const section = (name: string) => [name, { $ref: `stack.schema.json#/properties/config/properties/eks-blueprints:${name}` }];
  const defaults = {
    description: "Sections of all stacks. Each stack's own are merged over them: maps key by key, lists and scalars whole.",
    type: "object",
    required: ["default"],
    properties: {
      type: { const: "object" },
      description: { type: "string" },
      default: { type: "object", properties: Object.fromEntries(sectionNames.map(section)), additionalProperties: false },
    },
    additionalProperties: false,
  };
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Pulumi.yaml of eks-blueprints",
    type: "object",
    properties: { config: { type: "object", properties: { defaults, "eks-blueprints:defaults": defaults } } },
  };
}

const described = Object.entries(sections).map(([name, schema]) => ({
  name,
  schema,
  description: sectionDescriptions[name as keyof typeof sections],
}));

function reference(): string {
  const addons = Object.entries({ ...addonCatalog.schemas, custom }).map(([name, schema]) => ({
    name,
    schema,
    description: name === "custom" ? customDescription : (schema.description ?? ""),
  }));
  return settingsReference(described, addons);
}

/** Replaces the generated part of a page, between two marks. */
function withPart(page: string, part: string, text: string): string {
  const [begin, end] = [`<!-- ${part}: generated by npm run schema -->`, `<!-- /${part} -->`];
  const [before, rest] = readFileSync(path.join(root, page), "utf8").split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`${page} has no part ${part}`);
  return `${before}${begin}\n\n${text}\n\n${end}${after}`;
}

/** Formats a source. */
function formatted(name: string, source: string): string {
  const biome = require.resolve("@biomejs/biome/bin/biome");
  return execFileSync(process.execPath, [biome, "format", `--stdin-file-path=${name}`], { cwd: root, input: source, encoding: "utf8" });
}

/** Generates the page with tables of changes, which engine tests verify. */
function changesPage(): string {
  return Object.entries(table).reduce(
    (page, [area, rows]) =>
      page.replace(
        new RegExp(`(<!-- changes: ${area} -->\\n\\n)[\\s\\S]*?(\\n\\n<!-- /changes -->)`),
        (_, begin, end) => `${begin}${findingsTable(rows)}${end}`,
      ),
    readFileSync(path.join(root, "docs/day-2.md"), "utf8"),
  );
}

const files: Readonly<Record<string, string>> = {
  "schema/stack.schema.json": `${JSON.stringify(stackSchema(), undefined, 2)}\n`,
  "schema/project.schema.json": `${JSON.stringify(projectSchema(), undefined, 2)}\n`,
  "components/settings/generated/settings-input.ts": formatted("settings-input.ts", settingsInput()),
  "components/addons/generated/addons-input.ts": formatted("addons-input.ts", addonsInput()),
  "docs/settings.md": reference(),
  "docs/day-2.md": changesPage(),
  "docs/addons.md": withPart("docs/addons.md", "catalog", addonTable()),
  "docs/policies.md": withPart("docs/policies.md", "rules", policyTable()),
};

const check = process.argv.includes("--check");
for (const [file, text] of Object.entries(files)) {
  const target = path.join(root, file);
  if (existsSync(target) && readFileSync(target, "utf8") === text) continue;
  if (check) {
    console.error(`${file} is stale; run: npm run schema`);
    process.exitCode = 1;
  } else {
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
    console.log(`wrote ${file}`);
  }
}

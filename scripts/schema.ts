// Writes what is generated from the settings' schemas: the JSON schema for editors and the reference page.
// `--check` writes nothing and fails where a file is stale.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { z } from "zod";
import { addonCatalogue } from "../components/addons/select";
import { sectionDescriptions, sectionNames, sections } from "../components/config/sections";
import { regions } from "../components/shared/facts/regions";
import { settingsReference } from "./settings-reference";

const root = path.join(__dirname, "..");

/** JSON schema of what a user writes: what has a default may be left out. */
function jsonSchema(schema: z.ZodType): object {
  const made = z.toJSONSchema(schema, {
    io: "input",
    target: "draft-7",
    override: ({ jsonSchema: json }) => {
      // the range of safe integers, which zod adds to every whole number, tells nobody anything
      if (json.minimum === Number.MIN_SAFE_INTEGER) delete json.minimum;
      if (json.maximum === Number.MAX_SAFE_INTEGER) delete json.maximum;
    },
  });
  delete made.$schema;
  return made;
}

/** JSON schema of a whole stack file. Pulumi's own keys, and those of other projects, pass. */
function stackSchema(): object {
  const addons = Object.entries(addonCatalogue.schemas).map(([name, options]) => [
    name,
    { anyOf: [{ type: "boolean" }, jsonSchema(options)] },
  ]);
  const own = Object.entries(sections).map(([name, schema]) => [
    `eks-blueprints:${name}`,
    { description: sectionDescriptions[name as keyof typeof sections], ...jsonSchema(schema) },
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
            properties: Object.fromEntries(addons),
            additionalProperties: false,
          },
        },
        patternProperties: { [`^eks-blueprints:(?!(${sectionNames.join("|")})$)`]: false },
      },
    },
    required: ["config"],
  };
}

function reference(): string {
  const described = Object.entries(sections).map(([name, schema]) => ({
    name,
    schema,
    description: sectionDescriptions[name as keyof typeof sections],
  }));
  const addons = Object.entries(addonCatalogue.schemas).map(([name, schema]) => ({ name, schema, description: schema.description ?? "" }));
  return settingsReference(described, addons);
}

const files: Readonly<Record<string, string>> = {
  "schema/stack.schema.json": `${JSON.stringify(stackSchema(), undefined, 2)}\n`,
  "docs/settings.md": reference(),
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

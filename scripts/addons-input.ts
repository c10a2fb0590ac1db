// Generates the type of `addons` as users write it, from the schemas of the catalog.
import type { z } from "zod";
import { addons } from "../components/addons/catalog";
import { customDescription, customOptions } from "../components/addons/custom/options";
import { addonDescription } from "./addon-page";
import { comment, map } from "./settings-input";

/** Such as `AwsEbsCsiDriverInput`. */
function typeName(addon: string): string {
  return `${addon.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}Input`;
}

function optionsType(name: string, schema: z.ZodObject, description: string): string {
  return `${comment(description, "")}export interface ${name} ${map(schema, "")}\n`;
}

/** The unformatted source of `components/addons/generated/addons-input.ts`. */
export function addonsInput(): string {
  const members = addons.map(({ name, options }) => {
    const enabled = options.safeParse({}).success ? "boolean" : "false"; // some options have no default
    return `${comment(addonDescription(name), "  ")}  readonly ${JSON.stringify(name)}?: ${enabled} | ${typeName(name)} | undefined;`;
  });
  const custom = `${comment(customDescription, "  ")}  readonly custom?: { readonly [name: string]: CustomAddonInput } | undefined;`;
  return [
    "// Written by `npm run schema` from the schemas of components/addons/catalog; edit these instead.",
    ...addons.map(({ name, options }) => optionsType(typeName(name), options, `Options of add-on \`${name}\`.`)),
    optionsType("CustomAddonInput", customOptions, "An add-on of your own: a chart, or Kubernetes objects."),
    "/** Section `addons`: each add-on off, on, or on with options. */",
    `export interface AddonsInput {\n${[...members, custom].join("\n")}\n}\n`,
  ].join("\n");
}

// Generates types of settings from their schemas: editors show descriptions and defaults of interfaces, but not of zod's inferred types.
import type { z } from "zod";
import { charts } from "../components/settings/schema/charts";
import { cluster } from "../components/settings/schema/cluster";
import { budgetSettings, cost } from "../components/settings/schema/cost";
import { domainSettings } from "../components/settings/schema/domain";
import { fargateProfile } from "../components/settings/schema/fargate";
import { gitopsSettings } from "../components/settings/schema/gitops";
import { iam } from "../components/settings/schema/iam";
import { images } from "../components/settings/schema/images";
import { network } from "../components/settings/schema/network";
import { nodePool } from "../components/settings/schema/node-pools";
import { override } from "../components/settings/schema/overrides";
import { renamedKeys } from "../components/settings/schema/renamed-keys";
import { sectionDescriptions, sections } from "../components/settings/schema/sections";
import { serviceAccount } from "../components/settings/schema/service-accounts";
import { applicationTeam, platformTeam, teamTemplate } from "../components/settings/schema/teams";
import { tenants } from "../components/settings/schema/tenants";
import { bare } from "../components/settings/validation/describe";

type Schema = z.core.$ZodType;

/** Maps with their own interface, and its description. */
const named: readonly (readonly [name: string, schema: z.ZodObject, description: string])[] = [
  ["NetworkInput", network, sectionDescriptions.network],
  ["ClusterInput", cluster, sectionDescriptions.cluster],
  ["IamInput", iam, sectionDescriptions.iam],
  ["NodePoolInput", nodePool, "A pool of nodes."],
  ["FargateProfileInput", fargateProfile, "A Fargate profile."],
  ["ImagesInput", images, sectionDescriptions.images],
  ["ChartsInput", charts, sectionDescriptions.charts],
  ["ServiceAccountInput", serviceAccount, "AWS permissions of a service account."],
  ["PlatformTeamInput", platformTeam, "A team that administers the cluster."],
  ["ApplicationTeamInput", applicationTeam, "A team that works in namespaces of its own."],
  ["TeamTemplateInput", teamTemplate, "Values that application teams take by `template`."],
  ["TenantsInput", tenants, sectionDescriptions.tenants],
  ["DomainInput", domainSettings, sectionDescriptions.domain],
  ["GitopsInput", gitopsSettings, sectionDescriptions.gitops],
  ["OverrideInput", override, "Raw properties of the resources of a type."],
  ["CostInput", cost, sectionDescriptions.cost],
  ["BudgetInput", budgetSettings, sectionDescriptions.budget],
];
const nameOf = new Map<Schema, string>(named.map(([name, schema]) => [schema, name]));

function typeOf(schema: Schema, indent: string): string {
  const inner = bare(schema);
  const { def } = inner._zod;
  switch (def.type) {
    case "string":
    case "number":
    case "boolean":
    case "unknown":
      return def.type;
    case "enum":
      return union(Object.values(def.entries).map((value) => JSON.stringify(value)));
    case "literal":
      return union(def.values.map((value) => JSON.stringify(value)));
    case "union":
      return union(def.options.map((option) => typeOf(option, indent)));
    case "array": {
      const element = typeOf(def.element, indent);
      return /^("|\w+ \||readonly )/.test(element) ? `readonly (${element})[]` : `readonly ${element}[]`;
    }
    case "record":
      return `{ readonly [name: string]: ${typeOf(def.valueType, indent)} }`;
    case "object":
      return nameOf.get(inner) ?? map(inner as z.ZodObject, indent);
    case "null":
      return "null";
    default:
      throw new Error(`no type for a schema of type ${def.type}`);
  }
}

function union(types: readonly string[]): string {
  return [...new Set(types)].join(" | ");
}

/** Type of a map with fixed keys. */
export function map(schema: z.ZodObject, indent: string): string {
  const inner = `${indent}  `;
  const members = Object.entries(schema.shape).map(([key, value]) => member(key, value, inner));
  const open = schema._zod.def.catchall?._zod.def.type === "unknown" ? [`${inner}readonly [key: string]: unknown;`] : [];
  return `{\n${[...members, ...oldNames(schema, inner), ...open].join("\n")}\n${indent}}`;
}

/** Deprecated old names of renamed keys. */
function oldNames(schema: z.ZodObject, indent: string): string[] {
  if (schema !== applicationTeam && schema !== teamTemplate) return [];
  return renamedKeys.teams!.map(({ from, to }) => {
    const type = typeOf(schema.shape[to] as Schema, indent);
    return `${comment(`@deprecated Use \`${to}\`.`, indent)}${indent}readonly ${from}?: ${type} | undefined;`;
  });
}

function member(key: string, schema: Schema, indent: string): string {
  const optional = ["optional", "default", "prefault"].includes((schema as z.core.$ZodTypes)._zod.def.type);
  const type = typeOf(schema, indent);
  const text = [(schema as z.ZodType).description, ...defaultOf(schema)].filter(Boolean).join("\n");
  const name = /^\w+$/.test(key) ? key : JSON.stringify(key);
  return `${comment(text, indent)}${indent}readonly ${name}${optional ? "?" : ""}: ${type}${optional ? " | undefined" : ""};`;
}

/** Some descriptions already contain a default that depends on other settings. */
function defaultOf(schema: Schema): string[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === "default" ? [`@default ${JSON.stringify(def.defaultValue)}`] : [];
}

export function comment(text: string, indent: string): string {
  if (text === "") return "";
  const lines = text.replaceAll("*/", "*\\/").split("\n");
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}\n`).join("")}${indent} */\n`;
}

/** The unformatted source of `components/settings/generated/settings-input.ts`. */
export function settingsInput(): string {
  const interfaces = named.map(([name, schema, description]) => `${comment(description, "")}export interface ${name} ${map(schema, "")}\n`);
  const members = Object.entries(sections).map(([name, schema]) => {
    const description = sectionDescriptions[name as keyof typeof sections];
    return `${comment(description, "  ")}  readonly ${name}?: ${typeOf(schema, "  ")} | undefined;`;
  });
  return [
    "// Written by `npm run schema` from the schemas in components/settings/schema; edit these instead.",
    ...interfaces,
    "/** All sections of a stack's settings but `addons`. */",
    `export interface SectionsInput {\n${members.join("\n")}\n}\n`,
  ].join("\n");
}

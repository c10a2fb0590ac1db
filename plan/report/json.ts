import type { Finding } from "../../components/util/finding";
import type { Cost } from "../cost/cost";
import { withoutNoise } from "../cost/round";
import type { Change } from "../diff/changes";
import type { Permissions } from "../permissions/types";
import { type TimedChange, timelineOf } from "../timeline/timeline";
import type { PlanTimeline } from "../timeline/types";
import type { PlannedResource } from "../types";
import { overriddenProperties } from "./overridden";
import { type Plan, withoutSecrets } from "./plan";
import { type Json, type Printer, printerOf } from "./printable";
import type { SectionName } from "./section-names";

/** One resource, with the field names of `pulumi stack export`. */
export interface DocumentResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  readonly id?: Json;
  readonly parent?: string;
  readonly provider?: string;
  readonly inputs: { readonly [key: string]: Json };
  readonly outputs: { readonly [key: string]: Json };
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly protect: boolean;
  /** Paths of the properties that section `overrides` sets or removes. */
  readonly overridden?: readonly string[];
  readonly simulatedBy?: string;
  readonly external?: true;
}

/** Options that the state of a deployment contains too; omitted if not set. */
const options = [
  "external",
  "additionalSecretOutputs",
  "aliases",
  "customTimeouts",
  "importID",
  "retainOnDelete",
  "deletedWith",
  "replaceWith",
  "ignoreChanges",
  "replaceOnChanges",
  "resourceHooks",
] as const satisfies readonly (keyof PlannedResource)[];

/** Output of `--json`. */
export interface PlanDocument {
  readonly version: 1;
  readonly project: string;
  readonly stack: string;
  readonly settings: Json;
  readonly deployment: { readonly resources: readonly DocumentResource[] };
  readonly outputs: { readonly [key: string]: Json };
  readonly summary: { readonly resources: number; readonly byType: Readonly<Record<string, number>> };
  readonly findings: readonly Finding[];
  readonly cost: Cost;
  readonly timeline: PlanTimeline;
  /** Permissions; only in documents, reports and on request. */
  readonly permissions?: Permissions;
  /** With `--against`: changes from the other plan. */
  readonly changes?: readonly Change[];
}

/** Creates the document. The same plan produces the same bytes. */
export function planDocument({ project, stack, settings, recording, findings, cost }: Plan, change?: TimedChange): PlanDocument {
  const printer = printerOf(recording);
  const overridden = overriddenProperties(recording.resources);
  const resources = recording.resources.map((resource) => documentResource(resource, printer, overridden.get(resource.urn)));
  return {
    version: 1,
    project,
    stack,
    settings,
    deployment: { resources },
    outputs: printer.values(recording.outputs),
    summary: { resources: resources.filter(({ type }) => isCounted(type)).length, byType: countByType(recording.resources) },
    findings: findings.filter(({ level }) => level !== "information").map((finding) => withoutSecrets(finding, printer)),
    cost: withoutNoise(cost),
    timeline: timelineOf(recording.resources, change),
    ...(change && { changes: change.changes }),
  };
}

/** The part of a document for `--section`; null if there is none. */
export function documentSection(document: PlanDocument, section: SectionName): unknown {
  const parts: Partial<Record<SectionName, unknown>> = { ...document, resources: document.deployment.resources };
  return parts[section] ?? null;
}

function documentResource(resource: PlannedResource, printer: Printer, overridden?: readonly string[]): DocumentResource {
  return {
    urn: resource.urn,
    type: resource.type,
    name: resource.name,
    custom: resource.custom,
    id: resource.id === undefined ? undefined : printer.value(resource.id),
    parent: resource.parent,
    provider: resource.provider,
    inputs: printer.values(resource.inputs),
    outputs: printer.values(resource.outputs),
    dependencies: [...resource.dependencies].sort(),
    propertyDependencies: Object.fromEntries(
      Object.keys(resource.propertyDependencies)
        .sort()
        .map((property) => [property, [...resource.propertyDependencies[property]!].sort()]),
    ),
    protect: resource.protect,
    ...Object.fromEntries(options.filter((option) => isSet(resource[option])).map((option) => [option, resource[option]])),
    ...(overridden && { overridden }),
    simulatedBy: resource.simulatedBy,
  };
}

/** The stack and providers are not counted, because they only manage the other resources. */
export function isCounted(type: string): boolean {
  return type !== "pulumi:pulumi:Stack" && !type.startsWith("pulumi:providers:");
}

function countByType(resources: readonly PlannedResource[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const type of resources
    .map(({ type }) => type)
    .filter(isCounted)
    .sort())
    counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}

function isSet(option: PlannedResource[(typeof options)[number]]): boolean {
  return typeof option === "object" ? Object.keys(option).length > 0 : Boolean(option);
}

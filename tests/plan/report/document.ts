import type { DocumentResource, PlanDocument } from "../../../plan/report/json";
import { noCost } from "../resources";

/** A resource of a document, as small as can be. */
export function resource(type: string, name: string, more: Partial<DocumentResource> = {}): DocumentResource {
  return {
    urn: `urn:pulumi:dev::shop::${type}::${name}`,
    type,
    name,
    custom: true,
    inputs: {},
    outputs: {},
    dependencies: [],
    propertyDependencies: {},
    protect: false,
    ...more,
  };
}

export function planDocumentOf(resources: readonly DocumentResource[], more: Partial<PlanDocument> = {}): PlanDocument {
  return {
    version: 1,
    project: "shop",
    stack: "dev",
    settings: null,
    deployment: { resources },
    outputs: {},
    summary: { resources: resources.length, byType: {} },
    findings: [],
    cost: noCost,
    timeline: { seconds: 0, criticalPath: [], steps: [], parallel: 16, destroy: { seconds: 0, criticalPath: [], steps: [] } },
    ...more,
  };
}

/** Sections of the text output: the names that `--section` accepts. */
export const sectionNames = [
  "changes",
  "summary",
  "network",
  "endpoints",
  "access",
  "nodes",
  "fargate",
  "addons",
  "domain",
  "gitops",
  "teams",
  "overrides",
  "outputs",
  "messages",
  "findings",
  "cost",
  "timeline",
  "permissions",
  "resources",
  "settings",
] as const;

export type SectionName = (typeof sectionNames)[number];

/** Sections of the JSON document. */
export const documentSections = [
  "changes",
  "summary",
  "outputs",
  "findings",
  "cost",
  "timeline",
  "permissions",
  "resources",
  "settings",
] as const satisfies readonly SectionName[];

export type DocumentSection = (typeof documentSections)[number];

export function isDocumentSection(name: SectionName): name is DocumentSection {
  return (documentSections as readonly SectionName[]).includes(name);
}

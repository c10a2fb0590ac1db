/** Sections of the text, by the names that `--section` takes. */
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

/** Sections that are parts of the document. */
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

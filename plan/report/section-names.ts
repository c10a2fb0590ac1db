/** Sections that `--section` accepts, in the order of the text output, and where they are printed. */
const sections = {
  changes: "text and document",
  summary: "text and document",
  network: "text",
  endpoints: "text",
  access: "text",
  nodes: "text",
  fargate: "text",
  addons: "text",
  domain: "text",
  gitops: "text",
  teams: "text",
  overrides: "text",
  outputs: "text and document",
  messages: "text",
  findings: "text and document",
  cost: "text and document",
  timeline: "text and document",
  permissions: "text and document",
  resources: "text and document",
  settings: "text and document",
} as const;

export type SectionName = keyof typeof sections;

export const sectionNames = Object.keys(sections) as readonly SectionName[];

export function isDocumentSection(name: SectionName): boolean {
  return sections[name] === "text and document";
}

/** Sections of the JSON document. */
export const documentSections = sectionNames.filter(isDocumentSection);

import { Inventory } from "../inventory";
import { title } from "../title";
import type { ReportInput } from "./input";
import { page, type Section } from "./page";
import { accessSection } from "./sections/access";
import { architectureSection } from "./sections/architecture";
import { changes } from "./sections/changes";
import { cost } from "./sections/cost";
import { dependencies } from "./sections/dependencies";
import { findings } from "./sections/findings";
import { settings } from "./sections/settings";
import { summary } from "./sections/summary";
import { timeline } from "./sections/timeline";
import { html } from "./template";

/** The plan as one self-contained page. */
export async function htmlReport(input: ReportInput): Promise<string> {
  const { document, stated, against } = input;
  const inventory = new Inventory(document);
  const { project, stack } = document;
  const sections: (Section | false | undefined)[] = [
    { id: "summary", heading: "Summary", content: summary(inventory, input) },
    document.changes && { id: "changes", heading: "Changes", content: changes(document.changes, against) },
    { id: "architecture", heading: "Architecture", content: await architectureSection(inventory) },
    { id: "dependencies", heading: "Dependencies", content: await dependencies(document) },
    { id: "access", heading: "Access", content: accessSection(inventory) },
    { id: "findings", heading: "Findings", content: findings(document.findings) },
    { id: "cost", heading: "Cost", content: cost(document.cost, document.settings) },
    { id: "timeline", heading: "Timeline", content: timeline(document.timeline) },
    { id: "settings", heading: "Settings", content: settings(document.settings, stated) },
  ];
  const header = html`<div><p class="eyebrow">Deployment plan</p><h1>${stack}</h1><p>${title(inventory)}</p></div>`;
  return page({
    title: `${stack}: plan of ${project}`,
    header,
    sections: sections.filter((section) => section !== false && section !== undefined),
  }).source;
}

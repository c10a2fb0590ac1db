import "../engine/fast-sdk"; // first: must be loaded before the SDK
import path from "node:path";
import type { Finding } from "../../components/util/finding";
import type { Comparison } from "../diff/compare";
import type { Permissions } from "../permissions/types";
import { type Project, readProject } from "../project/project";
import { documentSection, type PlanDocument, planDocument } from "../report/json";
import { findingsOf, informationOf, messagesOf, type Plan } from "../report/plan";
import { planText } from "../report/text";
import { root } from "../root";
import type { Recording } from "../types";
import type { Arguments } from "./arguments";
import { baseOf } from "./base";
import type { Former } from "./comparison";
import { ownSections } from "./own-sections";
import { policiesOf } from "./policies";
import { isOurs, run } from "./run";
import { loadSettingsReader } from "./settings";
import { withDefaults } from "./stack-defaults";
import { stackFile, stackOf, userDirectory } from "./stack-source";
import { layoutOf } from "./terminal";

/** Output and exit code of the command. */
export interface Printed {
  readonly output: string;
  readonly exitCode: 0 | 1;
}

/** A planned stack, and what the text output shows in addition to the document. */
export interface PlannedStack {
  readonly document: PlanDocument;
  readonly recording: Recording;
  readonly information: readonly Finding[];
  /** Changes, and the name of what the plan was compared with. */
  readonly changes?: { readonly comparison: Comparison; readonly against: string };
}

/**
 * Plans a stack and formats the plan.
 * @throws Failure if the stack cannot be planned
 */
export async function plan(args: Arguments): Promise<Printed> {
  return printed(await planStack(args), args);
}

/**
 * @param previous what the plan is compared with, instead of `--against`
 * @throws Failure if the stack cannot be planned
 */
export async function planStack(args: Arguments, previous?: Former): Promise<PlannedStack> {
  const from = userDirectory();
  const project = projectOf(args, from);
  const source = args.config === undefined ? stackOf(project, args.stack) : stackFile(args.config, from);
  const base = args.against === undefined || previous ? undefined : baseOf(project, args.against, from);

  const readSettings = isOurs(project) ? loadSettingsReader() : () => null;
  const comparing = () => require("./comparison") as typeof import("./comparison");
  const former = base ? await comparing().formerOf(base, project, args) : previous;
  const { settings, recording } = await run(project, args.stack, source, args.preview, 0, former?.resources);
  const filled = readSettings(project.name, args.stack, settings);
  const config = withDefaults(settings.config);
  const sections = ownSections(filled, { ...settings, config }, source.label);
  const { budgetFindings, costOf } = require("../cost") as typeof import("../cost");
  const cost = costOf(recording.resources, {
    before: former?.resources,
    assumptions: sections.cost?.assumptions,
    region: config["aws:region"],
  });
  const policies = policiesOf(sections, args.date);
  const plan: Plan = {
    project: project.name,
    stack: args.stack,
    settings: filled,
    recording,
    findings: [...findingsOf(recording, settings.findings, policies), ...budgetFindings(cost, sections.budget || undefined)],
    cost,
  };
  const compared = former && (await comparing().comparisonWith(former, plan, project, source, args));
  const findings = [...(compared?.findings ?? []), ...plan.findings];
  const planned = planDocument({ ...plan, findings }, compared && { ...compared.comparison, before: compared.before });
  const document = needsPermissions(args) ? { ...planned, permissions: readPermissions(planned) } : planned;
  if ([args.html, args.markdown, args.sarif].some((file) => file !== undefined)) {
    const { writeReports } = require("./report-files") as typeof import("./report-files");
    const file = args.config === undefined ? path.join(project.directory, source.label) : path.resolve(from, args.config);
    const stackFile = { text: source.text, file };
    await writeReports(args, { document, config, against: args.against, stackFile }, from);
  }
  return {
    document,
    recording,
    information: informationOf(findings, recording),
    ...(compared && { changes: { comparison: compared.comparison, against: args.against ?? "the previous plan" } }),
  };
}

/** The project to plan: that of `--cwd`, otherwise this one. */
export function projectOf({ cwd }: Arguments, from: string): Project {
  return readProject(cwd === undefined ? root : path.resolve(from, cwd));
}

function printed({ document, recording, information, changes }: PlannedStack, args: Arguments): Printed {
  return {
    output: args.json
      ? `${JSON.stringify(args.section ? documentSection(document, args.section) : document, null, 2)}\n`
      : textOf({ document, recording, information, ...(changes && { changes }) }, args),
    exitCode: document.findings.some(({ level }) => level === "mandatory") ? 1 : 0,
  };
}

export function textOf({ document, recording, information, changes }: PlannedStack, args: Arguments): string {
  return planText(document, {
    tree: args.tree,
    section: args.section,
    messages: messagesOf(recording),
    information,
    changes,
    layout: layoutOf(process.stdout, process.env, args),
  });
}

/** Permissions are expensive, so they are computed only for output that shows them. */
function needsPermissions({ json, html, section }: Arguments): boolean {
  return json || html !== undefined || section === "permissions";
}

function readPermissions({ deployment }: PlanDocument): Permissions {
  const { permissionsOf } = require("../permissions/permissions") as typeof import("../permissions/permissions");
  return permissionsOf(deployment.resources);
}

import { type Finding, parseFinding } from "../../components/util/finding";
import type { Cost } from "../cost/cost";
import type { LogLine, Recording } from "../types";
import { actionFindings } from "./action-findings";
import { limitFindings } from "./limit-findings";
import { type Policies, withPolicyFindings } from "./policy-findings";
import { type Json, type Printer, printerOf } from "./printable";

/** A planned stack, with findings and cost. */
export interface Plan {
  readonly project: string;
  readonly stack: string;
  /** Settings with all defaults; null if the program is not ours. */
  readonly settings: Json;
  readonly recording: Recording;
  readonly findings: readonly Finding[];
  readonly cost: Cost;
}

/** Findings about the stack file, planned resources, and those that the program logged. */
export function findingsOf(recording: Recording, ofStackFile: readonly Finding[], policies: Policies): Finding[] {
  const { resources } = recording;
  const ofProgram = recording.log.flatMap((line) => logged(line) ?? []);
  const others = [...ofStackFile, ...ofProgram, ...limitFindings(resources), ...actionFindings(resources)];
  return withPolicyFindings(resources, others, policies);
}

/** Findings that a program logged, and warnings. `[rule] text` names the rule. */
function logged({ severity, message, urn }: LogLine): Finding | undefined {
  if (severity === "debug") return undefined;
  const ours = parseFinding(message, ({ error: "mandatory", warning: "advisory", info: "information" } as const)[severity]);
  if (ours || severity === "info") return ours;
  const [, rule = "log", text = message] = /^\[([a-z0-9-]+)\] (.*)$/s.exec(message) ?? [];
  return { rule, level: "advisory", ...(urn && { urn }), message: text, fix: "", source: [] };
}

/** Other messages that the program logged, without secrets; `pulumi up` shows them under "Diagnostics". */
export function messagesOf(recording: Recording): string[] {
  const printer = printerOf(recording);
  return recording.log
    .filter(({ severity, message }) => severity === "info" && !parseFinding(message, "information"))
    .map(({ message }) => printer.text(message));
}

/** Findings that need no action, without secrets. */
export function informationOf(findings: readonly Finding[], recording: Recording): Finding[] {
  const printer = printerOf(recording);
  return findings.filter(({ level }) => level === "information").map((finding) => withoutSecrets(finding, printer));
}

/** Hides secrets in the texts of a finding. */
export function withoutSecrets(finding: Finding, printer: Printer): Finding {
  return { ...finding, message: printer.text(finding.message), fix: printer.text(finding.fix) };
}

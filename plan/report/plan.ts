import { type Finding, parseFinding } from "../../components/util/finding";
import type { Cost } from "../cost/cost";
import type { LogLine, Recording } from "../types";
import { actionFindings } from "./action-findings";
import { limitFindings } from "./limit-findings";
import { type Policies, withPolicyFindings } from "./policy-findings";
import { type Json, type Printer, printerOf } from "./printable";

/** What a run of the program came to. */
export interface Plan {
  readonly project: string;
  readonly stack: string;
  /** Settings with every default filled in; null where the program is not ours. */
  readonly settings: Json;
  readonly recording: Recording;
  readonly findings: readonly Finding[];
  readonly cost: Cost;
}

/** What is to be said of the stack file and of the planned resources, and what the program said of its stack. */
export function findingsOf(recording: Recording, ofStackFile: readonly Finding[], policies: Policies): Finding[] {
  const { resources } = recording;
  const ofProgram = recording.log.flatMap((line) => logged(line) ?? []);
  const others = [...ofStackFile, ...ofProgram, ...limitFindings(resources), ...actionFindings(resources)];
  return withPolicyFindings(resources, others, policies);
}

/** What a program logged as a warning, or as a finding of ours. `[rule] text` names its rule. */
function logged({ severity, message, urn }: LogLine): Finding | undefined {
  if (severity === "debug") return undefined;
  const ours = parseFinding(message, ({ error: "mandatory", warning: "advisory", info: "information" } as const)[severity]);
  if (ours || severity === "info") return ours;
  const [, rule = "log", text = message] = /^\[([a-z0-9-]+)\] (.*)$/s.exec(message) ?? [];
  return { rule, level: "advisory", ...(urn && { urn }), message: text, fix: "", source: [] };
}

/** What the program logged besides, secrets hidden: under `pulumi up` it stands among the diagnostics. */
export function messagesOf(recording: Recording): string[] {
  const printer = printerOf(recording);
  return recording.log
    .filter(({ severity, message }) => severity === "info" && !parseFinding(message, "information"))
    .map(({ message }) => printer.text(message));
}

/** Findings that need no action, secrets hidden. */
export function informationOf(findings: readonly Finding[], recording: Recording): Finding[] {
  const printer = printerOf(recording);
  return findings.filter(({ level }) => level === "information").map((finding) => withoutSecrets(finding, printer));
}

/** A finding with secrets hidden in what it says. */
export function withoutSecrets(finding: Finding, printer: Printer): Finding {
  return { ...finding, message: printer.text(finding.message), fix: printer.text(finding.fix) };
}

import { type Finding, parseFinding } from "../../components/util/finding";
import type { LogLine, Recording } from "../types";
import { type Json, Printer } from "./printable";
import { resourceFindings } from "./resource-findings";

/** What a run of the program came to. */
export interface Plan {
  readonly project: string;
  readonly stack: string;
  /** Settings with every default filled in; null where the program is not ours. */
  readonly settings: Json;
  readonly recording: Recording;
  readonly findings: readonly Finding[];
}

/** What is to be said of the stack file and of the planned resources, and what the program said of its stack. */
export function findingsOf(recording: Recording, ofStackFile: readonly Finding[]): Finding[] {
  return [...ofStackFile, ...recording.log.flatMap((line) => logged(line) ?? []), ...resourceFindings(recording.resources)];
}

/** What a program logged as a warning, or as a finding of ours. `[rule] text` names its rule. */
function logged({ severity, message, urn }: LogLine): Finding | undefined {
  if (severity !== "warning" && severity !== "error") return undefined;
  const ours = parseFinding(message, severity === "error" ? "mandatory" : "advisory");
  if (ours) return ours;
  const [, rule = "log", text = message] = /^\[([a-z0-9-]+)\] (.*)$/s.exec(message) ?? [];
  return { rule, level: "advisory", ...(urn && { urn }), message: text, fix: "", source: [] };
}

/** What the program said besides, secrets hidden: under `pulumi up` it stands among the diagnostics. */
export function messagesOf(recording: Recording): string[] {
  const printer = new Printer(recording);
  return recording.log.filter(({ severity }) => severity === "info").map(({ message }) => printer.text(message));
}

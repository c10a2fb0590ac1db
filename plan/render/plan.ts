import type { Recording } from "../types";
import { type Json, Printer } from "./printable";

/** Something that the user should know of. */
export interface Finding {
  readonly rule: string;
  readonly level: "mandatory" | "advisory";
  readonly urn?: string;
  readonly message: string;
}

/** What a run of the program came to. */
export interface Plan {
  readonly project: string;
  readonly stack: string;
  /** Settings with every default filled in; null where the program is not ours. */
  readonly settings: Json;
  readonly recording: Recording;
  readonly findings: readonly Finding[];
}

/** What the program warned of, as findings: `[rule] text` names its rule. */
export function findingsOf(recording: Recording, stackFileWarnings: readonly string[]): Finding[] {
  const said = recording.log
    .filter(({ severity }) => severity === "warning")
    .map(({ message, urn }) => {
      const [, rule = "log", text = message] = /^\[([a-z0-9-]+)\] (.*)$/s.exec(message) ?? [];
      return { rule, level: "advisory" as const, urn, message: text };
    });
  return [...stackFileWarnings.map((message) => ({ rule: "stack-file", level: "advisory" as const, message })), ...said];
}

/** What the program said besides, secrets hidden: under `pulumi up` it stands among the diagnostics. */
export function messagesOf(recording: Recording): string[] {
  const printer = new Printer(recording);
  return recording.log.filter(({ severity }) => severity === "info").map(({ message }) => printer.text(message));
}

/**
 * `mandatory`: the plan ends with status 1, and `pulumi up` fails before it creates anything; `advisory`: the user should act or decide;
 * `information`: nothing needs to be done. Information is shown in the terminal and is not among the findings of the plan's JSON.
 */
export type FindingLevel = "mandatory" | "advisory" | "information";

/** Something that a stack can be planned with, but that the user should know of. What cannot be planned is a `Problem`. */
export interface Finding {
  /** Stable identifier in kebab case, such as `eks-supported-version`. */
  readonly rule: string;
  /** How serious it is. */
  readonly level: FindingLevel;
  /** Path of the setting, such as `eks-blueprints:cluster.version`. */
  readonly path?: string;
  /** URN of the planned resource, where no single setting is to blame. */
  readonly urn?: string;
  /** What is wrong, in one line without the fix. */
  readonly message: string;
  /** What to do, as an imperative that follows "To fix this:"; empty where only the program's author knows. */
  readonly fix: string;
  /** Ids of the controls that it comes from, such as `CIS EKS 1.8.0 / 5.4.2`; empty without one. */
  readonly source: readonly string[];
  /** Why the rule does not apply, from `policies.exceptions` in settings: the finding is then `advisory` at most. */
  readonly exception?: { readonly reason: string; readonly until: string };
}

/** A finding about a setting. */
export type SettingFinding = Finding & { readonly path: string };

type Defaults = "level" | "source";

/** A finding, `advisory` and without a source unless given: the one way to make one, at a setting (`path`) or a planned resource (`urn`). */
export function finding<T extends Omit<Finding, Defaults> & Partial<Pick<Finding, Defaults>>>(
  given: T & ({ readonly path: string } | { readonly urn: string }),
): T & Finding {
  return { level: "advisory", source: [], ...given };
}

/** A finding in one line, for reports that have no place for more. */
export function findingLine({ message, fix }: Pick<Finding, "message" | "fix">): string {
  return fix === "" ? message : `${message}; ${fix}`;
}

/** A finding as a program logs it: Pulumi shows the text as it is, and the offline plan reads it back. */
export function findingText({ rule, path, message, fix, source }: SettingFinding): string {
  const lines = [`[${rule}] ${path}: ${message}`, fix === "" ? "No action needed." : `To fix this: ${fix}`];
  return [...lines, ...(source.length > 0 ? [`Source: ${source.join(", ")}`] : [])].join("\n");
}

/** A path as `pathOf` writes it, after the namespace of the stack file, if there is one. */
const quoted = String.raw`\["(?:[^"\\]|\\.)*"\]`;
const settingPath = String.raw`(?:[\w-]+:)?(?:[\w-]+|${quoted})(?:\.[\w-]+|\[\d+\]|${quoted})*`;
const logged = new RegExp(
  String.raw`^\[([a-z0-9-]+)\] (${settingPath}): (.*)\n(?:To fix this: ([^\n]+)|No action needed\.)(?:\nSource: ([^\n]*))?$`,
  "s",
);

/** A finding from a text that `findingText` made; nothing for any other text. */
export function parseFinding(text: string, level: FindingLevel): SettingFinding | undefined {
  const [, rule, path, message, fix = "", source] = logged.exec(text) ?? [];
  if (rule === undefined || path === undefined || message === undefined) return undefined;
  return { rule, level, path, message, fix, source: source?.split(", ") ?? [] };
}

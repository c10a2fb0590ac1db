import { parseArgs } from "node:util";
import { isCalendarDate } from "../../components/util/calendar-date";
import { nearest } from "../../components/util/did-you-mean";
import { Failure } from "../project/failure";
import { documentSections, isDocumentSection, type SectionName, sectionNames } from "../report/section-names";
import { leastWidth } from "./terminal";

const mostWidth = 10_000;
/** Enough for the summary and one line for each section. */
const leastMarkdown = 4_000;
const mostMarkdown = 10_000_000;

/** Wrong usage of the command line. */
export class UsageError extends Failure {
  constructor(problem: string) {
    super([`${problem} (--help shows the usage)`]);
  }
}

export interface Arguments {
  readonly stack: string;
  /** Whether the user named the stack. */
  readonly stackNamed: boolean;
  readonly config?: string;
  readonly against?: string;
  readonly cwd?: string;
  readonly json: boolean;
  readonly tree: boolean;
  readonly preview: boolean;
  /** Plan again whenever the stack file is saved. */
  readonly watch: boolean;
  readonly help: boolean;
  /** Files that reports are written to. */
  readonly html?: string;
  readonly markdown?: string;
  readonly sarif?: string;
  /** Maximum length of the Markdown, in characters. Default: that of a comment on GitHub. */
  readonly markdownLimit?: number;
  /** Date on which exceptions of policies are evaluated, such as 2026-11-30. Default: today. */
  readonly date?: string;
  /** The only section to print. */
  readonly section?: SectionName;
  /** Width of the text in columns. Default: that of the terminal. */
  readonly width?: number;
  /** Whether the text has colors. Default: if standard output is a terminal. */
  readonly color?: false;
}

const options = {
  config: { type: "string" },
  against: { type: "string" },
  cwd: { type: "string" },
  json: { type: "boolean" },
  tree: { type: "boolean" },
  preview: { type: "boolean" },
  watch: { type: "boolean" },
  help: { type: "boolean", short: "h" },
  date: { type: "string" },
  width: { type: "string" },
  "no-color": { type: "boolean" },
  html: { type: "string" },
  markdown: { type: "string" },
  sarif: { type: "string" },
  "markdown-limit": { type: "string" },
  section: { type: "string" },
} as const;

type Flag = keyof typeof options;
const valueNames: Readonly<Partial<Record<Flag, string>>> = {
  config: "FILE",
  against: "STACK or FILE",
  cwd: "DIR",
  date: "YYYY-MM-DD",
  width: "N",
  html: "FILE",
  markdown: "FILE",
  sarif: "FILE",
  "markdown-limit": "N",
  section: "NAME",
};

/** Wraps names into lines of at most `width` columns. */
function inLines(names: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const name of names) {
    const last = lines.at(-1);
    if (last === undefined || last.length + name.length + 1 > width) lines.push(name);
    else lines[lines.length - 1] = `${last} ${name}`;
  }
  return lines;
}

export const usage = `Usage: npm run plan -- [stack] [flags]

Runs a Pulumi program against a simulated cloud and prints what \`pulumi up\` would create: no account, no Pulumi CLI, no network.
The stack is dev unless named; its settings are read from Pulumi.<stack>.yaml.

  --config FILE             read the stack's settings from this file instead
  --json                    print the plan as a JSON document
  --tree                    print the tree of all resources below the summary
  --against STACK or FILE   print what would change, coming from another stack, stack file or earlier --json document
  --html FILE               also write the plan to this file as one page for a browser
  --markdown FILE           also write the plan to this file as Markdown, for a comment on a pull request
  --sarif FILE              also write the findings to this file for code scanning (SARIF 2.1.0)
  --markdown-limit N        write at most N characters of Markdown, instead of the 65536 that GitHub accepts
  --section NAME            print this section alone; with --json, that part of the document. NAME is one of
                            ${inLines(sectionNames, 80).join("\n                            ")}
  --watch                   plan again whenever the stack file is saved, and print what changed
  --preview                 leave outputs that only a deployment knows unknown
  --cwd DIR                 plan the Pulumi program in this directory
  --date YYYY-MM-DD         compare exceptions of policies with this date instead of today's
  --width N                 print lines of at most N columns, instead of the terminal's width
  --no-color                print without colors
  --help                    print this

Exit status: 0 planned; 1 planned, but a mandatory policy is violated; 2 wrong usage, invalid settings, or the program failed.
`;

/**
 * Parses the command line.
 * @param environment in which npm records flags that were passed without `--`
 * @throws UsageError for the first problem
 */
export function parseArguments(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Arguments {
  checkNpm(args, environment);
  const { values, positionals, tokens } = parseArgs({ args: [...args], options, allowPositionals: true, strict: false, tokens: true });
  const seen = new Set<string>();
  for (const token of tokens) {
    if (token.kind === "option") checkFlag(token, seen);
  }
  if (positionals.length > 1) throw new UsageError(`one stack is planned at a time, found ${positionals.join(" and ")}`);
  if (values.watch && values.json) throw new UsageError("--watch prints text; use it without --json");
  const [stack = "dev"] = positionals;
  if (!/^[A-Za-z0-9_.-]{1,100}$/.test(stack)) {
    throw new UsageError(`${JSON.stringify(stack)} is not a stack's name: letters, digits, -, _ and . only; --config takes a file`);
  }
  const { width, "no-color": noColor, "markdown-limit": limit, section, ...given } = values;
  if (limit !== undefined && given.markdown === undefined) throw new UsageError("--markdown-limit needs --markdown FILE");
  if (given.date !== undefined && !isCalendarDate(given.date as string))
    throw new UsageError(`--date ${given.date}: expected a date such as 2026-11-30`);
  return {
    ...{ json: false, tree: false, preview: false, watch: false, help: false },
    ...given,
    ...(width !== undefined && { width: numberOf("--width", width as string, "columns", leastWidth, mostWidth) }),
    ...(limit !== undefined && { markdownLimit: numberOf("--markdown-limit", limit as string, "characters", leastMarkdown, mostMarkdown) }),
    ...(section !== undefined && { section: sectionOf(section as string, given) }),
    ...(noColor && { color: false }),
    stack,
    stackNamed: positionals.length > 0,
  } as Arguments;
}

function numberOf(flag: string, text: string, unit: string, least: number, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw new UsageError(`${flag} ${text}: expected a whole number of ${unit} from ${least} to ${most}`);
}

/** Other names that users try. */
const otherNames: Readonly<Record<string, SectionName>> = {
  ...{ time: "timeline", duration: "timeline", tree: "resources", iam: "permissions", rbac: "permissions", roles: "permissions" },
  ...{ warnings: "findings", errors: "findings", information: "findings", policies: "findings", prices: "cost", config: "settings" },
};

function sectionOf(name: string, { json, against }: { readonly json?: unknown; readonly against?: unknown }): SectionName {
  const names: readonly string[] = json ? documentSections : sectionNames;
  const section = sectionNames.find((known) => known === name);
  if (!section) {
    const meant = otherNames[name.toLowerCase()] ?? nearest(name, names);
    throw new UsageError(
      `--section ${name}: no such section; ${meant ? `did you mean ${meant}? Sections` : "sections"} are ${names.join(", ")}`,
    );
  }
  if (json && !isDocumentSection(section))
    throw new UsageError(`--section ${name} is not a part of the JSON document; these are ${names.join(", ")}`);
  if (section === "changes" && against === undefined) throw new UsageError("--section changes needs --against");
  return section;
}

/** Reports flags that were passed without `--`: npm consumes them and only sets environment variables. */
function checkNpm(args: readonly string[], environment: NodeJS.ProcessEnv): void {
  if (!environment.npm_lifecycle_script?.includes("plan/cli/main.ts")) return;
  const kept = Object.keys(options).flatMap((name) => {
    const value = environment[`npm_config_${name.replaceAll("-", "_")}`];
    const given = args.some((argument) => argument === `--${name}` || argument.startsWith(`--${name}=`));
    return value === undefined || value === "" || value === "false" || given ? [] : [value === "true" ? `--${name}` : `--${name}=${value}`];
  });
  if (kept.length === 0) return;
  const meant = ["npm run plan --", ...args, ...kept].join(" ");
  throw new UsageError(`npm took ${kept.join(" and ")} for itself; put -- before the flags: ${meant}`);
}

function checkFlag(
  { name, rawName, value, inlineValue }: { name: string; rawName: string; value?: string; inlineValue?: boolean },
  seen: Set<string>,
): void {
  if (!Object.hasOwn(options, name)) {
    const near = name.startsWith("no-") ? undefined : nearest(name, Object.keys(options)); // "--no-json" must not suggest "--json"
    throw new UsageError(`unknown flag ${rawName}${near ? `; did you mean --${near}?` : ""}`);
  }
  const valueName = valueNames[name as Flag];
  if (valueName && (!value || (!inlineValue && value.startsWith("-"))))
    throw new UsageError(`${rawName} needs a value: ${rawName} ${valueName}`);
  if (!valueName && value !== undefined) throw new UsageError(`${rawName} takes no value`);
  if (seen.has(name)) throw new UsageError(`${rawName} is given twice`);
  seen.add(name);
}

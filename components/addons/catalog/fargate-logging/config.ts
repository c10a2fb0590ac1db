// Configuration of Fargate's log router. Source: EKS user guide, AWS Fargate logging (2026): object, sections, filters, and the limit of its length.
import type { Context } from "../../../util/context";
import { fargateLogGroup } from "../../../util/fargate-logs";
import type { AddonCheck, AddonIssue } from "../../addon";

/** Where Fargate looks for the configuration. */
export const namespace = "aws-observability";

/** Most characters of the configuration. */
const longest = 5300;

/** Longest name of a cluster. */
const anyCluster = { region: "ap-southeast-1", clusterName: "x".repeat(100) };

export interface LogRouterOptions {
  readonly filters: string;
  readonly parsers: string;
  readonly processLogs: boolean;
}

/** Sections that Fargate accepts: it adds inputs and service itself. */
const section = /^\s*\[(\w+)]/gm;

/** What Fargate would reject of the user's sections. */
export function configChecks(options: LogRouterOptions): readonly AddonCheck[] {
  return [
    () => sectionIssues("filters", "FILTER", options),
    () => sectionIssues("parsers", "PARSER", options),
    () => {
      const { length } = Object.values(logRouterConfig(options, anyCluster)).join("");
      return length <= longest
        ? undefined
        : `the configuration of the log router would have ${length} characters, and Fargate accepts ${longest}; remove some of \`filters\` and \`parsers\``;
    },
  ];
}

function* sectionIssues(key: "filters" | "parsers", kind: string, options: LogRouterOptions): Iterable<AddonIssue> {
  const text = options[key];
  const names = new Set([...text.matchAll(section)].map(([, name]) => name!));
  for (const name of names)
    if (name !== kind)
      yield { at: [key], message: `expected sections [${kind}], found [${name}], which Fargate does not accept there; remove it` };
  if (text.trim() !== "" && names.size === 0)
    yield { at: [key], message: `expected sections that begin with [${kind}]; write \`[${kind}]\` first` };
}

/** Data of the ConfigMap `aws-logging`: records get the names of pod, namespace and container, and go to a stream for each container. */
export function logRouterConfig(
  { filters, parsers, processLogs }: LogRouterOptions,
  { region, clusterName }: Pick<Context, "region" | "clusterName">,
): Record<string, string> {
  return {
    flb_log_cw: String(processLogs),
    "output.conf": block("OUTPUT", {
      Name: "cloudwatch_logs",
      Match: "kube.*",
      region,
      log_group_name: fargateLogGroup(clusterName),
      log_stream_prefix: "pods-",
      auto_create_group: "false",
    }),
    "filters.conf": [
      block("FILTER", { Name: "parser", Match: "*", Key_name: "log", Parser: "crio" }),
      block("FILTER", {
        Name: "kubernetes",
        Match: "kube.*",
        Merge_Log: "On",
        Keep_Log: "Off",
        Buffer_Size: "0",
        Kube_Meta_Cache_TTL: "300s",
      }),
      ...further(filters),
    ].join(""),
    "parsers.conf": [
      block("PARSER", {
        Name: "crio",
        Format: "Regex",
        Regex: "^(?<time>[^ ]+) (?<stream>stdout|stderr) (?<logtag>P|F) (?<log>.*)$",
        Time_Key: "time",
        Time_Format: "%Y-%m-%dT%H:%M:%S.%L%z",
      }),
      ...further(parsers),
    ].join(""),
  };
}

function block(name: string, entries: Readonly<Record<string, string>>): string {
  return `[${name}]\n${Object.entries(entries)
    .map(([key, value]) => `    ${key} ${value}\n`)
    .join("")}`;
}

function further(sections: string): string[] {
  return sections.trim() === "" ? [] : [`${sections.trimEnd()}\n`];
}

import { partitionOf } from "../../reference/partition";
import type { AwsLogin } from "../../util/aws-login";
import type { Context } from "../../util/context";
import type { SettingFinding } from "../../util/finding";
import { pathOf, SettingsError, type ValidationIssue } from "../../util/settings-error";
import { type Stack, validateRules } from "../rules";
import { readLogin } from "./aws-login";
import type { Path } from "./invalid";
import { Parser } from "./parser";
import { KeyRenamer } from "./rename";
import { isFinding, readable, readSections, regionIssue } from "./sections";

/** The args of one component, as sections of a stack file. */
export interface ComponentRequest {
  /** Name of the component in messages, such as `Network("shop")`. */
  readonly component: string;
  readonly region: unknown;
  readonly clusterName: string;
  readonly awsLogin?: AwsLogin;
  readonly sections: Readonly<Record<string, unknown>>;
  /** Path of the args in the sections: a section, or an entry of one. */
  readonly args: Path;
  /** Sections, and keys of sections, that the args contain completely. Rules that read other parts do not run. */
  readonly known: readonly string[];
  /** Issues of args that are no settings, with their paths in the args. Default: none. */
  readonly issues?: readonly ValidationIssue[];
  /** Values that are outputs in the args, so that no rule can read them. Default: none. */
  readonly unknown?: readonly Path[];
}

/** Valid args of a component, with the defaults of the stack file. */
export interface ComponentSettings {
  readonly stack: Stack;
  readonly context: Context;
  readonly findings: readonly SettingFinding[];
}

/**
 * Validates the args of a component that is used alone like a section of a stack file, and fills in defaults.
 * @throws SettingsError with every issue, named by the component and the path in its args
 */
export function validateComponent(request: ComponentRequest): ComponentSettings {
  const { component, clusterName, awsLogin, args } = request;
  const wrongRegion = regionIssue(request.region);
  const region = wrongRegion ? undefined : (request.region as string);
  const login = awsLogin && readLogin(awsLogin);
  const parser = new Parser();
  const renamer = new KeyRenamer("");
  const input = renamer.rename(readable(parser, request.sections));
  const stack = readSections(parser, input, { region, defaultName: clusterName, login, sections: input }, region);
  for (const path of [...unknownParts(stack, request.known), ...(request.unknown ?? [])]) parser.invalid.add(path);
  const found = validateRules({ stack, invalid: parser.invalid }).filter(({ path }) => !parser.invalidNames.has(path));
  const prefix = pathOf(...args);
  const place = ({ path, ...rest }: ValidationIssue) => {
    const written = renamer.asWritten(path);
    if (written === prefix) return { ...rest, path: component };
    const inner = written.startsWith(prefix) && /[.[]/.test(written[prefix.length]!) ? written.slice(prefix.length) : `.${written}`;
    return { ...rest, path: component + (written === "cluster.name" ? ".clusterName" : inner) };
  };
  const issues = [
    ...(wrongRegion ? [{ path: "region", message: wrongRegion }] : []),
    ...(login?.issues ?? []),
    ...renamer.issues,
    ...parser.issues,
    ...found.filter((result) => !isFinding(result)),
  ];
  const all = [...issues.map(place), ...(request.issues ?? []).map((own) => ({ ...own, path: `${component}.${own.path}` }))];
  if (all.length > 0) throw new SettingsError(all);
  const { tags, iam } = stack;
  const context = { region: stack.region, partition: partitionOf(stack.region), clusterName, tags, iam };
  return { stack, context, findings: [...renamer.findings, ...found.filter(isFinding)] };
}

/** Parts of a stack that a component does not know. */
function unknownParts(stack: Stack, known: readonly string[]): Path[] {
  const parts = Object.keys(stack).filter((section) => !known.includes(section) && section !== "region" && section !== "regionFacts");
  return parts.flatMap((section): Path[] => {
    const keys = known.filter((each) => each.startsWith(`${section}.`)).map((each) => each.slice(section.length + 1));
    if (keys.length === 0) return [[section]];
    const others = Object.keys(stack[section as keyof Stack] as object).filter((key) => !keys.includes(key));
    return others.map((key) => [section, key]);
  });
}

import { flatMapValid, ifValid } from "../../settings/validation/guard";
import { didYouMean, didYouMeanByAlias, listed } from "../../util/did-you-mean";
import { pathOf, type ValidationIssue } from "../../util/settings-error";
import type { AnyAddon } from "../addon";
import { addonAliases } from "../names";
import { OrderError, orderSteps } from "../plan/order";
import { cniChart } from "./cni";
import { describedNamespaces, namespaceOf } from "./namespaces";
import { identityOf, knownKinds, placed } from "./objects";
import type { CustomAddons, CustomOptions } from "./options";
import { annotationIssues, eksAddonIssues, type Issue, sourceIssues, targetRoleIssues } from "./validate-source";

/** What is wrong with a stack's custom add-ons beyond single values, with fixes, and those that can be planned. */
export interface CustomAddonResults {
  readonly issues: readonly ValidationIssue[];
  /** Add-ons without issues and without invalid options, which require no others. */
  readonly valid: CustomAddons;
}

/** @param cniReplaced whether nodes get no CNI from the stack but a custom one */
export function customAddonResults(custom: CustomAddons, known: readonly AnyAddon[], cniReplaced: () => boolean): CustomAddonResults {
  const names = ["nodes", ...known.map(({ name }) => name)];
  const taken = [...names, ...Object.keys(custom)];
  const found = Object.keys(custom).flatMap((name) => {
    const checks: readonly ((options: CustomOptions) => Iterable<Issue>)[] = [
      () => nameIssues(name, names),
      sourceIssues,
      () => eksAddonIssues(name, custom),
      annotationIssues,
      targetRoleIssues,
      () => namespaceIssues(name, custom),
      (options) => objectIssues(name, options),
      (options) => beforeIssues(options, custom, cniReplaced),
      (options) => requirementIssues(name, options, taken),
    ];
    return flatMapValid(checks, (check) => check(custom[name]!)).map(([path, message]) => ({ name, path, message }));
  });
  const issues = found.map(({ name, path, message }) => ({ path: pathOf("addons", "custom", name, ...path), message }));
  const valid = validAddons(custom, new Set(found.map(({ name }) => name)));
  const circular = cycle(valid, names);
  return { issues: [...issues, ...circular], valid: circular.length > 0 ? {} : valid };
}

/** Valid add-ons that require only valid ones. */
function validAddons(custom: CustomAddons, invalid: Set<string>): CustomAddons {
  for (const name of Object.keys(custom)) if (!isWhole(custom, name)) invalid.add(name);
  for (let before = -1; before !== invalid.size; ) {
    before = invalid.size;
    for (const name of Object.keys(custom))
      if (!invalid.has(name) && custom[name]!.requires.some((required) => invalid.has(required))) invalid.add(name);
  }
  return Object.fromEntries(
    Object.keys(custom)
      .filter((name) => !invalid.has(name))
      .map((name) => [name, custom[name]!]),
  );
}

/** Whether every option of an add-on is valid. */
function isWhole(custom: CustomAddons, name: string): boolean {
  return ifValid(() => JSON.stringify(custom[name]) !== undefined, false);
}

function* nameIssues(name: string, taken: readonly string[]): Iterable<Issue> {
  if (name === "nodes" || name === "node-drain") yield [[], "is the name of a step in the order of add-ons; choose another name"];
  else if (taken.includes(name)) yield [[], `is the name of an add-on of the catalog; choose another name, or set \`addons.${name}\``];
  if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name))
    yield [[], "invalid name: expected lowercase letters, digits and -, as Helm and Kubernetes require"];
}

/** Nodes get ready only with a CNI, and what waits for nodes cannot be their CNI. */
function* beforeIssues({ before, requires, ...source }: CustomOptions, custom: CustomAddons, cniReplaced: () => boolean): Iterable<Issue> {
  const name = cniChart(source);
  if (before === undefined && name !== undefined && cniReplaced())
    yield [
      ["before"],
      `missing; \`vpc-cni\` is off, and nodes get ready only with a CNI: write \`before: nodes\`, so that ${name} comes first`,
    ];
  if (before === undefined) return;
  for (const [index, required] of requires.entries()) {
    const late = required === "nodes" || (Object.hasOwn(custom, required) && custom[required]!.before === undefined);
    if (late) yield [["requires", index], `\`${required}\` comes after the nodes, this add-on before them; remove one of the two`];
  }
}

/** A namespace in an add-on's manifests is created before other add-ons in it, and deleted after them. */
function* namespaceIssues(name: string, custom: CustomAddons): Iterable<Issue> {
  const own = custom[name]!;
  const home = namespaceOf(name, own);
  const others = Object.entries(custom).filter(([other, its]) => other !== name && describedNamespaces(its).includes(home));
  for (const [other] of others) {
    if (!own.requires.includes(other)) yield [["requires"], `\`${other}\` creates namespace ${home}; add \`${other}\` here`];
  }
}

function* objectIssues(name: string, { manifests = [], namespace = name }: CustomOptions): Iterable<Issue> {
  const seen = new Set<string>();
  for (const [index, object] of manifests.entries()) {
    const kinds = knownKinds(object);
    if (kinds && !kinds.includes(object.kind)) {
      const fix = object.kind.endsWith("List") ? "; list its items individually" : didYouMean(object.kind, kinds);
      yield [["manifests", index, "kind"], `${object.apiVersion} has no kind ${object.kind}${fix}`];
    }
    const identity = identityOf(placed(object, namespace));
    if (seen.has(identity)) yield [["manifests", index], `${object.kind} ${object.metadata.name} is a duplicate entry; remove one`];
    seen.add(identity);
  }
}

function* requirementIssues(name: string, { requires }: CustomOptions, known: readonly string[]): Iterable<Issue> {
  for (const [index, required] of requires.entries()) {
    if (required === name) yield [["requires", index], "is the add-on itself; remove it"];
    else if (!known.includes(required)) {
      yield [
        ["requires", index],
        `unknown add-on${didYouMeanByAlias(required, known, addonAliases) || `; known are ${listed([...new Set(known)])}`}`,
      ];
    }
  }
}

/** Custom add-ons that require each other; those of the catalog never require custom ones. */
function cycle(custom: CustomAddons, names: readonly string[]): ValidationIssue[] {
  const own = Object.entries(custom).map(([name, { requires }]) => ({ name, requires }));
  try {
    orderSteps([...names.map((name) => ({ name, requires: [] })), ...own], Object.keys(custom));
    return [];
  } catch (error) {
    if (!(error instanceof OrderError)) throw error;
    return [{ path: "addons.custom", message: `${error.message}: they require each other; remove one of \`requires\`` }];
  }
}

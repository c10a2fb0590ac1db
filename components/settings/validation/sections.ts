import { isWindows } from "../../reference/ami-of-family";
import type { AmiFamily } from "../../reference/ami-types";
import { regions } from "../../reference/regions";
import { lastRole } from "../../util/aws-login";
import { didYouMean, listed } from "../../util/did-you-mean";
import type { SettingFinding } from "../../util/finding";
import { isRecord } from "../../util/is-record";
import { poolOwners } from "../../util/pool-owners";
import type { ValidationIssue } from "../../util/settings-error";
import type { AddonCatalog, AddonPlanFindings, RequestedAddons } from "../addon-catalog";
import { namesOf, type Stack } from "../rules";
import { budgetSettings } from "../schema/cost";
import { domainSettings } from "../schema/domain";
import { fargateProfile } from "../schema/fargate";
import { gitopsSettings } from "../schema/gitops";
import { clusterName } from "../schema/scalars";
import { sectionNames, sections } from "../schema/sections";
import { serviceAccount, serviceAccountKey } from "../schema/service-accounts";
import type { ClusterSettings, NetworkSettings, Settings } from "../types";
import type { ParsedLogin } from "./aws-login";
import { excess } from "./bounds";
import { clusterDefaults, defaultPools, networkDefaults, readPool } from "./defaults";
import { derived, derivedOfAddons, markDerived } from "./derived";
import { shown } from "./describe";
import { guarded, ifValid } from "./guard";
import type { Parser } from "./parser";
import { ownedAutoMode, ownedPools } from "./team-pools";
import { readTeams } from "./teams";
import { tenantPaths } from "./tenants";

/** The input of the parser: plain values, not yet validated. */
export interface SettingsRequest {
  readonly region: unknown;
  /** Default name of the cluster. */
  readonly defaultName: string;
  /** How the stack signs in to AWS. Default: with the credentials of the environment. */
  readonly login?: ParsedLogin;
  /** Sections by name; `undefined`, and null from an empty key in YAML, mean absent. */
  readonly sections: Readonly<Record<string, unknown>>;
  /** Sections of all stacks, over which those of this stack are merged. Default: none. */
  readonly defaults?: unknown;
  /** Names of paths in messages. Default: `region`, and sections without a prefix, as in code. */
  readonly paths?: { readonly region: string; readonly sections: string };
}

/** Why a region cannot be used; undefined if it can. */
export function regionIssue(region: unknown): string | undefined {
  if (region === undefined || region === null || region === "") return "missing; expected an AWS region such as eu-west-1";
  if (typeof region !== "string") return `expected an AWS region such as eu-west-1, found ${shown(region)}`;
  if (Object.hasOwn(regions, region)) return undefined;
  const zone = /^(.*\d)[a-z]$/.exec(region)?.[1];
  const fix = zone && Object.hasOwn(regions, zone) ? `; that is a zone of ${zone}` : didYouMean(region, Object.keys(regions));
  return `expected an AWS region with EKS, found ${shown(region)}${fix}`;
}

export function sectionIssue(name: string): string {
  const known = `known are ${listed(sectionNames)}`;
  const [outer = "", inner] = name.split(".");
  if (inner && (sectionNames as string[]).includes(outer))
    return `unknown section; set \`${inner}\` in section ${outer} (\`pulumi config set --path\`)`;
  const home = (["network", "cluster", "iam"] as const).find((section) => Object.hasOwn(sections[section].shape, name));
  return `unknown section; ${known}${home ? `; \`${name}\` belongs in section ${home}` : didYouMean(name, sectionNames)}`;
}

/** The sections that are present. */
function written(all: SettingsRequest["sections"]): Partial<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(all).filter(([, section]) => section !== undefined && section !== null && section !== ""));
}

/** The sections that are present and not too large. */
export function readable(parser: Parser, all: SettingsRequest["sections"]): Partial<Record<string, unknown>> {
  const kept = Object.entries(written(all)).filter(([name, section]) => {
    const found = excess(section);
    if (!found) return true;
    parser.reject([name, ...found.path], found.message);
    parser.invalid.add([name]);
    return false;
  });
  return Object.fromEntries(kept);
}

/** Keys that the user wrote in a section. */
function givenKeys(section: unknown): string[] {
  return isRecord(section) ? Object.keys(section).filter((key) => section[key] !== undefined) : [];
}

/** Sections with defaults. Invalid values are replaced by values of the same shape. */
export function readSections(
  parser: Parser,
  input: Partial<Record<string, unknown>>,
  { defaultName, login }: SettingsRequest,
  region: string | undefined,
): Stack {
  const awsLogin = login?.awsLogin ?? {};
  const tags = parser.texts(sections.tags, input.tags ?? {}, ["tags"]);
  const network = parser.object(sections.network, input.network ?? {}, ["network"], networkDefaults(region)) as NetworkSettings;
  const readCluster = parser.object(
    sections.cluster,
    input.cluster ?? {},
    ["cluster"],
    clusterDefaults(defaultName, awsLogin),
  ) as ClusterSettings;
  const iam = parser.object(sections.iam, input.iam ?? {}, ["iam"]);
  const fargate = parser.entries(input.fargate ?? {}, ["fargate"], "a map of names to Fargate profiles", (value, path) =>
    parser.object(fargateProfile, value, path),
  );
  const pools =
    "nodePools" in input
      ? parser.entries(input.nodePools, ["nodePools"], "a map of pool names to node pools", (value, path) => readPool(parser, value, path))
      : defaultPools(parser, { cluster: readCluster, fargate });
  const images = parser.object(sections.images, input.images ?? {}, ["images"]);
  const charts = parser.object(sections.charts, input.charts ?? {}, ["charts"]);
  const serviceAccounts = parser.entries(
    input.serviceAccounts ?? {},
    ["serviceAccounts"],
    "a map of namespace/name to AWS permissions",
    (value, path) => parser.object(serviceAccount, value, path),
    serviceAccountKey,
  );
  const { teams, teamTemplates, tenants } = readTeams(parser, input);
  const owners = poolOwners({ teams, tenants });
  const nodePools = ownedPools(pools, owners);
  const cluster = { ...readCluster, autoMode: ownedAutoMode(readCluster.autoMode, owners) };
  const domain = "domain" in input && input.domain !== false ? parser.object(domainSettings, input.domain, ["domain"]) : false;
  const gitops = "gitops" in input && input.gitops !== false ? parser.object(gitopsSettings, input.gitops, ["gitops"]) : false;
  const overrides = parser.list(sections.overrides, input.overrides ?? [], ["overrides"]);
  const cost = parser.object(sections.cost, input.cost ?? {}, ["cost"]);
  const budget = "budget" in input && input.budget !== false ? parser.object(budgetSettings, input.budget, ["budget"]) : false;
  const policies = parser.object(sections.policies, input.policies ?? {}, ["policies"]);
  const given = { network: givenKeys(input.network), cluster: givenKeys(input.cluster) };
  if (region === undefined) parser.invalid.add(["region"]);
  markDerived(parser.invalid, derived);
  return {
    tags,
    network,
    cluster,
    iam,
    nodePools,
    fargate,
    images,
    charts,
    serviceAccounts,
    teams,
    teamTemplates,
    tenants,
    domain,
    gitops,
    overrides,
    cost,
    budget,
    policies,
    given,
    region: region ?? exampleRegion,
    regionFacts: regions[region ?? exampleRegion]!,
    creator: lastRole(awsLogin),
    awsLogin,
    names: namesOf({ cluster, nodePools, fargate, teams }, karpenterPools(input.addons), karpenterWindowsPools(input.addons)),
    tenantPaths: tenantPaths(tenants),
    karpenter: isRecord(input.addons) && Boolean(input.addons.karpenter),
    internalAlb: hasInternalAlb(input.addons),
  };
}

/** Add-ons as requested: their options, or `false`. */
export function readAddons<Plan extends AddonPlanFindings>(
  parser: Parser,
  catalog: AddonCatalog<Plan>,
  input: unknown,
  stack: Stack,
): RequestedAddons {
  const supplied = ifValid(() => catalog.supplied?.(guarded(stack, parser.invalid)) ?? {}, {});
  const requested = parser.addons(catalog, input ?? {}, ["addons"], supplied);
  markDerived(parser.invalid, derivedOfAddons);
  return requested;
}

/** The sections of a stack, without what the rules read besides. */
export function sectionsOf(stack: Stack): Omit<Settings, "addons"> {
  const names = Object.keys(sections) as (keyof typeof sections)[];
  return Object.fromEntries(names.map((name) => [name, stack[name]])) as unknown as Omit<Settings, "addons">;
}

function karpenterPools(addons: unknown): string[] {
  const karpenter = isRecord(addons) ? addons.karpenter : undefined;
  if (isRecord(karpenter) && isRecord(karpenter.nodePools)) return Object.keys(karpenter.nodePools);
  return karpenter ? ["default"] : []; // its own default
}

function karpenterWindowsPools(addons: unknown): string[] {
  const karpenter = isRecord(addons) ? addons.karpenter : undefined;
  const pools = isRecord(karpenter) && isRecord(karpenter.nodePools) ? karpenter.nodePools : {};
  return Object.keys(pools).filter((name) => {
    const pool = pools[name];
    return isRecord(pool) && typeof pool.ami === "string" && isWindows(pool.ami as AmiFamily);
  });
}

function hasInternalAlb(addons: unknown): boolean {
  const controller = isRecord(addons) ? addons["aws-load-balancer-controller"] : undefined;
  return isRecord(controller) && isRecord(controller.sharedAlb) && controller.sharedAlb.scheme === "internal";
}

/** Placeholder for an invalid region. */
const exampleRegion = "us-east-1";

/** The default name of a cluster may be invalid. */
export function nameIssue({ cluster, given }: Stack): ValidationIssue | undefined {
  if (given.cluster.includes("name") || cluster.existing || clusterName.safeParse(cluster.name).success) return undefined;
  return {
    path: "cluster.name",
    message: `the default ${shown(cluster.name)} is not a valid name for an EKS cluster; set one of 1 to 100 letters, digits, - and _`,
  };
}

export function isFinding(result: ValidationIssue | SettingFinding): result is SettingFinding {
  return "rule" in result;
}

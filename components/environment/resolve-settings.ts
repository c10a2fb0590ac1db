import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { AnyAddon } from "../addons/addon";
import type { OwnAddonsInput } from "../addons/define-addon";
import type { AddonsInput } from "../addons/generated/addons-input";
import type { AddonPlan } from "../addons/plan/addon-plan";
import { addonCatalogOf } from "../addons/plan/catalog-settings";
import { type ExistingClusterFacts, lookUpCluster } from "../cluster/lookup";
import { rolesOfPermissionSet } from "../iam/permission-sets";
import { requireDualStackSubnets, requireIpv6Subnets } from "../networking/ipv6-subnets";
import { availabilityZones } from "../networking/zones";
import { type GroupSize, lookUpGroupSizes } from "../nodes/group-sizes";
import type { SectionsInput } from "../settings/generated/settings-input";
import { parseStackSections } from "../settings/parse-stack-config";
import type { Settings } from "../settings/types";
import { type ParsedLogin, readLogin, readStackLogin, structuredLoginKeys } from "../settings/validation/aws-login";
import { longestJson } from "../settings/validation/bounds";
import { type ValidatedSettings, validSettings } from "../settings/validation/validate-settings";
import type { AwsLogin } from "../util/aws-login";
import { finding } from "../util/finding";
import { loginMissing } from "../util/login-missing";
import { mapValues } from "../util/map-values";
import { pathOf, SettingsError, type ValidationIssue } from "../util/settings-error";
import { withMirrors } from "./image-cache";
import { loadBalancerRanges } from "./load-balancer-ranges";

/**
 * Settings as the user writes them: keys with a default are optional.
 * `Own` are the types of additional add-ons (`defineAddon`) that `addons` may name, such as `[typeof podinfo]`.
 */
export interface SettingsInput<Own extends readonly AnyAddon[] = []> extends SectionsInput {
  /** Add-ons by name: off, on, or on with options. */
  readonly addons?: (AddonsInput & OwnAddonsInput<Own>) | undefined;
}

/** Extensions of the settings by code. */
export interface Extension<Own extends readonly AnyAddon[] = readonly AnyAddon[]> {
  /** Add-ons in addition to the catalog, each from `defineAddon`; settings name them by their keys. */
  readonly ownAddons?: Own;
  /**
   * How an explicit AWS provider signs in; the same object serves `new aws.Provider(name, { region, ...awsLogin })`. Needed with such a
   * provider; `{}` means the credentials of the environment. Default: the stack's config, as for Pulumi's default provider.
   */
  readonly awsLogin?: AwsLogin;
}

/** Validated settings, with the plan of their add-ons. */
export interface ParsedSettings extends ValidatedSettings<AddonPlan> {}

/** Args of an `Environment`: validated settings, and looked-up data that determines which resources exist. */
export interface EnvironmentArgs extends ParsedSettings {
  /** Account of all resources, if it was looked up. */
  readonly accountId?: string;
  /** Names of the zones, in the order in which they were added. */
  readonly zones: readonly string[];
  /** Data of the cluster in `cluster.existing`. */
  readonly existingCluster?: ExistingClusterFacts;
  /** Sizes of the groups that the cluster autoscaler scales. */
  readonly groupSizes?: readonly GroupSize[];
}

/** A stack's config as Pulumi passes it to a program. */
export interface RawStackConfig {
  readonly project: string;
  readonly stack: string;
  /** String values by full key, such as `aws:region`; structured values as JSON. */
  readonly config: Readonly<Record<string, string>>;
  /** Full keys whose values are secret: messages never show them. */
  readonly secretKeys: readonly string[];
}

/**
 * Reads the settings of the current stack.
 * @param extension additional add-ons and login of the program
 * @throws SettingsError with every problem, named by its path in the stack file
 */
export function readStackSettings(extension?: Extension): ParsedSettings {
  const config = pulumi.runtime.allConfig();
  const secretKeys = Object.keys(config).filter(isSecret);
  return parseStackConfig({ project: pulumi.getProject(), stack: pulumi.getStack(), config, secretKeys }, extension);
}

/** The last reading without an extension: the offline plan shows what its program has read. */
let last: { readonly key: string; readonly parsed: ParsedSettings } | undefined;

/** Like `readStackSettings`, for a given stack config. */
export function parseStackConfig(raw: RawStackConfig, extension?: Extension): ParsedSettings {
  if (extension) return parseConfig(raw, extension);
  const key = JSON.stringify([raw.project, raw.stack, Object.entries(raw.config).sort(), [...raw.secretKeys].sort()]);
  if (last?.key !== key) last = { key, parsed: parseConfig(raw, {}) };
  return last.parsed;
}

function parseConfig({ project, stack, config, secretKeys }: RawStackConfig, { ownAddons, awsLogin }: Extension): ParsedSettings {
  const values = mapValues(config, (key, text) => parsed(key, text));
  return parseStackSections({ project, stack, values, secrets: new Set(secretKeys) }, addonCatalogOf(ownAddons), awsLogin);
}

/**
 * Validates settings given in code: the sections of a stack file, and the region.
 * @param input `cluster.name` defaults to `<project>-<stack>`
 * @throws SettingsError with every problem, named by its path in the object
 */
export function parseSettings<Own extends readonly AnyAddon[] = []>(
  { region, ...sections }: SettingsInput<Own> & { readonly region: string },
  { ownAddons, awsLogin }: Extension<Own> = {},
): ParsedSettings {
  const defaultName = `${pulumi.getProject()}-${pulumi.getStack()}`;
  const login = awsLogin ? readLogin(awsLogin) : defaultLogin();
  return validSettings({ region, defaultName, login, sections }, addonCatalogOf(ownAddons));
}

/** How Pulumi's default provider signs in: from the stack's config, even if the other settings come from code. */
function defaultLogin(): ParsedLogin {
  const config = pulumi.runtime.allConfig();
  const keys = Object.keys(config).filter((key) => key.startsWith("aws:"));
  return readStackLogin(Object.fromEntries(keys.map((key) => [key, parsed(key, config[key]!)])), new Set(keys.filter(isSecret)));
}

/**
 * Looks up what must be known before any resource is created: the names of zones given by number, and the data of an existing cluster.
 * @param opts `provider`, if it is not the default one
 * @throws SettingsError if the region has too few zones, the cluster cannot be used, or `awsLogin` is missing for an explicit provider
 */
export async function resolveSettings(reading: ParsedSettings, opts?: pulumi.InvokeOptions): Promise<EnvironmentArgs> {
  const { region, settings } = reading;
  const { existing } = settings.cluster;
  if (opts?.provider && !reading.awsLoginInCode) throw loginMissing(opts.provider, region);
  const [identity, found, scaled] = await Promise.all([
    aws.getCallerIdentity({}, opts),
    existing ? lookUpCluster(existing.name, opts) : (settings.network.existing?.zones ?? lookUpZones(region, settings.network, opts)),
    lookUpScaledGroups(reading, opts),
    !existing && settings.cluster.ipFamily === "ipv6" ? requireIpv6Subnets(settings.network, opts) : undefined,
  ]);
  const accountId = identity?.accountId; // undefined with mocks that do not answer it
  const cluster = { ...settings.cluster, access: await accessOf(settings.cluster.access, opts) };
  const addonPlan = withMirrors(reading, accountId);
  const known = { ...reading, addonPlan, settings: { ...settings, cluster }, ...(accountId && { accountId }), ...scaled };
  const resolved = "name" in found ? withCluster(known, found) : { ...known, zones: found };
  requireZones(resolved);
  await requireDualStackSubnets(loadBalancerRanges(resolved), opts);
  return resolved;
}

/** @throws SettingsError for a zone that is not one of the network: names of zones given by number are known only now */
function requireZones({ settings: { network, nodePools }, zones }: EnvironmentArgs): void {
  const named = [
    ...Object.entries(nodePools).flatMap(([pool, { zones: chosen = [] }]) =>
      chosen.map((zone, index) => ({ zone, path: pathOf("nodePools", pool, "zones", index) })),
    ),
    ...Object.entries(network.outposts ?? {}).map(([name, { zone }]) => ({ zone, path: pathOf("network", "outposts", name, "zone") })),
  ];
  const known = [...zones, ...(network.localZones ?? [])];
  const issues = named.flatMap(({ zone, path }) => {
    const message = `expected a zone of the network (${zones.join(", ")}), found ${zone}`;
    return known.includes(zone) ? [] : [{ path: `eks-blueprints:${path}`, message }];
  });
  if (issues.length > 0) throw new SettingsError(issues);
}

/** Access with the role of each permission set as its principal. @throws SettingsError for a permission set without exactly one role */
async function accessOf(access: Settings["cluster"]["access"], opts?: pulumi.InvokeOptions): Promise<Settings["cluster"]["access"]> {
  const issues: ValidationIssue[] = [];
  const entries = Object.entries(access).map(async ([name, entry]) => {
    if (entry.permissionSet === undefined) return [name, entry] as const;
    const [principal, ...others] = await rolesOfPermissionSet(entry.permissionSet, opts);
    if (principal === undefined || others.length > 0)
      issues.push(permissionSetIssue(name, entry.permissionSet, others.length > 0 ? [principal!, ...others] : []));
    return [name, { ...entry, principal }] as const;
  });
  const resolved = Object.fromEntries(await Promise.all(entries));
  if (issues.length > 0) throw new SettingsError(issues);
  return resolved;
}

function permissionSetIssue(name: string, permissionSet: string, found: readonly string[]): ValidationIssue {
  const message =
    found.length === 0
      ? `the account has no role of the permission set ${permissionSet}; assign it to a user or group in this account first, or write \`principal\``
      : `the account has ${found.length} roles of the permission set ${permissionSet}; write one of them as \`principal\`: ${found.join(", ")}`;
  return { path: `eks-blueprints:${pathOf("cluster", "access", name, "permissionSet")}`, message };
}

async function lookUpZones(region: string, { existing, zones }: Settings["network"], opts?: pulumi.InvokeOptions) {
  return existing ? [] : availabilityZones(region, zones, opts);
}

/** Sizes of the groups that the cluster autoscaler scales; without them the stack can be deployed too. */
async function lookUpScaledGroups({ settings, addonPlan, findings }: ParsedSettings, opts?: pulumi.InvokeOptions) {
  if (!addonPlan.scalesNodeGroups || Object.keys(settings.nodePools).length === 0) return {};
  try {
    return { groupSizes: await lookUpGroupSizes(settings.cluster.name, opts) };
  } catch (error) {
    const message = `the sizes of Auto Scaling groups are unknown, so groups get the \`size.desired\` of their pool: ${(error as Error).message}`;
    const fix = "allow `autoscaling:DescribeAutoScalingGroups` to the identity that deploys";
    return { groupSizes: [], findings: [...findings, finding({ rule: "group-sizes", path: "eks-blueprints:nodePools", message, fix })] };
  }
}

/** Nodes use the existing cluster's subnets, unless the settings name other subnets of its VPC. */
function withCluster(reading: ParsedSettings & { readonly accountId?: string }, existingCluster: ExistingClusterFacts): EnvironmentArgs {
  const { vpcId, privateSubnetIds, publicSubnetIds, zones } = existingCluster;
  const own = { vpcId, privateSubnetIds: [...privateSubnetIds], publicSubnetIds: [...publicSubnetIds], zones: [...zones] };
  const existing = reading.settings.network.existing ?? own;
  if (existing.privateSubnetIds.length === 0) {
    const message = `the subnets of cluster ${existingCluster.name} are for its control plane alone; name its VPC and the subnets for nodes here`;
    throw new SettingsError([{ path: "eks-blueprints:network.existing", message }]);
  }
  const network = { ...reading.settings.network, existing };
  return { ...reading, settings: { ...reading.settings, network }, zones: existing.zones ?? [], existingCluster };
}

/** Available at run time, but missing from the SDK's types. */
function isSecret(key: string): boolean {
  return (pulumi.runtime as unknown as { isConfigSecret(key: string): boolean }).isConfigSecret(key);
}

/** Pulumi passes structured values as JSON, and strings as they are. */
function parsed(key: string, text: string): unknown {
  if ((!key.startsWith("eks-blueprints:") && !structuredLoginKeys.has(key)) || text.length > longestJson) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

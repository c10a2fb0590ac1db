// What of Karpenter's options cannot be combined with the stack, and what works but probably not as intended.
import { isWindows } from "../../../reference/ami-of-family";
import { firstKubernetes } from "../../../reference/ami-types";
import { efaOnlyInterfaces } from "../../../reference/efa";
import { hasEcrFipsEndpoint } from "../../../reference/fips";
import { isNitro } from "../../../reference/max-pods";
import { interfaceLimits } from "../../../reference/network-interfaces";
import { fipsEgressFix, fipsPullsFail } from "../../../settings/rules/amis";
import { isLocalZone } from "../../../settings/rules/local-zone";
import { keyRegionIssue } from "../../../settings/rules/node-volumes";
import { lacksWindowsTaint, withoutWindowsTaint } from "../../../settings/rules/node-windows";
import { eachValid } from "../../../settings/validation/guard";
import { unknownFamilies } from "../../../util/karpenter/validate";
import { minorOf } from "../../../util/kubernetes-version";
import type { PoolOwner } from "../../../util/pool-owners";
import { configuresAwsSdk } from "../../../util/user-data/bottlerocket";
import type { AddonCheck, AddonIssue, AddonWarning } from "../../addon";
import type { StackProfile } from "../../stack-profile";
import { foreignArn, foreignArns } from "../common/arns";
import type { KarpenterOptions } from "./options";
import type { NodePoolOptions } from "./pool-options";
import { instanceTagIssue } from "./tags";
import { userDataResults } from "./user-data";
import { versionChecks } from "./version-checks";

type Pools = KarpenterOptions["nodePools"];

export function karpenterChecks(options: KarpenterOptions, profile: StackProfile): readonly AddonCheck[] {
  return [
    () => foreignArns(["nodeRoleArn"], options.nodeRoleArn, profile),
    () => foreignArns(["windowsNodeRoleArn"], options.windowsNodeRoleArn, profile),
    () => foreignArns(["nodePolicies"], options.nodePolicies, profile),
    () => windowsRoleIssue(options),
    () => sharedRoleIssue(options),
    () => policiesIssue(options),
    () => roleOwnerIssue(options, profile),
    () => instanceTagIssue(profile.tags),
    ...poolChecks.map((check) => () => poolIssues(check, options, profile)),
  ];
}

function windowsRoleIssue(options: KarpenterOptions): AddonIssue | undefined {
  if (options.windowsNodeRoleArn === undefined || Object.values(options.nodePools).some(({ ami }) => isWindows(ami))) return undefined;
  return { at: ["windowsNodeRoleArn"], message: "has no effect, because no pool runs Windows; remove it" };
}

function sharedRoleIssue({ nodeRoleArn, windowsNodeRoleArn }: KarpenterOptions): AddonIssue | undefined {
  if (windowsNodeRoleArn === undefined || windowsNodeRoleArn !== nodeRoleArn) return undefined;
  return {
    at: ["windowsNodeRoleArn"],
    message: "EKS accepts one access entry for a role, and Windows nodes need another type; write another role, or remove the key",
  };
}

function policiesIssue(options: KarpenterOptions): AddonIssue | undefined {
  if (options.nodeRoleArn === undefined || options.nodePolicies === undefined) return undefined;
  return {
    at: ["nodePolicies"],
    message: "the policies of an existing role (`nodeRoleArn`) are not managed by the stack; attach them to the role, and remove the key",
  };
}

function roleOwnerIssue({ nodeRoleArn }: KarpenterOptions, profile: StackProfile): AddonIssue | undefined {
  const owner = nodeRoleArn === undefined ? undefined : profile.accessEntryOwners.get(nodeRoleArn);
  if (owner === undefined) return undefined;
  return {
    at: ["nodeRoleArn"],
    message: `${owner} has this role too, and EKS accepts one access entry per role; use a role of its own for Karpenter's nodes`,
  };
}

/** What is wrong with a pool, with the keys below it. */
type Found = readonly [at: readonly PropertyKey[], message: string];
type PoolCheck = (pool: NodePoolOptions, name: string, profile: StackProfile, options: KarpenterOptions) => Iterable<Found>;

function poolIssues(check: PoolCheck, options: KarpenterOptions, profile: StackProfile): AddonIssue[] {
  return eachValid(options.nodePools, (pool, name) =>
    [...check(pool, name, profile, options)].map(([at, message]) => ({ at: ["nodePools", name, ...at], message })),
  );
}

/** Checks of each pool, one after the other, so that an invalid key hides only what depends on it. */
const poolChecks: readonly PoolCheck[] = [
  ({ labels }, name, { poolOwners }) => {
    const owner = poolOwners.get(name);
    return owner && Object.hasOwn(labels, owner.key) ? [[["labels", owner.key], setByOwner(owner)]] : [];
  },
  ({ taints = [] }, name, { poolOwners }) => {
    const owner = poolOwners.get(name);
    return owner
      ? eachValid(taints, ({ key }, position): Found[] => (key === owner.key ? [[["taints", position], setByOwner(owner)]] : []))
      : [];
  },
  ({ tags: own }, _, { tags }) => {
    const issue = instanceTagIssue(tags) === undefined && instanceTagIssue(tags, own);
    return issue ? [[["tags"], issue]] : [];
  },
  ({ zones = [] }, _, profile) => eachValid(zones, (zone, position) => zoneIssues(zone, position, profile)),
  ({ instanceTypes = [] }, _, { ipv6 }) =>
    ipv6
      ? eachValid(instanceTypes, (type, position): Found[] =>
          isNitro(type)
            ? []
            : [
                [
                  ["instanceTypes", position],
                  `${type} is not on the Nitro system, which \`cluster.ipFamily: ipv6\` needs; choose a type such as m7g.large`,
                ],
              ],
        )
      : [],
  (pool, _, profile) => (isWindows(pool.ami) ? windowsPlaceIssues(pool, profile) : []),
  (pool, _, { podSubnets, podNetworking }) => {
    const full = pool.efa && (podSubnets || podNetworking.customNetworking) && pool.instanceTypes?.find(leavesNoInterface);
    return full
      ? [
          [
            ["efa"],
            `the subnets for pods and EFA leave ${full} no network interface for pods; choose a type with more interfaces, such as p4d.24xlarge, or a pool in \`nodePools\``,
          ],
        ]
      : [];
  },
  ({ fips, userData }, _, { region, private: isolated }) =>
    fips && isolated && hasEcrFipsEndpoint(region) && !configuresAwsSdk(userData) ? [[["fips"], `${fipsPullsFail}; ${fipsEgressFix}`]] : [],
  ({ disk }, _, profile) => keyIssues(["disk"], disk, profile),
  ({ volumes }, _, profile) => eachValid(volumes, (volume, name) => keyIssues(["volumes", name], volume, profile)),
  ...versionChecks,
];

/** The owner of a pool has its label and taint. */
const setByOwner = (owner: PoolOwner) =>
  `the stack sets ${owner.key}, because the pool belongs to ${owner.key} ${owner.value}; remove it here`;

function* zoneIssues(zone: string, position: number, { region, localZones, ownNetwork }: StackProfile): Iterable<Found> {
  const at = ["zones", position];
  if (!zone.startsWith(region)) yield [at, `expected zones of ${region} such as ${region}a, found ${zone}`];
  else if (isLocalZone(zone, region) && !localZones.includes(zone))
    yield [at, `${zone} is a Local Zone; ${ownNetwork ? "add it to `network.localZones`" : "write its subnet in `subnetIds` instead"}`];
}

function keyIssues(at: readonly string[], { kmsKeyArn }: NodePoolOptions["disk"], profile: StackProfile): Found[] {
  const message = foreignArn(kmsKeyArn, profile) ?? keyRegionIssue(kmsKeyArn, profile.region);
  return message ? [[[...at, "kmsKeyArn"], message]] : [];
}

/** Source: as of the same rules of node pools; karpenter-provider-aws v1.14, pkg/providers/amifamily/ami.go. */
function* windowsPlaceIssues(
  { ami, amiIds }: NodePoolOptions,
  { ipv6, podSubnets, kubernetesVersion }: Pick<StackProfile, "ipv6" | "podSubnets" | "kubernetesVersion">,
): Iterable<Found> {
  if (ipv6) yield [["ami"], "Windows does not run on clusters with `cluster.ipFamily: ipv6`; remove the pool, or the key"];
  if (podSubnets)
    yield [
      ["ami"],
      "Windows nodes cannot give pods addresses of other subnets; remove the pool, or the subnets for pods of section `network`",
    ];
  const first = firstKubernetes[ami];
  if (first !== undefined && !amiIds && (minorOf(kubernetesVersion) ?? Number.POSITIVE_INFINITY) < minorOf(first)!)
    yield [["ami"], `Karpenter starts ${ami} from Kubernetes ${first} on, and the cluster has ${kubernetesVersion}; write windows2022`];
}

/** With subnets for pods the first interface serves none, and one for EFA takes a place beside it. */
function leavesNoInterface(type: string): boolean {
  const beside = efaOnlyInterfaces(type)?.filter(({ networkCardIndex, deviceIndex }) => networkCardIndex === 0 && deviceIndex > 0) ?? [];
  return interfaceLimits(type).interfaces <= 1 + beside.length;
}

function volumesOf({ disk, volumes }: NodePoolOptions) {
  return [["disk", disk] as const, ...Object.entries(volumes).map(([name, volume]) => [`volumes.${name}`, volume] as const)];
}

/** Customer managed keys of the nodes' volumes, without duplicates. */
export function volumeKeysOf(nodePools: Pools): readonly string[] {
  return [...new Set(Object.values(nodePools).flatMap((pool) => volumesOf(pool).flatMap(([, { kmsKeyArn }]) => kmsKeyArn ?? [])))];
}

export function poolWarnings(nodePools: Pools): AddonWarning[] {
  return [...familyWarnings(nodePools), ...userDataWarnings(nodePools), ...taintWarnings(nodePools)];
}

function familyWarnings(nodePools: Pools): AddonWarning[] {
  return Object.entries(nodePools).flatMap(([pool, options]) =>
    unknownFamilies(options).map((family) => ({
      rule: "instance-family",
      at: ["nodePools", pool],
      message: `family ${family} is not in the table of instance families`,
      fix: "check that the region offers it, and that `architectures` is right",
    })),
  );
}

/** As of node pools. */
function taintWarnings(nodePools: Pools): AddonWarning[] {
  return Object.entries(nodePools).flatMap(([pool, { ami, taints }]) =>
    taints && lacksWindowsTaint(ami, taints) ? [{ rule: "windows-taint", at: ["nodePools", pool, "taints"], ...withoutWindowsTaint }] : [],
  );
}

function userDataWarnings(nodePools: Pools): AddonWarning[] {
  return Object.entries(nodePools).flatMap(([pool, options]) =>
    userDataResults(options).flatMap((result) =>
      "rule" in result ? [{ rule: result.rule, at: ["nodePools", pool, ...result.at], message: result.message, fix: result.fix }] : [],
    ),
  );
}

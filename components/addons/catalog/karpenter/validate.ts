// What of Karpenter's options cannot be combined with the stack, and what works but probably not as intended.
import { isWindows } from "../../../reference/ami-of-family";
import { firstKubernetes } from "../../../reference/ami-types";
import { efaOnlyInterfaces } from "../../../reference/efa";
import { isNitro } from "../../../reference/max-pods";
import { interfaceLimits } from "../../../reference/network-interfaces";
import { isLocalZone } from "../../../settings/rules/local-zone";
import { keyRegionIssue } from "../../../settings/rules/node-volumes";
import { lacksWindowsTaint, withoutWindowsTaint } from "../../../settings/rules/node-windows";
import { unknownFamilies } from "../../../util/karpenter/validate";
import { minorOf } from "../../../util/kubernetes-version";
import type { PoolOwner } from "../../../util/pool-owners";
import type { AddonWarning } from "../../addon";
import { isOlder } from "../../plan/version-checks";
import type { StackProfile } from "../../stack-profile";
import { foreignArn } from "../common/arns";
import type { KarpenterOptions } from "./options";
import type { NodePoolOptions } from "./pool-options";
import { instanceTagIssue } from "./tags";
import { userDataResults } from "./user-data";

type Pools = KarpenterOptions["nodePools"];

export function karpenterIssue(
  { nodePools, version, nodeRoleArn, windowsNodeRoleArn, nodePolicies }: KarpenterOptions,
  profile: StackProfile,
): string | undefined {
  const foreign = foreignArn([nodeRoleArn, windowsNodeRoleArn, ...(nodePolicies ?? [])], profile);
  if (foreign) return foreign;
  if (windowsNodeRoleArn !== undefined && !Object.values(nodePools).some(({ ami }) => isWindows(ami)))
    return "`windowsNodeRoleArn` has no effect, because no pool runs Windows; remove it";
  if (windowsNodeRoleArn !== undefined && windowsNodeRoleArn === nodeRoleArn)
    return "`windowsNodeRoleArn`: EKS accepts one access entry for a role, and Windows nodes need another type; write another role, or remove the key";
  if (nodeRoleArn !== undefined && nodePolicies !== undefined)
    return "`nodePolicies`: the policies of an existing role (`nodeRoleArn`) are not managed by the stack; attach them to the role, and remove the key";
  const owner = nodeRoleArn === undefined ? undefined : profile.accessEntryOwners.get(nodeRoleArn);
  if (owner !== undefined)
    return `\`nodeRoleArn\`: ${owner} has this role too, and EKS accepts one access entry per role; use a role of its own for Karpenter's nodes`;
  const ofPools = Object.entries(nodePools).flatMap(([name, pool]) =>
    [...ownerIssues(pool, profile.poolOwners.get(name)), ...poolIssues(pool, version, profile)].map(
      ([key, message]) => `\`nodePools.${name}.${key}\`: ${message}`,
    ),
  );
  return instanceTagIssue(profile.tags) ?? ofPools[0];
}

/** The owner of a pool has its label and taint. */
function* ownerIssues(
  { labels, taints = [] }: NodePoolOptions,
  owner: PoolOwner | undefined,
): Iterable<readonly [key: string, message: string]> {
  if (!owner) return;
  const set = `the stack sets it, because the pool belongs to ${owner.key} ${owner.value}; remove it here`;
  if (Object.hasOwn(labels, owner.key)) yield [`labels.${owner.key}`, set];
  if (taints.some(({ key }) => key === owner.key)) yield ["taints", `${owner.key}: ${set}`];
}

function* poolIssues(
  pool: NodePoolOptions,
  version: string | undefined,
  { tags, ...place }: StackProfile,
): Iterable<readonly [key: string, message: string]> {
  const tagIssue = instanceTagIssue(tags, pool.tags);
  if (tagIssue) yield ["tags", tagIssue];
  const other = pool.zones?.find((zone) => !zone.startsWith(place.region));
  const local = pool.zones?.find((zone) => isLocalZone(zone, place.region) && !place.localZones.includes(zone));
  if (local !== undefined)
    yield [
      "zones",
      `${local} is a Local Zone; ${place.ownNetwork ? "add it to `network.localZones`" : "write its subnet in `subnetIds` instead"}`,
    ];
  if (other !== undefined) yield ["zones", `expected zones of ${place.region} such as ${place.region}a, found ${other}`];
  const xen = place.ipv6 ? pool.instanceTypes?.find((type) => !isNitro(type)) : undefined;
  if (xen !== undefined)
    yield ["instanceTypes", `${xen} is not on the Nitro system, which \`cluster.ipFamily: ipv6\` needs; choose a type such as m7g.large`];
  if (isWindows(pool.ami)) yield* windowsPlaceIssues(pool, place);
  const full = pool.efa && (place.podSubnets || place.podNetworking.customNetworking) && pool.instanceTypes?.find(leavesNoInterface);
  if (full)
    yield [
      "efa",
      `the subnets for pods and EFA leave ${full} no network interface for pods; choose a type with more interfaces, such as p4d.24xlarge, or a pool in \`nodePools\``,
    ];
  for (const [key, { kmsKeyArn }] of volumesOf(pool)) {
    const message = foreignArn([kmsKeyArn], place) ?? keyRegionIssue(kmsKeyArn, place.region);
    if (message) yield [`${key}.kmsKeyArn`, message];
  }
  for (const [key, since] of floors(pool))
    if (version !== undefined && isOlder(version, since, 3))
      yield [key, `Karpenter has it since ${since}, and \`version\` is ${version}; remove \`version\` to use the pinned one`];
}

/** Source: as of the same rules of node pools; karpenter-provider-aws v1.14, pkg/providers/amifamily/ami.go. */
function* windowsPlaceIssues(
  { ami, amiIds }: NodePoolOptions,
  { ipv6, podSubnets, kubernetesVersion }: Pick<StackProfile, "ipv6" | "podSubnets" | "kubernetesVersion">,
): Iterable<readonly [key: string, message: string]> {
  if (ipv6) yield ["ami", "Windows does not run on clusters with `cluster.ipFamily: ipv6`; remove the pool, or the key"];
  if (podSubnets)
    yield [
      "ami",
      "Windows nodes cannot give pods addresses of other subnets; remove the pool, or the subnets for pods of section `network`",
    ];
  const first = firstKubernetes[ami];
  if (first !== undefined && !amiIds && (minorOf(kubernetesVersion) ?? Number.POSITIVE_INFINITY) < minorOf(first)!)
    yield ["ami", `Karpenter starts ${ami} from Kubernetes ${first} on, and the cluster has ${kubernetesVersion}; write windows2022`];
}

/** With subnets for pods the first interface serves none, and one for EFA takes a place beside it. */
function leavesNoInterface(type: string): boolean {
  const beside = efaOnlyInterfaces(type)?.filter(({ networkCardIndex, deviceIndex }) => networkCardIndex === 0 && deviceIndex > 0) ?? [];
  return interfaceLimits(type).interfaces <= 1 + beside.length;
}

function volumesOf({ disk, volumes }: NodePoolOptions) {
  return [["disk", disk] as const, ...Object.entries(volumes).map(([name, volume]) => [`volumes.${name}`, volume] as const)];
}

/** Versions of Karpenter from which on it has what a pool uses. Source: karpenter-provider-aws, reference/settings (feature gates), and the CRDs of its tags. */
function floors({ ami, reservations, replicas, efa, placementGroup }: NodePoolOptions): (readonly [key: string, since: string])[] {
  return [
    ...(ami === "windows2025" ? [["ami", "1.9.0"] as const] : []),
    ...(efa ? [["efa", "1.11.0"] as const] : []),
    ...(placementGroup ? [["placementGroup", "1.11.0"] as const] : []),
    ...(reservations ? [["reservations", "1.3.0"] as const] : []),
    ...(replicas === undefined ? [] : [["replicas", "1.8.0"] as const]),
  ];
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

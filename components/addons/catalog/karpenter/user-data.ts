// User data of Karpenter's nodes. Karpenter adds a NodeConfig or TOML settings of its own, which win. Source: karpenter-provider-aws v1.14, pkg/providers/amifamily/bootstrap.
import { parse as parseToml } from "smol-toml";
import { parse as parseYaml } from "yaml";
import { isWindows } from "../../../reference/ami-of-family";
import type { AmiFamily } from "../../../reference/ami-types";
import { hasEcrFipsEndpoint } from "../../../reference/fips";
import { userDataIssues, userDataSizeIssue } from "../../../settings/rules/user-data";
import { isRecord } from "../../../util/is-record";
import type { UserData } from "../../../util/user-data/format";
import { ownUserData, userDataFormats } from "../../../util/user-data/formats";
import { contentTypes, userParts } from "../../../util/user-data/parts";
import { powershell, quoted } from "../../../util/user-data/windows";

interface Pool {
  readonly ami: AmiFamily;
  readonly userData: UserData;
  readonly fips?: boolean | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints?: readonly Taint[] | undefined;
  readonly startupTaints: readonly Taint[];
  readonly kubelet?: object | undefined;
}

interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: string;
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

interface UserDataPlace {
  readonly clusterName: string;
  readonly region: string;
  readonly ssm: boolean;
}

/** `userData` of an EC2NodeClass; nothing if there is none. */
export function nodeClassUserData(
  { ami, userData, fips }: Pick<Pool, "ami" | "userData" | "fips">,
  { clusterName, region, ssm }: UserDataPlace,
): string | undefined {
  if (isWindows(ami)) return [serviceRange(clusterName, region), powershell(userData)].filter(Boolean).join("\n");
  return userDataFormats[ami].own(ownUserData({ ami, userData, ssm, fipsEndpoint: !fips || hasEcrFipsEndpoint(region) }));
}

/**
 * Karpenter calls the bootstrap script without the range of Services, which the script then guesses by the address of the node, unless it finds the
 * cluster. Source: karpenter-provider-aws v1.14, concepts/nodeclasses (spec.userData, Windows), and its issue 4088.
 */
function serviceRange(clusterName: string, region: string): string {
  return `$global:EKSCluster = Get-EKSCluster -Name ${quoted(clusterName)} -Region ${quoted(region)}`;
}

/** The results of the rules for user data, findings included. */
export function userDataResults({ ami, userData }: Pick<Pool, "ami" | "userData">) {
  return userData.length === 0 ? [] : [...userDataIssues(ami, ["userData"], userData)];
}

/** Why the user data of a pool cannot be used. */
export function* poolUserDataIssues(pool: Pool): Iterable<Issue> {
  const { ami, userData, labels, taints = [], startupTaints, kubelet = {} } = pool;
  if (userData.length === 0) return;
  let unreadable = false;
  for (const result of userDataResults(pool)) {
    if ("rule" in result) continue;
    unreadable = true;
    yield { path: result.at, message: result.message };
  }
  if (unreadable) return;
  const path = ["userData"];
  if (ami === "al2023" && /[^\0-\x7f]/.test(JSON.stringify(userData)))
    yield {
      path,
      message: "expected ASCII alone, because Karpenter passes parts on without their encoding; write other characters as escapes",
    };
  const scheduledIn = isWindows(ami) ? () => [] : ami === "al2023" ? scheduledInNodeConfig : scheduledInToml;
  for (const [name, instead] of scheduledIn(userData))
    yield { path, message: `${name}: Karpenter does not know of it here, and would count on other nodes than it gets; write ${instead}` };
  const node = { labels, taints: [...taints, ...startupTaints], maxPods: 110 };
  const more = Buffer.byteLength(JSON.stringify(kubelet));
  const size = userDataSizeIssue(ami, node, () => ownUserData({ ami, userData, ssm: false }), "x".repeat(100), more);
  if (size) yield { path, message: size };
}

/** What decides which pods fit on a node, by its key in a KubeletConfiguration. */
const scheduled = ["maxPods", "podsPerCore", "kubeReserved", "systemReserved", "evictionHard"];

type Found = readonly [name: string, instead: string];

function* scheduledInNodeConfig(userData: UserData): Iterable<Found> {
  for (const { type, text } of userParts(userData)) {
    if (type !== contentTypes.nodeConfig) continue;
    const { spec } = parseYaml(text) as { readonly spec?: { readonly kubelet?: { readonly config?: unknown } } };
    const config = spec?.kubelet?.config;
    if (!isRecord(config)) continue;
    for (const key of scheduled) if (Object.hasOwn(config, key)) yield [`spec.kubelet.config.${key}`, `\`kubelet.${key}\``];
    if (Object.hasOwn(config, "registerWithTaints")) yield ["spec.kubelet.config.registerWithTaints", "`taints` or `startupTaints`"];
  }
}

function* scheduledInToml(userData: UserData): Iterable<Found> {
  if (typeof userData !== "string") return;
  const { settings } = parseToml(userData);
  const kubernetes = isRecord(settings) && settings.kubernetes;
  if (!isRecord(kubernetes)) return;
  for (const key of scheduled) {
    const own = key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    if (Object.hasOwn(kubernetes, own)) yield [`settings.kubernetes.${own}`, `\`kubelet.${key}\``];
  }
  if (Object.hasOwn(kubernetes, "node-taints")) yield ["settings.kubernetes.node-taints", "`taints` or `startupTaints`"];
  if (Object.hasOwn(kubernetes, "node-labels")) yield ["settings.kubernetes.node-labels", "`labels`"];
}

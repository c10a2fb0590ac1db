// Windows nodes. Source, unless another is named: EKS user guide, "Deploy Windows nodes on EKS clusters" (2026).
import { isWindows } from "../../reference/ami-of-family";
import { listed } from "../../util/did-you-mean";
import { takesNamespace } from "../../util/fargate-selectors";
import type { NodePoolSettings, Settings } from "../types";
import { advice, issue, poolRule, type Rule, type RuleResult, rule, type Stack } from "./rule";

const smallestDisk = 50;

interface WindowsPool {
  readonly disk: { readonly sizeGiB: number };
  readonly efa?: boolean | undefined;
  readonly instanceStore?: unknown;
}

/** What no pool of Windows nodes can have, by key. */
export function* windowsPoolIssues({
  disk,
  efa,
  instanceStore,
}: WindowsPool): Iterable<{ readonly path: readonly string[]; readonly message: string }> {
  if (disk.sizeGiB < smallestDisk)
    yield {
      path: ["disk", "sizeGiB"],
      message: `expected at least ${smallestDisk} GiB, the size of the Windows AMIs, found ${disk.sizeGiB}`,
    };
  if (efa) yield { path: ["efa"], message: "Windows does not use EFA; remove the key" };
  if (instanceStore)
    yield { path: ["instanceStore"], message: "only Linux nodes use it; remove the key, and format the disks in `userData`" };
}

const windowsFits = poolRule(
  ["ami", "kind", "maxPods", "disk", "repair", "efa", "instanceStore"],
  function* ({ ami, kind, maxPods, disk, repair, efa, instanceStore }, pool) {
    if (!isWindows(ami)) return;
    const path = ["nodePools", pool];
    const custom = typeof ami === "object" && ami.id !== undefined;
    if (custom && kind === "managed")
      yield issue(
        [...path, "kind"],
        "EKS gives a managed group with a custom AMI the access of Linux nodes, with which kube-proxy does not work on Windows; write `kind: selfManaged`",
      );
    else if (maxPods !== undefined && kind === "managed")
      yield issue(
        [...path, "maxPods"],
        "EKS starts the kubelet of managed Windows nodes itself; remove the key, or write `kind: selfManaged`",
      );
    for (const { path: keys, message } of windowsPoolIssues({ disk, efa, instanceStore })) yield issue([...path, ...keys], message);
    if (repair !== false && kind === "managed") yield issue([...path, "repair"], "EKS repairs only Linux nodes; remove the key");
  },
);

/** CoreDNS and the controllers of add-ons run on Linux alone. */
const linuxBeside = rule(["nodePools[]", "fargate[]", "cluster.autoMode", "cluster.existing"], function* ({ nodePools, fargate, cluster }) {
  const windows = windowsPools(nodePools);
  const selectors = Object.values(fargate).flatMap((profile) => profile.selectors);
  const linux = windows.length < Object.keys(nodePools).length || cluster.autoMode !== false || takesNamespace(selectors, "kube-system");
  if (windows.length === 0 || linux || cluster.existing) return;
  yield issue(
    ["nodePools"],
    "CoreDNS and the other pods of kube-system need Linux, and all pools run Windows; add a pool with another `ami`, or a Fargate profile for kube-system",
  );
});

/** Of Windows nodes that keep no pods off. */
export const withoutWindowsTaint = {
  message:
    "pods without `nodeSelector: { kubernetes.io/os: linux }`, those of add-ons among them, can be scheduled on these Windows nodes, where they do not start",
  fix: "remove the key: the default taint is os=windows:NoSchedule",
};

/** Whether nodes run Windows and keep no pods off. */
export function lacksWindowsTaint(ami: NodePoolSettings["ami"], taints: readonly { readonly effect: string }[]): boolean {
  return isWindows(ami) && taints.every(({ effect }) => effect === "PreferNoSchedule");
}

/** Windows has no image for most pods that tolerate its nodes by mistake. */
const keepsLinuxOff = poolRule(["ami", "taints[]"], function* ({ ami, taints }, pool) {
  if (lacksWindowsTaint(ami, taints))
    yield advice("windows-taint", ["nodePools", pool, "taints"], withoutWindowsTaint.message, withoutWindowsTaint.fix);
});

/** Source: EKS user guide, EKS Pod Identity restrictions (2026). */
const podIdentityIsLinux = rule(
  ["nodePools[]", "names", "serviceAccounts[]", "teams[]", "cluster.identity"],
  function* ({ nodePools, names, serviceAccounts, teams, cluster }): Iterable<RuleResult> {
    const ofTeams = Object.values(teams).some((team) => team.kind === "application" && Object.keys(team.serviceAccounts).length > 0);
    if (cluster.identity === "irsa" || (!ofTeams && Object.keys(serviceAccounts).length === 0)) return;
    yield* ofWindowsPools(
      { nodePools, names },
      "windows-pod-identity",
      "EKS Pod Identity gives pods on Windows nodes no AWS permissions, so those of service accounts reach only pods on Linux",
      "write `cluster.identity: irsa`, if pods with AWS permissions run on Windows",
    );
  },
);

const isolationIsLinux = rule(["nodePools[]", "names", "teams[]"], function* ({ nodePools, names, teams }): Iterable<RuleResult> {
  const isolated = Object.keys(teams).filter((name) => teams[name]!.kind === "application" && teams[name]!.network === "isolated");
  if (isolated.length === 0) return;
  yield* ofWindowsPools(
    { nodePools, names },
    "windows-network-policies",
    `network policies, which isolate team ${listed(isolated)}, do not apply to pods on Windows nodes`,
    "keep pods of isolated teams on Linux nodes",
  );
});

const existingClusterPrepared = rule(
  ["nodePools[]", "names", "cluster.existing"],
  function* ({ nodePools, names, cluster }): Iterable<RuleResult> {
    if (!cluster.existing) return;
    yield* ofWindowsPools(
      { nodePools, names },
      "windows-ipam",
      "pods on Windows nodes get addresses only if the cluster's role has AmazonEKSVPCResourceController and the VPC CNI has `enableWindowsIpam`",
      "attach the policy to the role of the cluster, which is not changed here, and enable the add-on `vpc-cni`, or set `enable-windows-ipam` in the ConfigMap `amazon-vpc-cni`",
    );
  },
);

/** One finding, at the first of the pools, those of Karpenter among them. */
function* ofWindowsPools(
  { nodePools, names }: Pick<Stack, "nodePools" | "names">,
  id: string,
  message: string,
  fix: string,
): Iterable<RuleResult> {
  const [first] = [
    ...windowsPools(nodePools).map((pool) => ["nodePools", pool]),
    ...names.karpenterWindowsPools.map((pool) => ["addons", "karpenter", "nodePools", pool]),
  ];
  if (first !== undefined) yield advice(id, first, message, fix);
}

function windowsPools(nodePools: Settings["nodePools"]): string[] {
  return Object.keys(nodePools).filter((name) => isWindows(nodePools[name]!.ami));
}

export const nodeWindowsRules: readonly Rule[] = [
  windowsFits,
  linuxBeside,
  keepsLinuxOff,
  podIdentityIsLinux,
  isolationIsLinux,
  existingClusterPrepared,
];

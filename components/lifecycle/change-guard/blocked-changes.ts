// Decides which changes of a stack are blocked: pure functions over the facts that the guard records. They run in the provider and for
// `plan --against`.

import { minorOf } from "../../util/kubernetes-version";
import { boundPools } from "./bound-pools";
import { replacedData } from "./data-stores";
import { movedSubnets } from "./moved-subnets";
import { movedNamespaces } from "./namespaces";
import { nodeDowngrades } from "./node-versions";
import { authenticationMode, controlPlaneEgress } from "./one-way";
import type { GuardedFacts } from "./stack-facts";
import { changedPools } from "./static-pools";
import { another, type BlockedChange } from "./types";
import { controlPlaneIssue, zoneIssue } from "./zones";

type Rule = (before: GuardedFacts, after: GuardedFacts) => BlockedChange | undefined;

const settingOf = (path: string) => path.slice(path.indexOf(":") + 1);

/** All blocked changes except those of accepted settings. A fact that one side does not know blocks nothing. */
export function blockedChanges(before: GuardedFacts, after: GuardedFacts, accepted: ReadonlySet<string> = new Set()): BlockedChange[] {
  // another region or cluster changes everything else too: one reason is enough
  const found = moved(before, after) ?? [
    ...rules.flatMap((rule) => rule(before, after) ?? []),
    ...nodeDowngrades(before, after),
    ...changedPools(before, after),
    ...boundPools(before, after),
    ...movedNamespaces(before, after),
    ...movedSubnets(before, after),
    ...replacedData(before, after),
  ];
  return found.filter(({ path }) => !accepted.has(settingOf(path)));
}

/** Settings in `EKS_BLUEPRINTS_ACCEPT`, with or without the namespace of their keys. */
export function acceptedIn(text: string | undefined): Set<string> {
  const names = (text ?? "").split(",").map((name) => settingOf(name.trim()));
  return new Set(names.filter((name) => name !== ""));
}

/** A blocked change in one line. */
export function blockedChangesText({ reason, fix }: BlockedChange): string {
  return `${reason}; ${fix}`;
}

/** How to make the change if the guard is wrong. */
export function overrideHint(path: string): string {
  return `If AWS already has this value, for example after a failed update, set EKS_BLUEPRINTS_ACCEPT=${settingOf(path)} for one run`;
}

/** An accepted change that has no effect. */
export function ineffectiveChange({ cluster: before }: GuardedFacts, { cluster: after }: GuardedFacts): BlockedChange | undefined {
  if (!changed(before?.creatorAdmin, after?.creatorAdmin)) return undefined;
  const fix = after!.creatorAdmin ? "list the creator under admins" : "delete its access entry with `aws eks delete-access-entry`";
  return {
    path: "eks-blueprints:cluster.creatorAdmin",
    reason: `${before!.creatorAdmin} -> ${after!.creatorAdmin} has no effect: EKS reads it only when it creates the cluster`,
    fix,
  };
}

function moved(before: GuardedFacts, after: GuardedFacts): BlockedChange[] | undefined {
  const region = fixed("aws:region", ({ region }) => region, "all resources would be recreated in the new region")(before, after);
  if (region) return [region];
  const account = fixed(
    "aws:account",
    ({ account }) => account,
    "the AWS credentials are for another account, where all resources would be recreated",
  )(before, after);
  if (account)
    return [{ ...account, fix: `sign in to account ${before.account} (AWS_PROFILE, aws:profile, aws:assumeRoles), or ${another}` }];
  const [was, is] = [before.cluster, after.cluster];
  if (changed(was?.source, is?.source)) {
    const reason =
      is!.source === "existing"
        ? "the cluster and VPC of this stack would be deleted"
        : "all resources in the existing cluster would be deleted";
    return [
      { path: "eks-blueprints:cluster.existing", reason: `${was!.source} cluster -> ${is!.source} cluster: ${reason}`, fix: another },
    ];
  }
  return undefined;
}

const fixed =
  (path: string, fact: (facts: GuardedFacts) => string | undefined, why: string): Rule =>
  (before, after) => {
    const [was, is] = [fact(before), fact(after)];
    return changed(was, is) ? { path, reason: `${was} -> ${is}: ${why}`, fix: `keep ${was}, or ${another}` } : undefined;
  };

const clusterName: Rule = (before, after) => {
  const path = after.cluster?.source === "existing" ? "eks-blueprints:cluster.existing.name" : "eks-blueprints:cluster.name";
  return fixed(
    path,
    ({ cluster }) => cluster?.name,
    "a cluster cannot be renamed; it would be replaced with all its workloads",
  )(before, after);
};

const vpc = fixed(
  "eks-blueprints:network.existing",
  ({ network }) => network?.vpc && (network.vpc === "own" ? "a VPC of this stack" : network.vpc),
  "a cluster cannot move to another VPC; it would be replaced with all its workloads",
);

const cidr = fixed(
  "eks-blueprints:network.cidr",
  ({ network }) => network?.cidr,
  "the address range of a VPC cannot change; the VPC and its cluster would be replaced",
);

/** The two kinds of VPC are made by different components. */
const publicSubnets = fixed(
  "eks-blueprints:network.publicSubnets",
  ({ network }) => (network?.vpc === "own" ? String(network.publicSubnets ?? true) : undefined),
  "a VPC with an internet gateway and one without are different resources; the VPC and its cluster would be replaced",
);

/** A range for pods can be added and removed. Nodes keep the network interfaces of their pods, and these keep the subnets, until the nodes are replaced. */
const podCidr: Rule = ({ network: before }, { network: after }) => {
  const [was, is] = [before?.podCidr, after?.podCidr];
  if (!changed(was, is)) return undefined;
  const reason = `${was} -> ${is}: nodes with pods in ${was} would stay, and its subnets cannot be deleted before them`;
  return {
    path: "eks-blueprints:network.pods",
    reason,
    fix: `keep ${was}, or remove \`pods\` with one \`pulumi up\`, and add ${is} with the next`,
  };
};

const serviceCidr = fixed(
  "eks-blueprints:cluster.serviceCidr",
  ({ cluster }) => cluster?.serviceCidr,
  "the Service range of a cluster cannot change; the cluster would be replaced",
);

const ipFamily = fixed(
  "eks-blueprints:cluster.ipFamily",
  ({ cluster }) => cluster?.source && (cluster.ipFamily ?? "ipv4"),
  "the addresses of pods and Services are fixed when a cluster is created; the cluster would be replaced",
);

const clusterRole = fixed(
  "eks-blueprints:cluster.roleArn",
  ({ cluster }) => (cluster?.role === "own" ? "a role of this stack" : cluster?.role),
  "the role of a cluster cannot change; it would be replaced with all its workloads",
);

const rolePath = fixed(
  "eks-blueprints:iam.path",
  ({ rolePath }) => rolePath,
  "the path of a role and the role of a cluster cannot change; both would be replaced",
);

/** Encryption can be turned on later. After that, EKS does not change the key. */
const encryption: Rule = ({ cluster: before }, { cluster: after }) => {
  const [was, is] = [before?.encryption, after?.encryption];
  if (was === "off" || !changed(was, is)) return undefined;
  const why =
    is === "off" ? "encryption of Secrets cannot be turned off; the cluster would be replaced" : "the key for Secrets cannot change";
  return {
    path: "eks-blueprints:cluster.encryption",
    reason: `${keyText(was!)} -> ${keyText(is!)}: ${why}`,
    fix: `keep it, or ${another}`,
  };
};

function keyText(encryption: string): string {
  return encryption === "own" ? "a key of this stack" : encryption;
}

/** EKS upgrades one minor version at a time. */
const version: Rule = ({ cluster: before }, { cluster: after }) => {
  const [was, is] = [minorOf(before?.version), minorOf(after?.version)];
  if (was === undefined || is === undefined || is === was || is === was + 1) return undefined;
  const path = "eks-blueprints:cluster.version";
  const change = `${before!.version} -> ${after!.version}`;
  if (is < was) return { path, reason: `${change}: EKS does not support downgrades`, fix: `keep "${before!.version}"` };
  const next = `1.${was + 1}`;
  return {
    path,
    reason: `${change}: EKS upgrades one minor version at a time`,
    fix: `set "${next}" and run \`pulumi up\`, then repeat for the next version`,
  };
};

const rules: readonly Rule[] = [
  vpc,
  cidr,
  publicSubnets,
  podCidr,
  zoneIssue,
  controlPlaneIssue,
  clusterName,
  version,
  serviceCidr,
  ipFamily,
  authenticationMode,
  controlPlaneEgress,
  clusterRole,
  encryption,
  rolePath,
];

function changed<T>(before: T | undefined, after: T | undefined): boolean {
  return before !== undefined && after !== undefined && before !== after;
}

// Node pools of the stack's own in EKS Auto Mode.

import { awsLimits } from "../../reference/aws-limits";
import { rolesOfNodes } from "../../util/access-entry-owners";
import { autoModePoolsOf } from "../../util/capacity-profile";
import { at, autoModeInstanceRules } from "./auto-mode-instances";
import { ofNetwork, zoneIssues } from "./node-places";
import { volumeIssues } from "./node-volumes";
import { advice, autoModeRule, issue, type Rule, type RuleResult, rule } from "./rule";
import { tagIssues } from "./tags";

/** Names of objects that EKS creates itself. Source: EKS user guide, "Create a Node Class for Amazon EKS" (2026). */
const ofEks = ["default", "general-purpose", "system"];

const namesFree = autoModeRule(
  [],
  function* (_, pool, { names }) {
    if (ofEks.includes(pool)) yield issue(at(pool), `${pool} is the name of an object of EKS itself; choose another one`);
    for (const section of ["nodePools", "fargate"] as const)
      if (names[section].includes(pool)) yield issue(at(pool), `${section} has an entry ${pool} too; choose another name`);
  },
  ["names"],
);

const zonesExist = autoModeRule(["zones[]"], (place, pool, stack) => zoneIssues(place, at(pool), stack, stack.network.localZones), [
  ...ofNetwork,
  "network.localZones",
]);

const disksFit = autoModeRule(["disk"], function* ({ disk }, pool) {
  yield* volumeIssues(at(pool, "disk"), { ...disk, type: "gp3" });
});

/** Tags that EKS sets itself. Source: EKS user guide, "Create a Node Class for Amazon EKS"; "Learn about identity and access in EKS Auto Mode" (2026). */
const reservedTag =
  /^(kubernetes\.io\/cluster\/.*|karpenter\.sh\/(provisioner-name|nodepool|nodeclaim|managed-by)|eks\.amazonaws\.com\/nodeclass|eks:.*)$/;

/** Tags of EKS on an instance: of the cluster, the NodePool, NodeClass and NodeClaim, and its name. */
const tagsOfEks = 6;

const tagsFit = autoModeRule(
  ["tags[]"],
  function* ({ tags: own }, pool, { tags }) {
    for (const [key, value] of Object.entries(own)) {
      if (reservedTag.test(key)) yield issue(at(pool, "tags", key), "EKS sets this tag itself; use another key");
      else for (const wrong of tagIssues(key, value)) yield issue(at(pool, "tags", key), wrong);
    }
    const count = new Set([...Object.keys(tags), ...Object.keys(own)]).size + tagsOfEks;
    const most = awsLimits.tagsPerResource.value;
    if (count > most)
      yield issue(
        at(pool, "tags"),
        `with the stack's tags and ${tagsOfEks} of EKS, instances would have ${count} tags, and AWS accepts ${most}; remove ${count - most}`,
      );
  },
  ["tags[]"],
);

/** Hours after which EKS replaces a node in any case. Source: EKS user guide, Auto Mode, node lifecycle (2026): 21 days. */
const longestLife = 21 * 24;

function hoursOf(duration: string): number {
  const units: Readonly<Record<string, number>> = { h: 1, m: 1 / 60, s: 1 / 3600 };
  return [...duration.matchAll(/(\d+)([hms])/g)].reduce((sum, [, count, unit]) => sum + Number(count) * units[unit!]!, 0);
}

const livesFit = autoModeRule(["expireAfter"], function* ({ expireAfter }, pool) {
  if (expireAfter === "Never" || hoursOf(expireAfter) > longestLife)
    yield issue(
      at(pool, "expireAfter"),
      `expected at most ${longestLife}h, after which EKS replaces a node of Auto Mode anyway, found ${expireAfter}`,
    );
});

/** Those of the owner of a pool are among them. */
const taintsDiffer = autoModeRule(["taints[]"], function* ({ taints }, pool) {
  const names = taints.map(({ key, effect }) => `${key} with ${effect}`);
  const twice = names.findIndex((name, position) => names.indexOf(name) < position);
  if (twice >= 0) yield issue(at(pool, "taints"), `the stack sets ${names[twice]}, because the pool has an owner; remove it here`);
});

/** EKS accepts one access entry per role. */
const rolesDiffer = rule(
  ["cluster.autoMode", "nodePools[]", "fargate[]"],
  function* ({ cluster: { autoMode }, ...others }): Iterable<RuleResult> {
    const owners = rolesOfNodes({ cluster: { autoMode: false }, ...others });
    for (const [pool, { roleArn }] of Object.entries(autoModePoolsOf(autoMode))) {
      if (roleArn === undefined) continue;
      const owner = owners.get(roleArn);
      if (owner !== undefined)
        yield issue(
          at(pool, "roleArn"),
          `${owner} has this role too, and EKS accepts one access entry per role; use another role, or none: the stack's own is shared`,
        );
      else owners.set(roleArn, `pool ${pool}`);
    }
  },
);

/** The path in the ARN of a role; empty if there is none. */
function rolePathOf(arn: string): string {
  return /:role\/(.+)\/[^/]+$/.exec(arn)?.[1] ?? "";
}

/** A NodeClass names its role without the path. */
const rolePathSeen = rule(["cluster.autoMode", "iam.path"], function* ({ cluster: { autoMode }, iam: { path } }) {
  const own = path === undefined || path === "/" ? "" : path;
  const paths = Object.values(autoModePoolsOf(autoMode)).map(({ roleArn }) => (roleArn === undefined ? own : rolePathOf(roleArn)));
  if (paths.some((each) => each !== ""))
    yield advice(
      "auto-mode-role-path",
      ["cluster", "autoMode", "pools"],
      "EKS has had trouble to find the access entry of a node role with a path (aws/containers-roadmap#2486): then no node starts",
      "watch `kubectl describe nodeclass`, or give the pools a `roleArn` without a path",
    );
});

/** Permissions of a role that the stack does not manage. */
const roleMayTag = rule(["cluster.autoMode", "cluster.roleArn", "tags"], function* ({ cluster: { autoMode, roleArn }, tags }) {
  const pools = Object.values(autoModePoolsOf(autoMode));
  if (roleArn === undefined || pools.length === 0) return;
  const needs = [
    ...(Object.keys(tags).length > 0 || pools.some((pool) => Object.keys(pool.tags).length > 0)
      ? ["to set tags of your own on instances"]
      : []),
    ...(pools.some(({ disk }) => disk.kmsKeyArn !== undefined) ? ["to use the KMS keys of disks"] : []),
  ];
  if (needs.length > 0)
    yield advice(
      "auto-mode-permissions",
      ["cluster", "roleArn"],
      `an existing role of the control plane needs permissions ${needs.join(" and ")}, else Auto Mode starts no nodes in \`pools\``,
      "see docs/cluster.md, Auto Mode, or remove `roleArn`",
    );
});

export const autoModeRules: readonly Rule[] = [
  namesFree,
  zonesExist,
  disksFit,
  tagsFit,
  livesFit,
  ...autoModeInstanceRules,
  taintsDiffer,
  rolesDiffer,
  rolePathSeen,
  roleMayTag,
];

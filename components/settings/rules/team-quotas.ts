import { instanceSize } from "../../reference/instance-sizes";
import { groupCount } from "../../util/group-count";
import { isOwnerTaint, poolOwners } from "../../util/pool-owners";
import { amountOf } from "../../util/quantities";
import { countsObjects } from "../schema/quantities";
import { defaultQuota } from "../schema/teams";
import type { ApplicationTeamSettings, NodePoolSettings } from "../types";
import { advice, duplicates, issue, type Rule, type View } from "./rule";
import { eachApplication } from "./team-rule";

const countsWhole = eachApplication(["quota[]"], function* ({ quota }, at) {
  if (quota === false) return;
  for (const [resource, amount] of Object.entries(quota)) {
    if (countsObjects(resource) && !Number.isInteger(amountOf(amount)))
      yield issue(at("quota", resource), `expected a whole number, found "${amount}"`);
  }
});

/** Source: `validateResourceQuotaScopes` of the API server, and the names of the team's own quota. */
const scopesFit = eachApplication(["scopedQuotas"], function* ({ scopedQuotas = {} }, at) {
  for (const [name, { hard, scopes = [], priorityClasses = [] }] of Object.entries(scopedQuotas)) {
    const path = (...keys: readonly PropertyKey[]) => at("scopedQuotas", name, ...keys);
    if (scopes.length + priorityClasses.length === 0)
      yield issue(path(), "counts all pods, as `quota` does; write `scopes` or `priorityClasses`, or move the amounts to `quota`");
    if (Object.keys(hard).length === 0) yield issue(path("hard"), "bounds nothing; write an amount such as `pods`, or remove the entry");
    yield* duplicates(path("scopes"), scopes);
    yield* duplicates(path("priorityClasses"), priorityClasses);
    for (const [one, other] of exclusive) {
      if (scopes.includes(one) && scopes.includes(other))
        yield issue(path("scopes"), `${one} and ${other} exclude each other; remove one, or write two entries`);
    }
    for (const [resource, amount] of Object.entries(hard)) {
      if (scopes.includes("BestEffort") && resource !== "pods")
        yield issue(path("hard", resource), "BestEffort pods have no requests and limits, so only `pods` is counted; remove it");
      if (resource === "pods" && !Number.isInteger(amountOf(amount)))
        yield issue(path("hard", resource), `expected a whole number, found "${amount}"`);
    }
  }
});

const exclusive = [
  ["BestEffort", "NotBestEffort"],
  ["Terminating", "NotTerminating"],
] as const;

/** What decides whether a quota fits, and what the pools offer of it. */
const offers: Readonly<Record<string, keyof NonNullable<ReturnType<typeof instanceSize>>>> = {
  cpu: "cpu",
  "requests.cpu": "cpu",
  memory: "memory",
  "requests.memory": "memory",
};

/** A quota above the capacity of all nodes is never reached, because pods stay pending before. The default quota is not checked. */
const poolsHoldQuota = eachApplication(
  ["quota", "namespaces", "nodePool", "tier"],
  function* ({ quota, namespaces, nodePool, tier }, at, stack) {
    if (quota === false) return;
    const pools = poolsOf(stack, nodePool ?? tier?.nodePool);
    for (const [resource, amount] of Object.entries(quota)) {
      const offer = offers[resource];
      if (offer === undefined || amount === (defaultQuota as Readonly<Record<string, string>>)[resource]) continue;
      const most = mostOf(pools, offer, stack);
      const wanted = amountOf(amount) * namespaces.length;
      if (most === undefined || wanted <= most) continue;
      const where = namespaces.length > 1 ? ` in each of ${namespaces.length} namespaces` : "";
      const held = offer === "cpu" ? `${most} CPUs` : `${Math.floor(most / 2 ** 30)}Gi`;
      yield advice(
        "team-quota",
        at("quota", resource),
        `${amount}${where} is more than the maximum capacity of the pools, ${held}`,
        "raise size.max of a pool, or lower the quota",
      );
    }
  },
  ["nodePools", "tenants.tiers", "cluster.existing", "cluster.autoMode", "fargate", "karpenter", "network.existing", "network.zones"],
);

function poolsOf(
  { nodePools, tenants }: View<"nodePools" | "tenants.tiers">,
  own: ApplicationTeamSettings["nodePool"],
): NodePoolSettings[] {
  if (own !== undefined && Object.hasOwn(nodePools, own)) return [nodePools[own]!];
  const owners = poolOwners({ teams: {}, tenants });
  return Object.values(nodePools).filter(({ taints }) => !taints.some((taint) => isOwnerTaint(taint, owners)));
}

type PoolsView = View<
  "nodePools" | "cluster.existing" | "cluster.autoMode" | "fargate" | "karpenter" | "network.existing" | "network.zones"
>;

/** Capacity of the pools at their maximum size; undefined if it is unknown. */
function mostOf(pools: readonly NodePoolSettings[], offer: "cpu" | "memory", stack: PoolsView): number | undefined {
  const { cluster, fargate, karpenter, network } = stack;
  if (cluster.existing || cluster.autoMode !== false || Object.keys(fargate).length > 0 || karpenter) return undefined;
  let most = 0;
  for (const pool of pools) {
    const { instanceTypes, size } = pool;
    const each = instanceTypes.map((type) => instanceSize(type)?.[offer]);
    if (each.some((amount) => amount === undefined)) return undefined;
    most += Math.max(...(each as number[])) * size.max * groupCount(pool, network);
  }
  return most;
}

export const teamQuotaRules: readonly Rule[] = [countsWhole, scopesFit, poolsHoldQuota];

import { listed } from "../../util/did-you-mean";
import { amountOf } from "../../util/quantities";
import { isNeverShared } from "../schema/quantities";
import type { TeamLimits } from "../types";
import { advice, issue, type Rule, type RuleResult } from "./rule";
import { eachApplication } from "./team-rule";

type Amounts = Readonly<Record<string, string>>;

/** Amounts of a LimitRange, by their keys in the settings. */
const places = [
  "default",
  "defaultRequest",
  "max",
  "min",
  "pod.max",
  "pod.min",
  "persistentVolumeClaim.max",
  "persistentVolumeClaim.min",
] as const;
type Place = (typeof places)[number];

const keysOf = (place: string) => place.split(".");

function amountsAt(limits: TeamLimits, place: string): Amounts {
  return keysOf(place).reduce((part, key) => (part as Readonly<Record<string, object>>)[key] ?? {}, limits as object) as Amounts;
}

/** What must not be more than the other: the API server rejects the LimitRange, or then rejects every pod that it fills in. */
const ordered: readonly (readonly [lesser: Place, greater: Place])[] = [
  ["defaultRequest", "default"],
  ["default", "max"],
  ["defaultRequest", "max"],
  ["min", "max"],
  ["min", "default"],
  ["min", "defaultRequest"],
  ["pod.min", "pod.max"],
  ["default", "pod.max"],
  ["defaultRequest", "pod.max"],
  ["min", "pod.max"],
  ["persistentVolumeClaim.min", "persistentVolumeClaim.max"],
];

const limitsOrdered = eachApplication(["limits"], function* ({ limits }, at) {
  if (limits === false) return;
  for (const [lesser, greater] of ordered) {
    const most = amountsAt(limits, greater);
    for (const [resource, amount] of Object.entries(amountsAt(limits, lesser))) {
      if (most[resource] !== undefined && amountOf(amount) > amountOf(most[resource]))
        yield issue(
          at("limits", ...keysOf(lesser), resource),
          `expected at most \`${greater}\`, which is ${most[resource]}, found ${amount}`,
        );
    }
  }
});

/** Devices and huge pages: the API server takes no LimitRange whose defaults differ. */
const neverShared = eachApplication(["limits"], function* ({ limits }, at) {
  if (limits === false) return;
  for (const [resource, amount] of Object.entries(limits.defaultRequest)) {
    const most = limits.default[resource];
    if (!isNeverShared(resource) || most === undefined || amountOf(most) === amountOf(amount)) continue;
    yield issue(
      at("limits", "defaultRequest", resource),
      `expected the amount of \`default\`, ${most}, because the request of ${resource} is its limit; found ${amount}`,
    );
  }
});

const bounded = eachApplication(["limits"], function* ({ limits }, at) {
  if (limits === false) return;
  for (const kind of ["pod", "persistentVolumeClaim"] as const) {
    if (limits[kind] && Object.keys(limits[kind]).length === 0)
      yield issue(at("limits", kind), "bounds nothing; write `max` or `min`, or remove this key");
  }
});

/** Source: `ValidateLimitRange` of the API server, which also rejects a ratio that `min` and `max` never reach. */
const ratiosFit = eachApplication(["limits"], function* ({ limits }, at) {
  if (limits === false) return;
  for (const scope of [[], ["pod"]]) {
    const inScope = (key: string) => amountsAt(limits, [...scope, key].join("."));
    for (const [resource, ratio] of Object.entries(inScope("maxLimitRequestRatio"))) {
      const wrong = ratioIssue(amountOf(ratio), resource, { min: inScope("min"), max: inScope("max"), ...defaultsOf(limits) });
      if (wrong) yield issue(at("limits", ...scope, "maxLimitRequestRatio", resource), `${wrong}, found ${ratio}`);
    }
  }
});

const defaultsOf = ({ default: most, defaultRequest }: TeamLimits) => ({ default: most, defaultRequest });

function ratioIssue(ratio: number, resource: string, amounts: Readonly<Record<"min" | "max" | "default" | "defaultRequest", Amounts>>) {
  if (ratio < 1) return "expected a number from 1, because a limit is at least the request";
  const [lowest, highest] = [ratioOf("max", "min"), ratioOf("default", "defaultRequest")];
  if (lowest !== undefined && ratio > lowest) return `expected at most ${lowest}, which is \`max\` divided by \`min\``;
  if (highest !== undefined && ratio < highest)
    return `expected at least ${highest}, which is \`default\` divided by \`defaultRequest\`: containers that say nothing are rejected otherwise`;
  return undefined;

  function ratioOf(above: keyof typeof amounts, below: keyof typeof amounts): number | undefined {
    const [most, least] = [amounts[above][resource], amounts[below][resource]];
    if (most === undefined || least === undefined || amountOf(least) === 0) return undefined;
    return Math.round((amountOf(most) / amountOf(least)) * 1000) / 1000;
  }
}

/** What a container that says nothing gets: from the defaults, or derived from the bounds of containers by the API server. */
function isKnown({ default: most, max, min, defaultRequest }: TeamLimits, resource: string, kind: "requests" | "limits"): boolean {
  return [most, max, ...(kind === "limits" ? [] : [defaultRequest, min])].some((amounts) => amounts?.[resource] !== undefined);
}

/** Under a quota of requests or limits, pods that name none are refused; a LimitRange derives defaults from `max`, and requests from limits. */
const requestsKnown = eachApplication(["quota", "limits", "scopedQuotas"], function* ({ quota, limits, scopedQuotas = {} }, at) {
  const hard = [quota || {}, ...Object.values(scopedQuotas).map((scoped) => scoped.hard)];
  const missing = [...new Set(hard.flatMap((amounts) => Object.keys(amounts)))].filter((counted) => {
    const [, kind = "requests", resource] = /^(?:(requests|limits)\.)?(cpu|memory|ephemeral-storage)$/.exec(counted) ?? [];
    return resource !== undefined && (limits === false || !isKnown(limits, resource, kind as "requests" | "limits"));
  });
  if (missing.length === 0) return;
  yield advice(
    "team-limits",
    at("limits"),
    `without defaults, the quota rejects pods that do not say what it counts (${listed(missing)})`,
    "set defaults here, or remove these amounts from `quota`",
  );
});

/** The bounds of pods ask for what their containers may leave out. */
const boundsKnown = eachApplication(["limits"], function* ({ limits }, at) {
  if (limits === false) return;
  const { pod = {}, maxLimitRequestRatio } = limits;
  const asked = [
    [["pod", "max"], pod.max, ["limits"]],
    [["pod", "min"], pod.min, ["requests"]],
    [["pod", "maxLimitRequestRatio"], pod.maxLimitRequestRatio, ["requests", "limits"]],
    [["maxLimitRequestRatio"], maxLimitRequestRatio, ["requests", "limits"]],
  ] as const;
  for (const [path, amounts = {}, kinds] of asked) {
    const missing = Object.keys(amounts).filter((resource) => kinds.some((kind) => !isKnown(limits, resource, kind)));
    if (missing.length === 0) continue;
    yield advice(
      "team-limits",
      at("limits", ...path),
      `rejects pods whose containers have no ${kinds.join(" and ")} of ${listed(missing)}`,
      "set them in `default` and `defaultRequest`, or remove them here",
    );
  }
  for (const [resource, least] of Object.entries(pod.min ?? {})) {
    const request = limits.defaultRequest[resource];
    if (request === undefined || amountOf(request) >= amountOf(least)) continue;
    yield advice(
      "team-limits",
      at("limits", "pod", "min", resource),
      `rejects pods of one container that says nothing, because it requests ${request}`,
      `raise \`defaultRequest\` to ${least}, or lower this`,
    );
  }
});

/** What a quota of requests, or of limits, counts of a resource. */
const requestKeys = (resource: string) => [resource, `requests.${resource}`];
const limitKeys = (resource: string) => [`limits.${resource}`];
/** The request of a device is its limit, and a quota counts it as a request. */
const greatestKeys = (resource: string) => (isNeverShared(resource) ? requestKeys : limitKeys)(resource);

/** What a pod or claim takes of the quota at least, where it says nothing, or at most. */
const taken: readonly (readonly [place: Place, quotaKeys: (resource: string) => readonly string[], what: "least" | "default" | "most"])[] =
  [
    ["min", (resource) => [...requestKeys(resource), ...limitKeys(resource)], "least"],
    ["pod.min", (resource) => [...requestKeys(resource), ...limitKeys(resource)], "least"],
    ["persistentVolumeClaim.min", requestKeys, "least"],
    ["defaultRequest", requestKeys, "default"],
    ["default", limitKeys, "default"],
    ["max", greatestKeys, "most"],
    ["pod.max", greatestKeys, "most"],
    ["persistentVolumeClaim.max", requestKeys, "most"],
  ];

/** A quota of 0 closes the namespace on purpose. */
const limitsWithinQuota = eachApplication(["quota", "limits"], function* ({ quota, limits }, at): Iterable<RuleResult> {
  if (quota === false || limits === false) return;
  for (const [place, quotaKeys, what] of taken) {
    for (const [resource, amount] of Object.entries(amountsAt(limits, place))) {
      const key = quotaKeys(resource).find((each) => quota[each] !== undefined && amountOf(quota[each]) < amountOf(amount));
      if (key === undefined || amountOf(quota[key]!) === 0) continue;
      const path = at("limits", ...keysOf(place), resource);
      const than = `${amount} is more than the quota ${key} of the namespace, ${quota[key]}`;
      if (what === "least") yield issue(path, `${than}, so nothing can be created; lower it, or raise \`quota\``);
      else if (what === "default")
        yield advice("team-limits", path, `${than}, so containers that say nothing are rejected`, "lower it, or raise `quota`");
      else yield advice("team-limits", path, `${than}, which allows less`, "lower it, or raise `quota`");
    }
  }
});

export const teamLimitRules: readonly Rule[] = [
  limitsOrdered,
  neverShared,
  bounded,
  ratiosFit,
  requestsKnown,
  boundsKnown,
  limitsWithinQuota,
];

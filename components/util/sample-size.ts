import { amountOf } from "./quantities";

/** CPU and memory of a container. */
export interface Amounts {
  readonly cpu: string;
  readonly memory: string;
}

/** What a pod of the sample web server asks for, and how many fit. */
export interface SampleSize {
  readonly requests: Amounts;
  readonly limits: Amounts;
  readonly minReplicas: number;
  /** 0 where there is no room for one pod. */
  readonly maxReplicas: number;
}

/** What bounds a namespace: a team's `quota` and `limits`. */
interface Bounds {
  readonly quota: false | Readonly<Record<string, string>>;
  readonly scopedQuotas?: Readonly<Record<string, ScopedQuota>> | undefined;
  readonly limits: false | (Range & { readonly pod?: Range | undefined });
}

interface ScopedQuota {
  readonly hard: Readonly<Record<string, string>>;
  readonly scopes?: readonly string[] | undefined;
  readonly priorityClasses?: readonly string[] | undefined;
}

type Range = { readonly [Key in "min" | "max" | "maxLimitRequestRatio"]?: Readonly<Record<string, string>> | undefined };

const wanted = { requests: { cpu: "50m", memory: "64Mi" }, limits: { cpu: "250m", memory: "128Mi" }, minReplicas: 2, maxReplicas: 6 };

/** As much as is wanted, within a LimitRange and a ResourceQuota; a pod more must fit while a new version rolls out. */
export function sampleSize({ quota, scopedQuotas = {}, limits: range }: Bounds): SampleSize {
  const ranges: readonly Range[] = range ? [range, range.pod ?? {}] : []; // a pod of the sample has one container
  const within = (name: keyof Amounts, amount: string) =>
    ranges.reduce((fitting, { min, max }) => smaller(larger(fitting, min?.[name]), max?.[name]), amount);
  const requests = { cpu: within("cpu", wanted.requests.cpu), memory: within("memory", wanted.requests.memory) };
  const limitOf = (name: keyof Amounts) => {
    const limit = within(name, wanted.limits[name]);
    const ratio = amountOf(limit) / amountOf(requests[name]);
    const exceeds = ranges.some(({ maxLimitRequestRatio: most }) => most?.[name] !== undefined && ratio > amountOf(most[name]));
    return exceeds ? requests[name] : limit;
  };
  const limits = { cpu: limitOf("cpu"), memory: limitOf("memory") };
  const quotas = [quota, ...Object.values(scopedQuotas).flatMap((scoped) => (countsSample(scoped) ? [scoped.hard] : []))];
  const fitting = Math.min(
    ...Object.entries(eachPod(requests, limits)).flatMap(([key, amount]) => quotas.map((each) => pods(each, key, amount))),
  );
  const replicas = fitsObjectQuota(quota) ? Math.max(0, fitting - 1) : 0;
  return { requests, limits, minReplicas: Math.min(wanted.minReplicas, replicas), maxReplicas: Math.min(wanted.maxReplicas, replicas) };
}

/** Pods of the sample have requests, no deadline, and no PriorityClass. */
function countsSample({ scopes = [], priorityClasses }: ScopedQuota): boolean {
  return priorityClasses === undefined && scopes.every((scope) => ["NotBestEffort", "NotTerminating"].includes(scope));
}

/** Objects of which the sample makes one each, by the quota's keys. Load balancers, claims and storage it leaves alone. */
const objects = [
  "services",
  "count/services",
  "count/serviceaccounts",
  "count/deployments.apps",
  "count/horizontalpodautoscalers.autoscaling",
  "count/ingresses.networking.k8s.io",
  "count/networkpolicies.networking.k8s.io",
  "count/poddisruptionbudgets.policy",
];

function fitsObjectQuota(quota: Bounds["quota"]): boolean {
  return quota === false || objects.every((key) => quota[key] === undefined || amountOf(quota[key]) >= 1);
}

/** What a pod takes of a quota, by the quota's keys. */
function eachPod(requests: Amounts, limits: Amounts): Record<string, string> {
  return {
    pods: "1",
    "count/pods": "1",
    cpu: requests.cpu,
    "requests.cpu": requests.cpu,
    "limits.cpu": limits.cpu,
    memory: requests.memory,
    "requests.memory": requests.memory,
    "limits.memory": limits.memory,
  };
}

function pods(quota: Bounds["quota"], key: string, amount: string): number {
  const hard = quota === false ? undefined : quota[key];
  return hard ? Math.floor(amountOf(hard) / amountOf(amount) + 1e-9) : Number.POSITIVE_INFINITY;
}

function larger(a: string, b: string | undefined): string {
  return b !== undefined && amountOf(b) > amountOf(a) ? b : a;
}

function smaller(a: string, b: string | undefined): string {
  return b !== undefined && amountOf(b) < amountOf(a) ? b : a;
}

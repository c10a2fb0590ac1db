// The critical path of a deployment: the longest chain of operations in which each waited for the one before it.
import { qualifiedTypeOf, urnOfReference } from "../../plan/engine/urn";
import type { Operation } from "../harness/fake-aws/types";
import type { StateResource } from "../harness/pulumi-stack/results";

/** An operation of the critical path. Seconds on the clock of the fake AWS. */
export interface Step {
  readonly urn: string;
  readonly stage: string;
  readonly start: number;
  readonly end: number;
  /** Seconds between the end of the previous operation and the start: the engine's own time, or a wait outside the dependency graph. */
  readonly idle: number;
}

/** Stages by part of the URN, innermost component first. kube-proxy and the Pod Identity Agent count as CNI. */
const stages: readonly (readonly [part: string, stage: string])[] = [
  ["::eks-vpc-cni", "CNI"],
  ["::eks-kube-proxy", "CNI"],
  ["::eks-eks-pod-identity-agent", "CNI"],
  ["eks-blueprints:index:NodePool", "nodes"],
  ["eks-blueprints:index:FargateProfile", "nodes"],
  ["eks-blueprints:index:Network", "network"],
  ["eks-blueprints:index:Cluster", "control plane"],
  ["eks-blueprints:index:Addons", "add-on"],
  ["eks-blueprints:index:Teams", "team"],
];

/** The stage of a resource. */
export function stageOf(urn: string): string {
  const text = `${qualifiedTypeOf(urn)}::${urn.split("::").slice(3).join("::")}`;
  return stages.find(([part]) => text.includes(part))?.[1] ?? "other";
}

/**
 * The chain of operations that ends last.
 * @param resources the state after the run, with its dependencies
 * @param operations creations, updates and deletions of one run
 */
export function criticalPath(resources: readonly StateResource[], operations: readonly Operation[]): Step[] {
  const byUrn = new Map(operations.map((operation) => [operation.urn, operation]));
  const waited = waitsOf(resources);
  const latest = (urns: Iterable<string>) =>
    [...urns].flatMap((urn) => byUrn.get(urn) ?? []).reduce<Operation | undefined>((a, b) => (a && a.end >= b.end ? a : b), undefined);
  const steps: Step[] = [];
  for (let at = latest(byUrn.keys()); at; ) {
    const { urn, start, end } = at;
    const before = latest(waited(urn));
    steps.unshift({ urn, stage: stageOf(urn), start, end, idle: start - (before?.end ?? 0) });
    at = before;
  }
  return steps;
}

/** All resources that each resource waits for, directly or indirectly. */
function waitsOf(resources: readonly StateResource[]): (urn: string) => ReadonlySet<string> {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const children = new Map<string, string[]>();
  for (const { urn, parent } of resources) if (parent) children.set(parent, [...(children.get(parent) ?? []), urn]);
  const within = (urn: string): string[] => (byUrn.get(urn)?.custom ? [urn] : [urn, ...(children.get(urn) ?? []).flatMap(within)]);
  const known = new Map<string, ReadonlySet<string>>();
  const waits = (urn: string): ReadonlySet<string> => {
    const found = known.get(urn);
    if (found) return found;
    const { parent, provider, dependencies = [] } = byUrn.get(urn) ?? {};
    const direct = [...dependencies.flatMap(within), ...(parent ? [parent] : []), ...(provider ? [urnOfReference(provider)] : [])];
    const all = new Set(direct);
    known.set(urn, all); // a component can be a parent of a resource that it waits for
    for (const one of direct) for (const further of waits(one)) all.add(further);
    all.delete(urn);
    return all;
  };
  return waits;
}

/** The stages of a critical path in order, with the seconds of each. */
export function stagesOf(steps: readonly Step[]): { readonly stage: string; readonly seconds: number }[] {
  const found: { stage: string; seconds: number }[] = [];
  for (const { stage, start, end, idle } of steps) {
    const last = found.at(-1);
    const seconds = end - start + idle;
    if (last?.stage === stage) last.seconds += seconds;
    else found.push({ stage, seconds });
  }
  return found;
}

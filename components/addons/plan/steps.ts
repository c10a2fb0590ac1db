import type { AnyAddon } from "../addon";
import { onFargate, type StackProfile } from "../stack-profile";
import { ancestors, type OrderedStep, orderSteps, type StepNode } from "./order";
import { nodesStep } from "./select";

/** The step that drains Karpenter's nodes at destroy. */
export const nodeDrainStep = "node-drain";

/** The order graph of a stack: its add-ons, `nodes` and `node-drain`. */
export function addonSteps(enabled: readonly AnyAddon[], profile: StackProfile): OrderedStep[] {
  const steps = withNodeDrain([...enabled.map((addon) => stepOf(addon, profile)), nodesStep], enabled, profile);
  return orderSteps(
    steps,
    steps.map(({ name }) => name),
  );
}

/**
 * Karpenter's nodes are deleted when no workload needs them: a namespace cannot be deleted before the API that an add-on's pods serve is
 * removed, an object not before its operator has removed the finalizer, a release not before its hooks have run. So everything
 * that is not needed until the last of these nodes is terminated depends on this step, and is deleted before it.
 */
function withNodeDrain(steps: readonly StepNode[], enabled: readonly AnyAddon[], profile: StackProfile): StepNode[] {
  const started = profile.autoMode || enabled.some(({ startsNodes }) => startsNodes);
  const needed = enabled.filter(({ startsNodes, outlivesNodes }) => startsNodes || (outlivesNodes && started)).map(({ name }) => name);
  const after = ["nodes", "coredns", ...needed]; // the controllers that terminate nodes resolve AWS endpoints by DNS
  const first = ancestors(steps, after);
  const waiting = steps.map((step) => (first.has(step.name) ? step : { ...step, after: [...(step.after ?? []), nodeDrainStep] }));
  return [...waiting, { name: nodeDrainStep, requires: [], after }];
}

/**
 * Required add-ons have been selected, or the cluster provides them: here requirements only determine the order.
 * With Pod Identity pods get their roles from the agent; add-ons before the nodes have no pods yet, and the nodes wait for the agent.
 * If only Karpenter starts nodes, pods that do not run on Fargate need it, also at destroy: otherwise nodes whose pods cannot be drained would remain.
 */
function stepOf(addon: AnyAddon, profile: StackProfile): StepNode {
  const early = addon.before?.includes("nodes") ?? false;
  const agent = addon.identity !== undefined && profile.identity === "podIdentity" && !early;
  const started = addon.requires.includes("nodes") && profile.fargateFirst && profile.nodes && !onFargate(profile, addon.namespace);
  return {
    ...addon,
    requires: [],
    after: [...addon.requires, ...(addon.after ?? []), ...(agent ? ["eks-pod-identity-agent"] : []), ...(started ? ["karpenter"] : [])],
  };
}

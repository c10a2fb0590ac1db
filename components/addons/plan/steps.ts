import type { AnyAddon } from "../addon";
import { onFargate, type StackProfile } from "../stack-profile";
import { ancestors, type OrderedStep, orderSteps, type StepNode } from "./order";
import { nodesStep } from "./select";

/** The step at which the nodes that Karpenter started end at destroy. */
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
 * Nodes that Karpenter started go when nothing needs them any more: a namespace is not gone before the API that an add-on's pods serve is
 * gone, an object not before the operator whose finalizer it carries has let it go, a release not before its hooks have run. So all that is
 * not needed until the last of these nodes has ended waits for the step, and at destroy goes first.
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
 * What is required has been selected, or the cluster brings it: here it only orders.
 * Under Pod Identity pods get their roles from the agent; what comes before the nodes has no pods yet, and the nodes wait for the agent.
 * Where Karpenter alone starts nodes, pods that are not for Fargate need it, also at destroy: nodes of pods that cannot be drained would stay.
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

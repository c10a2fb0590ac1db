// The offline plan beside the real engine: what both say of each resource, and where they differ.
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { differences } from "../../plan/diff/differences";
import { pathText } from "../../plan/diff/paths";
import { urnOfReference } from "../../plan/engine/urn";
import { encode, encodeAll, REFERENCE, SECRET, SIGNATURE, UNKNOWN_TEXT, type Wire, type WireObject } from "../../plan/engine/values";
import type { PlannedResource, Value } from "../../plan/types";
import type { StateResource } from "../harness/pulumi-stack/results";

/** What is told of a resource, as plain data, by its URN. */
export type Reported = Readonly<Record<string, WireObject>>;

const sorted = (urns: readonly string[] | undefined) => [...(urns ?? [])].sort();

/** A registration's edges; those of properties that come from nowhere are left out. */
function edges(dependencies: readonly string[] | undefined, byProperty: Readonly<Record<string, readonly string[] | null>> | undefined) {
  const filled = Object.entries(byProperty ?? {}).filter((entry): entry is [string, readonly string[]] => (entry[1]?.length ?? 0) > 0);
  return { dependencies: sorted(dependencies), propertyDependencies: Object.fromEntries(filled.map(([key, urns]) => [key, sorted(urns)])) };
}

/** Identities of providers are random. */
const providerOf = (reference: string | undefined) => (reference ? urnOfReference(reference) : "");

/** The engine's own notes among the inputs of providers. */
function withoutNotes({ __internal, ...inputs }: WireObject): WireObject {
  return inputs;
}

/** The id in place of a resource: so the engine hands it to providers that know of no resources. */
function withIds(wire: Wire): Wire {
  if (wire === null || typeof wire !== "object") return wire;
  if (Array.isArray(wire)) return wire.map(withIds);
  if (wire[SIGNATURE] === REFERENCE) return wire.id || UNKNOWN_TEXT;
  return Object.fromEntries(Object.entries(wire).map(([key, value]) => [key, withIds(value)]));
}

/** Secrets by what they hold, as the state shows them in the open and the plan keeps them; resources by their URN alone. */
function legible(wire: Wire): Wire {
  if (wire === null || typeof wire !== "object") return wire;
  if (Array.isArray(wire)) return wire.map(legible);
  if (wire[SIGNATURE] === REFERENCE) return { resource: wire.urn! };
  if (wire[SIGNATURE] === SECRET) {
    return { secret: legible(typeof wire.plaintext === "string" ? (JSON.parse(wire.plaintext) as Wire) : (wire.value ?? null)) };
  }
  return Object.fromEntries(Object.entries(wire).map(([key, value]) => [key, legible(value)]));
}

/** What state and plan tell in the same words. */
function registered(resource: StateResource | PlannedResource): WireObject {
  return {
    type: resource.type,
    custom: resource.custom,
    parent: resource.parent ?? "",
    provider: providerOf(resource.provider),
    protect: resource.protect ?? false,
    external: resource.external ?? false,
    retainOnDelete: resource.retainOnDelete ?? false,
    deletedWith: resource.deletedWith ?? "",
    ignoreChanges: sorted(resource.ignoreChanges),
    replaceOnChanges: sorted(resource.replaceOnChanges),
    additionalSecretOutputs: sorted(resource.additionalSecretOutputs),
    customTimeouts: { ...resource.customTimeouts },
    ...edges(resource.dependencies, resource.propertyDependencies),
  };
}

/** After a deployment, as the stack's state has it. */
export function reportedByState(resources: readonly StateResource[]): Reported {
  const told = (resource: StateResource) => ({
    ...registered(resource),
    inputs: legible(withoutNotes(resource.inputs ?? {})),
    outputs: legible(resource.outputs ?? {}),
  });
  return Object.fromEntries(resources.map((resource) => [resource.urn, told(resource)]));
}

/** The same of a plan. */
export function reportedByPlan(resources: readonly PlannedResource[]): Reported {
  const told = (resource: PlannedResource) => ({
    ...registered(resource),
    inputs: legible(withIds(encodeAll(resource.inputs))),
    outputs: legible(encodeAll(resource.outputs)),
  });
  return Object.fromEntries(resources.map((resource) => [resource.urn, told(resource)]));
}

/** In a preview, as its events tell it: secrets are not shown. */
export function reportedByEvents(events: readonly EngineEvent[]): Reported {
  const shown = events.flatMap(({ resourcePreEvent }) => resourcePreEvent?.metadata.new ?? []);
  return Object.fromEntries(
    shown.map(({ urn, type, custom, parent, protect, provider, inputs }) => [
      urn,
      {
        type,
        custom: custom ?? false,
        parent: parent ?? "",
        protect: protect ?? false,
        provider: providerOf(provider),
        inputs: masked(withoutNotes((inputs ?? {}) as WireObject)),
      },
    ]),
  );
}

/** The same of a plan that was made as a preview. */
export function shownByPlan(resources: readonly PlannedResource[]): Reported {
  return Object.fromEntries(
    resources.map(({ urn, type, custom, parent, protect, provider, inputs }) => [
      urn,
      {
        type,
        custom,
        parent: parent ?? "",
        protect,
        provider: providerOf(provider),
        inputs: masked(withIds(encodeAll(inputs))) as WireObject,
      },
    ]),
  );
}

function masked(wire: Wire): Wire {
  if (wire === null || typeof wire !== "object") return wire;
  if (Array.isArray(wire)) return wire.map(masked);
  if (wire[SIGNATURE] === SECRET) return "[secret]";
  return Object.fromEntries(Object.entries(wire).map(([key, value]) => [key, masked(value)]));
}

/** Every difference on a line of its own; none where both say the same. */
export function disagreements(plan: Reported, engine: Reported): string[] {
  const name = (urn: string) => urn.split("::").slice(2).join("::").split("$").at(-1)!;
  const urns = [...new Set([...Object.keys(plan), ...Object.keys(engine)])].sort();
  return urns.flatMap((urn) => {
    const [planned, real] = [plan[urn], engine[urn]];
    if (!planned) return [`${name(urn)}: the engine has it, the plan does not`];
    if (!real) return [`${name(urn)}: the plan has it, the engine does not`];
    return differences(planned as Value, real as Value).map(
      ({ path, from, to }) => `${name(urn)} ${pathText(path)}: plan ${text(from)}, engine ${text(to)}`,
    );
  });
}

const text = (value: Value | undefined) => (value === undefined ? "nothing" : JSON.stringify(encode(value)).slice(0, 200));

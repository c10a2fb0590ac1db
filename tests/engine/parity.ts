// Compares the offline plan with the Pulumi engine, resource by resource.

import type { EngineEvent } from "@pulumi/pulumi/automation";
import { mapValues } from "../../components/util/map-values";
import { differences } from "../../plan/diff/differences";
import { pathText } from "../../plan/diff/paths";
import { urnOfReference } from "../../plan/engine/urn";
import { encode, encodeAll, REFERENCE, SECRET, SIGNATURE, UNKNOWN_TEXT, type Wire, type WireObject } from "../../plan/engine/values";
import type { PlannedResource, Value } from "../../plan/types";
import type { StateResource } from "../harness/pulumi-stack/results";

/** What is reported about each resource, as plain data, by URN. */
export type Reported = Readonly<Record<string, WireObject>>;

const sorted = (urns: readonly string[] | undefined) => [...(urns ?? [])].sort();

/** The dependencies of a registration, without properties that have none. */
function edges(dependencies: readonly string[] | undefined, byProperty: Readonly<Record<string, readonly string[] | null>> | undefined) {
  const filled = Object.entries(byProperty ?? {}).filter((entry): entry is [string, readonly string[]] => (entry[1]?.length ?? 0) > 0);
  return { dependencies: sorted(dependencies), propertyDependencies: Object.fromEntries(filled.map(([key, urns]) => [key, sorted(urns)])) };
}

/** Provider ids are random and omitted. */
const providerOf = (reference: string | undefined) => (reference ? urnOfReference(reference) : "");

/** Removes the engine's own data from the inputs of providers. */
function withoutInternal({ __internal, ...inputs }: WireObject): WireObject {
  return inputs;
}

/** Replaces a resource by its id, as the engine does for providers without support for resource references. */
function withIds(wire: Wire): Wire {
  if (wire === null || typeof wire !== "object") return wire;
  if (Array.isArray(wire)) return wire.map(withIds);
  if (wire[SIGNATURE] === REFERENCE) return wire.id || UNKNOWN_TEXT;
  return mapValues(wire, (_, value) => withIds(value));
}

/** Secrets as their plain values, as in the decrypted state; resources as their URN. */
function decrypted(wire: Wire): Wire {
  if (wire === null || typeof wire !== "object") return wire;
  if (Array.isArray(wire)) return wire.map(decrypted);
  if (wire[SIGNATURE] === REFERENCE) return { resource: wire.urn! };
  if (wire[SIGNATURE] === SECRET) {
    return { secret: decrypted(typeof wire.plaintext === "string" ? (JSON.parse(wire.plaintext) as Wire) : (wire.value ?? null)) };
  }
  return mapValues(wire, (_, value) => decrypted(value));
}

/** The fields that state and plan have in common. */
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

/** The resources of a stack's state after a deployment. */
export function reportedByState(resources: readonly StateResource[]): Reported {
  const report = (resource: StateResource) => ({
    ...registered(resource),
    inputs: decrypted(withoutInternal(resource.inputs ?? {})),
    outputs: decrypted(resource.outputs ?? {}),
  });
  return Object.fromEntries(resources.map((resource) => [resource.urn, report(resource)]));
}

/** The resources of a plan. */
export function reportedByPlan(resources: readonly PlannedResource[]): Reported {
  const report = (resource: PlannedResource) => ({
    ...registered(resource),
    inputs: decrypted(withIds(encodeAll(resource.inputs))),
    outputs: decrypted(encodeAll(resource.outputs)),
  });
  return Object.fromEntries(resources.map((resource) => [resource.urn, report(resource)]));
}

/** The resources in the events of a preview, which hide secrets. */
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
        inputs: masked(withoutInternal((inputs ?? {}) as WireObject)),
      },
    ]),
  );
}

/** The resources of a plan in preview mode. */
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
  return mapValues(wire, (_, value) => masked(value));
}

/** One line per difference. */
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

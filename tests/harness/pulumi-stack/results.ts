// Results of engine runs: states and summaries.
import type { EngineEvent } from "@pulumi/pulumi/automation";
import type { WireObject } from "../../../plan/engine/values";

/** A resource in a stack's state, with values in the engine's wire format. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly id?: string;
  readonly parent?: string;
  readonly provider?: string;
  readonly inputs?: WireObject;
  readonly outputs?: WireObject;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
  readonly protect?: boolean;
  readonly external?: boolean;
  readonly delete?: boolean;
  readonly retainOnDelete?: boolean;
  readonly deletedWith?: string;
  readonly ignoreChanges?: readonly string[];
  readonly replaceOnChanges?: readonly string[];
  readonly additionalSecretOutputs?: readonly string[];
  readonly customTimeouts?: Readonly<Record<string, number>>;
}

export interface Deployment {
  readonly resources?: readonly StateResource[];
  readonly pending_operations?: readonly { readonly type: string; readonly resource: StateResource }[];
}

/** Counts of the run's summary: `create`, `update`, `same`, ... */
export function changesOf(events: readonly EngineEvent[]): Readonly<Record<string, number>> {
  const summary = events.find(({ summaryEvent }) => summaryEvent)?.summaryEvent;
  return (summary?.resourceChanges ?? {}) as Readonly<Record<string, number>>;
}

import type { PlannedResource, Simulation, Value, Values } from "../types";
import { type Alias, packageOf, type Target } from "./urn";

/** A package of resources and its version, as in a request. */
export interface PackageRequest {
  readonly name: string;
  readonly version?: string;
  readonly pluginDownloadUrl?: string;
}

/** The result of a registration after transforms. */
export interface Goal {
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  readonly parent?: string;
  readonly inputs: Values;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly package: PackageRequest;
  /** Reference `<urn>::<id>`; absent: the default provider. */
  readonly provider?: string;
  /** Of a component, for its children: package to reference. */
  readonly providers: Readonly<Record<string, string>>;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly deleteBeforeReplace?: boolean;
  readonly deletedWith?: string;
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  readonly additionalSecretOutputs: readonly string[];
  readonly aliases: readonly Alias[];
  /** Seconds. */
  readonly customTimeouts: Readonly<Record<string, number>>;
  readonly replaceWith: readonly string[];
  readonly importID?: string;
  readonly resourceHooks: Readonly<Record<string, readonly string[]>>;
  readonly simulatedBy?: string;
}

export const emptyGoal = (type: string, name: string): Goal => ({
  type,
  name,
  custom: false,
  inputs: {},
  dependencies: [],
  propertyDependencies: {},
  package: { name: packageOf(type) },
  providers: {},
  ignoreChanges: [],
  replaceOnChanges: [],
  additionalSecretOutputs: [],
  aliases: [],
  customTimeouts: {},
  replaceWith: [],
  resourceHooks: {},
});

/** A resource of the plan while the program runs. */
export interface State extends PlannedResource {
  id?: Value;
  provider?: string;
  /** Refused, or dependent on a refused resource: it has no outputs. */
  failed: boolean;
  readonly goal: Goal;
}

export function stateOf(urn: string, goal: Goal, aliases: readonly string[]): State {
  const { type, name, custom, parent, deletedWith, importID, simulatedBy } = goal;
  return {
    urn,
    type,
    name,
    custom,
    ...(parent && { parent }),
    inputs: goal.inputs,
    outputs: {},
    dependencies: goal.dependencies,
    propertyDependencies: goal.propertyDependencies,
    protect: goal.protect ?? false,
    ignoreChanges: goal.ignoreChanges,
    replaceOnChanges: goal.replaceOnChanges,
    deleteBeforeReplace: goal.deleteBeforeReplace ?? false,
    retainOnDelete: goal.retainOnDelete ?? false,
    aliases,
    ...(goal.additionalSecretOutputs.length > 0 && { additionalSecretOutputs: goal.additionalSecretOutputs }),
    ...(Object.keys(goal.customTimeouts).length > 0 && { customTimeouts: goal.customTimeouts }),
    ...(deletedWith && { deletedWith }),
    ...(goal.replaceWith.length > 0 && { replaceWith: goal.replaceWith }),
    ...(importID && { importID }),
    ...(Object.keys(goal.resourceHooks).length > 0 && { resourceHooks: goal.resourceHooks }),
    ...(simulatedBy && { simulatedBy }),
    failed: false,
    goal,
  };
}

export interface DeploymentOptions extends Target {
  /** Directory of the program, from which the SDKs of providers resolve. */
  readonly directory: string;
  readonly config: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
  readonly preview: boolean;
  readonly simulation: Simulation;
  readonly onResource?: () => void;
}

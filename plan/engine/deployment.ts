// The resources of one run: what the step generator and the providers of the real engine keep in the state of a stack.

import { hasUnknown } from "../simulation/values";
import { type LogLine, Secret, SimulationError, UNKNOWN, type Values } from "../types";
import { builtinOutputs, isBuiltin, readStackReference } from "./builtins";
import { defaultInputs, defaultName, refuseIfDisabled, withVersion } from "./default-providers";
import { messageOf, type ProgramProblem } from "./errors";
import { type DeploymentOptions, emptyGoal, type Goal, type PackageRequest, type State, stateOf } from "./goal";
import { aliasUrns, isProvider, packageOfReference, providerType, STACK_TYPE, urnOf, urnOfReference, uuidOf } from "./urn";
import { hideEchoes, revealAll, UNKNOWN_TEXT } from "./values";

export class Deployment {
  readonly resources = new Map<string, State>();
  readonly problems: ProgramProblem[] = [];

  constructor(
    readonly options: DeploymentOptions,
    readonly log: LogLine[],
  ) {}

  /** All errors of resources are recorded and the program continues, as with `--continue-on-error`, so that the report is complete. */
  refuse(state: State, error: unknown): void {
    state.failed = true;
    this.problems.push({ urn: state.urn, message: messageOf(error) });
  }

  /** Adds a resource to the plan. It is refused if it is invalid or depends on a refused resource. */
  add(goal: Goal): State {
    const { type, name, parent, custom } = goal;
    if (parent && !this.resources.has(parent)) throw new SimulationError(`could not find parent resource ${parent}`);
    const urn = urnOf(this.options, parent, type, name);
    const parentAliases = (parent && this.resources.get(parent)?.aliases) || [];
    const state = stateOf(urn, goal, aliasUrns(this.options, goal, parentAliases));
    if (this.resources.has(urn)) {
      this.refuse(state, new SimulationError(`Duplicate resource URN '${urn}'; try giving it a unique name`));
      return state;
    }
    this.resources.set(urn, state);
    this.options.onResource?.();
    try {
      if (custom && !isProvider(type)) state.provider = goal.provider ?? this.defaultProvider(goal.package, type);
      state.failed = this.needsFailed(state);
    } catch (error) {
      this.refuse(state, error);
    }
    return state;
  }

  /** Dependents of a refused resource are not validated: their inputs are incomplete. */
  private needsFailed({ parent, dependencies, deletedWith, provider }: State): boolean {
    return [...dependencies, parent, deletedWith, provider && urnOfReference(provider)].some((urn) => {
      const need = urn ? this.resources.get(urn) : undefined;
      return need?.failed && need.type !== STACK_TYPE;
    });
  }

  /** Gives a custom resource its ID and outputs. */
  create(state: State): void {
    const { type, urn, inputs } = state;
    const { simulation, preview } = this.options;
    const request = this.request(state);
    let outputs: Values;
    if (isBuiltin(type)) {
      state.id = preview ? UNKNOWN : uuidOf(urn);
      outputs = builtinOutputs(type, inputs);
    } else {
      const simulated = simulation.resource(request);
      state.id = state.importID ?? simulated.id;
      // A provider with unknown configuration is not called: all outputs are unknown (Create in provider_plugin.go).
      outputs = preview && hasUnknown(request.provider) ? {} : simulated.outputs;
    }
    if (isProvider(type)) {
      state.id = preview ? UNKNOWN_TEXT : uuidOf(urn);
      outputs = request.inputs;
    }
    this.fill(state, outputs, inputs);
  }

  /** `X.get(name, id)`: read, not managed. */
  read(state: State, id: string): void {
    const { simulation, preview } = this.options;
    Object.assign(state, { external: true, id });
    try {
      if (state.type === "pulumi:pulumi:StackReference") this.fill(state, readStackReference(state.inputs.name ?? id, preview), {});
      else if (!simulation.read) throw new SimulationError("existing resources cannot be read offline");
      else this.fill(state, simulation.read({ ...this.request(state), id }), state.inputs);
    } catch (error) {
      this.refuse(state, error);
    }
  }

  private request({ type, name, urn, inputs, provider }: State) {
    const { preview, directory } = this.options;
    return { type, name, urn, inputs: revealAll(inputs), provider: this.providerInputs(provider), preview, directory };
  }

  private fill(state: State, outputs: Values, inputs: Values): void {
    const { additionalSecretOutputs = [] } = state;
    const filled = { ...hideEchoes(outputs, inputs) };
    for (const key of additionalSecretOutputs) {
      const value = filled[key];
      if (value !== undefined && !(value instanceof Secret)) filled[key] = new Secret(value);
    }
    state.outputs = filled;
  }

  /** Inputs of a provider, by its reference. */
  providerInputs(reference: string | undefined): Values {
    return reference ? revealAll(this.resources.get(urnOfReference(reference))?.inputs ?? {}) : {};
  }

  /** Reference of a package's default provider, which is added to the plan when it is first needed. */
  defaultProvider(asked: PackageRequest, type: string): string {
    const { options } = this;
    const request = withVersion(asked, options.directory);
    refuseIfDisabled(request, type, options);
    const provider = providerType(request.name);
    const name = defaultName(request);
    const urn = urnOf(options, undefined, provider, name);
    const id = options.preview ? UNKNOWN_TEXT : uuidOf(urn);
    if (!this.resources.has(urn)) {
      const inputs = defaultInputs(request, options);
      const state = stateOf(urn, { ...emptyGoal(provider, name), custom: true, inputs }, []);
      this.resources.set(urn, Object.assign(state, { id, outputs: inputs }));
    }
    return `${urn}::${id}`;
  }

  /**
   * The provider of a package that a parent passes to its children (inheritFromParent and resolveProvider in source_eval.go, `__providers`
   * in the SDK).
   */
  inheritedProvider(parent: string | undefined, name: string): string | undefined {
    const own = parent && this.resources.get(parent)?.provider;
    if (own && packageOfReference(own) === name) return own;
    for (let urn = parent; urn; urn = this.resources.get(urn)?.parent) {
      const { providers, provider } = this.resources.get(urn)!.goal;
      if (providers[name]) return providers[name];
      if (provider && packageOfReference(provider) === name) return provider;
    }
    return undefined;
  }
}

// Registers every resource, of the program or of a simulated component: inherit options, transform, add to the plan, simulate
// (RegisterResource in pkg/resource/deploy/source_eval.go).
import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import type { RegisterResourceHookRequest, TransformResourceOptions } from "@pulumi/pulumi/proto/resource_pb";
import { type ChildRequest, type Registered, SimulationError, UNKNOWN, type Values } from "../types";
import type { Callbacks, Hook } from "./callbacks";
import { withVersion } from "./default-providers";
import type { Deployment } from "./deployment";
import { emptyGoal, type Goal, type PackageRequest, type State } from "./goal";
import { dependenciesOf, withDependencies } from "./output-values";
import { goalOptions, inherit, optionsOfChild } from "./resource-options";
import type { Sdk } from "./sdk";
import { isProvider, packageOf, packageOfProvider } from "./urn";
import { decodeAll, encodeAll, type WireObject } from "./values";

export interface Registration {
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  /** A component of another process, which the simulation expands. */
  readonly remote: boolean;
  readonly parent?: string;
  readonly props: WireObject;
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly options: TransformResourceOptions;
  readonly transforms: readonly Callback[];
  /** The package that serves it if no provider is given. */
  readonly package: PackageRequest;
  readonly simulatedBy?: string;
}

/** A registered resource, and the dependencies of each output of a component. */
export interface Outcome {
  readonly state: State;
  readonly outputDependencies: Readonly<Record<string, readonly string[]>>;
}

/** A child was refused, which is already reported: its component stops. */
class ChildRefused extends Error {}

export class Registrar {
  readonly stackTransforms: Callback[] = [];
  private readonly hooks = new Map<string, Hook>();
  private readonly transforms = new Map<string, readonly Callback[]>();

  constructor(
    private readonly sdk: Sdk,
    private readonly deployment: Deployment,
    private readonly callbacks: Callbacks,
  ) {}

  async register(registration: Registration): Promise<Outcome> {
    const result = await this.goalOf(registration).catch((error: Error) => error);
    if (result instanceof Error) return { state: this.refused(registration, result), outputDependencies: {} };
    const { goal, wire } = result;
    // A component of another process registers itself there, without inputs.
    const state = this.deployment.add(registration.remote ? { ...goal, inputs: {}, propertyDependencies: {} } : goal);
    if (registration.transforms.length > 0) this.transforms.set(state.urn, registration.transforms);
    const outputDependencies: Record<string, readonly string[]> = {};
    if (!state.failed) {
      try {
        if (state.resourceHooks) await this.runHooks(state, "BeforeCreate");
        if (registration.remote) state.outputs = await this.expand(state, goal, wire, outputDependencies);
        else if (state.custom) this.deployment.create(state);
        if (state.resourceHooks) await this.runHooks(state, "AfterCreate");
      } catch (error) {
        if (error instanceof ChildRefused) state.failed = true;
        else this.deployment.refuse(state, error);
      }
    }
    return { state, outputDependencies };
  }

  /** A resource whose transform failed or whose options are invalid. */
  private refused({ type, name, custom, parent }: Registration, error: Error): State {
    const state = this.deployment.add({ ...emptyGoal(type, name), custom, ...(parent && { parent }) });
    this.deployment.refuse(state, error);
    return state;
  }

  private async goalOf(registration: Registration): Promise<{ goal: Goal; wire: WireObject }> {
    const { type, name, custom, remote, parent, transforms, simulatedBy } = registration;
    const { deployment } = this;
    let { props, propertyDependencies, options } = registration;
    inherit(options, parent ? deployment.resources.get(parent) : undefined);
    const served = (custom && !isProvider(type)) || remote;
    if (served && !options.getProvider()) {
      const own = registration.package.name;
      options.setProvider(options.getProvidersMap().get(own) ?? deployment.inheritedProvider(parent, own) ?? "");
    }
    if (transforms.length > 0) props = withDependencies(props, propertyDependencies);
    for (const transform of [...transforms, ...this.inheritedTransforms(parent)])
      ({ props, options } = await this.callbacks.transform(transform, { type, name, custom, parent }, props, options));

    const dependencies = new Set(options.getDependsOnList());
    const comeFrom = Object.entries(props).map(([key, value]) => {
      const urns = dependenciesOf(value, new Set(transforms.length > 0 ? [] : propertyDependencies[key]));
      if (transforms.length > 0) for (const urn of urns) dependencies.add(urn);
      return [key, [...urns].sort()] as const;
    });
    propertyDependencies = Object.fromEntries(comeFrom.filter(([, urns]) => urns.length > 0));
    const version = options.getVersion();
    const pluginDownloadUrl = options.getPluginDownloadUrl();
    const inputs = decodeAll(props);
    const goal: Goal = {
      ...emptyGoal(type, name),
      ...goalOptions(options),
      custom,
      ...(parent && { parent }),
      inputs: isProvider(type)
        ? { ...inputs, ...(version && { version }), ...(pluginDownloadUrl && { pluginDownloadURL: pluginDownloadUrl }) }
        : inputs,
      dependencies: [...dependencies].sort(),
      propertyDependencies,
      package: { ...registration.package, ...(version && { version }) },
      ...(simulatedBy && { simulatedBy }),
    };
    return { goal, wire: props };
  }

  private inheritedTransforms(parent: string | undefined): Callback[] {
    const found: Callback[] = [];
    if (this.transforms.size > 0)
      for (let urn = parent; urn; urn = this.deployment.resources.get(urn)?.parent) found.push(...(this.transforms.get(urn) ?? []));
    return [...found, ...this.stackTransforms];
  }

  private async expand(state: State, goal: Goal, wire: WireObject, comesFrom: Record<string, readonly string[]>): Promise<Values> {
    const { type, name, urn } = state;
    const { deployment } = this;
    const { simulation, preview, directory } = deployment.options;
    const provider = deployment.providerInputs(goal.provider ?? deployment.defaultProvider(goal.package, type));
    const invoke = (token: string, args: Values) => {
      const own = deployment.inheritedProvider(urn, packageOf(token)) ?? deployment.defaultProvider({ name: packageOf(token) }, token);
      return simulation.invoke({ token, args, provider: deployment.providerInputs(own), preview, directory });
    };
    const inputs = decodeAll(wire);
    const { propertyDependencies } = goal;
    return simulation.expand(
      {
        type,
        name,
        urn,
        inputs,
        provider,
        preview,
        directory,
        propertyDependencies,
        invoke,
        outputDependencies: (output, urns) => {
          comesFrom[output] = urns;
        },
      },
      (child) => this.registerChild(child, state),
    );
  }

  private async registerChild(child: ChildRequest, component: State): Promise<Registered> {
    const options = optionsOfChild(this.sdk, child);
    // The SDK of a provider sends its version. A component of another process has its own SDK, here the installed one.
    if (isProvider(child.type))
      options.setVersion(withVersion({ name: packageOfProvider(child.type) }, this.deployment.options.directory).version ?? "");
    const { state } = await this.register({
      type: child.type,
      name: child.name,
      custom: child.custom,
      remote: false,
      parent: child.parent ?? component.urn,
      props: encodeAll(child.inputs),
      propertyDependencies: child.propertyDependencies ?? {},
      options,
      transforms: [],
      package: { name: packageOf(child.type) },
      simulatedBy: component.type,
    });
    if (state.failed) throw new ChildRefused(`${state.urn} was refused`);
    return { urn: state.urn, id: state.id ?? UNKNOWN, outputs: state.outputs };
  }

  addHook(request: RegisterResourceHookRequest): void {
    const name = request.getName();
    if (this.hooks.has(name)) throw new SimulationError(`resource hook already registered for name "${name}"`);
    const ignoreErrors = request.getIgnoreErrors();
    this.hooks.set(name, { callback: request.getCallback()!, onDryRun: request.getOnDryRun(), ignoreErrors });
  }

  private async runHooks(state: State, kind: "BeforeCreate" | "AfterCreate"): Promise<void> {
    for (const name of state.resourceHooks?.[kind] ?? []) {
      const hook = this.hooks.get(name);
      if (!hook) throw new SimulationError(`hook "${name}" was not registered`);
      const objection = hook.onDryRun ? await this.callbacks.hook(hook, state) : "";
      if (objection && hook.ignoreErrors)
        this.deployment.log.push({ severity: "warning", message: `${kind} hook "${name}" failed: ${objection}`, urn: state.urn });
      else if (objection) throw new SimulationError(`${kind === "BeforeCreate" ? "before" : "after"} hook "${name}" failed: ${objection}`);
    }
  }
}

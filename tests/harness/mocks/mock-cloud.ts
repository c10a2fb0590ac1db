// What resources and calls answer under the unit tests' mocks: the plan's own simulation, so that tests and plan cannot differ.
import { packageOf, type Target, urnOf, urnOfReference } from "../../../plan/engine/urn";
import { decodeAll, encodeAll, hideEchoes, type WireObject } from "../../../plan/engine/values";
import { createSimulation } from "../../../plan/simulation";
import type { SimulatedResource } from "../../../plan/simulation/state-store";
import { plainValues } from "../../../plan/simulation/values";
import type { RegisterChild, ResourceRequest, Values } from "../../../plan/types";

// biome-ignore lint/suspicious/noExplicitAny: tests look into inputs of any resource
export type Inputs = Record<string, any>;

/** A resource as the SDK requests it. */
export interface MockRequest extends Pick<ResourceRequest, "type" | "name" | "urn"> {
  readonly custom: boolean;
  readonly inputs: WireObject;
  /** `<urn>::<id>` of its explicit provider. */
  readonly provider?: string;
  /** The same of a component's explicit providers, by package. */
  readonly providers: Readonly<Record<string, string>>;
  /** Of a resource that is only read. */
  readonly id?: string;
}

export interface MockAnswer {
  readonly id?: string;
  readonly state: WireObject;
}

/** Children of remote components, which other resources' outputs refer to. */
type OnChild = (urn: string, answer: MockAnswer) => void;

/** The simulated cloud of one stack. */
export class MockCloud {
  private readonly simulation = createSimulation();
  private readonly providers = new Map<string, Values>();

  /** @param region of the default provider */
  constructor(
    private readonly target: Target,
    private readonly region: string,
    private readonly preview: boolean,
  ) {}

  /** Id and outputs. A component of this project has none. */
  async resource(requested: MockRequest, onChild: OnChild): Promise<MockAnswer> {
    const { custom, type, name, urn, provider, id } = requested;
    const inputs = decodeAll(requested.inputs);
    if (type.startsWith("pulumi:providers:")) {
      this.providers.set(urn, inputs);
      return { id: `${name}-id`, state: requested.inputs };
    }
    const request = { type, name, urn, inputs, ...this.environment(provider) };
    if (id) return answer({ id, outputs: this.simulation.read!({ ...request, inputs: plainValues(inputs), id }) }, inputs);
    if (custom) return answer(this.simulation.resource({ ...request, inputs: plainValues(inputs) }), inputs);
    if (!this.simulation.isComponent(type)) return { state: {} };
    return { state: encodeAll(await this.expand(request, requested.providers, onChild)) };
  }

  call(token: string, args: Inputs, provider?: string): Inputs {
    return encodeAll(this.simulation.invoke({ token, args: decodeAll(args as WireObject), ...this.environment(provider) }));
  }

  private environment(provider = ""): Pick<ResourceRequest, "provider" | "preview" | "directory"> {
    const explicit = provider && this.providers.get(urnOfReference(provider));
    return { provider: { region: this.region, ...(explicit || {}) }, preview: this.preview, directory: process.cwd() };
  }

  private expand(component: ResourceRequest, providers: MockRequest["providers"], onChild: OnChild): Promise<Values> {
    const environmentOf = (token: string) => this.environment(providers[packageOf(token)]);
    const register: RegisterChild = async ({ type, name, custom, inputs, parent = component.urn }) => {
      const urn = urnOf(this.target, parent, type, name);
      if (!custom) return { urn, id: "", outputs: {} };
      const made = this.simulation.resource({ type, name, urn, inputs: plainValues(inputs), ...environmentOf(type) });
      onChild(urn, answer(made, inputs));
      return { urn, id: made.id, outputs: hideEchoes(made.outputs, inputs) };
    };
    return this.simulation.expand(
      {
        ...component,
        propertyDependencies: {},
        invoke: (token, args) => this.simulation.invoke({ token, args, ...environmentOf(token) }),
        outputDependencies: () => {},
      },
      register,
    );
  }
}

/** On the wire; outputs that echo a secret input are secret too. An id that only a deployment knows is left out. */
function answer({ id, outputs }: SimulatedResource, inputs: Values): MockAnswer {
  return { ...(typeof id === "string" && { id }), state: encodeAll(hideEchoes(outputs, inputs)) };
}

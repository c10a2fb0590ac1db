// The simulated cloud: plain functions from inputs to outputs, a file per provider. Shared by the plan and by provider processes in tests.
import { type CallRequest, type ReadRequest, Reference, type ResourceRequest, type Simulation, type Value, type Values } from "../types";
import { awsRead, awsResource } from "./aws";
import { awsInvoke } from "./aws/invokes";
import { awsxComponents } from "./awsx";
import { eksComponents, getKubeconfig, randomSuffix } from "./eks";
import { type Expansion, Scope } from "./expansion/scope";
import { kubernetesRead, kubernetesResource } from "./kubernetes";
import { configuration, echo, providerResource } from "./providers";
import { checkInputs } from "./schema/check";
import { declarationOf } from "./schema/declarations";
import { refuse } from "./values";

const components: Readonly<Record<string, Expansion>> = { ...awsxComponents, ...eksComponents };

interface State {
  readonly type: string;
  readonly id: Value;
  readonly outputs: Values;
}

/** A cloud of its own: it remembers what was created in it, so that data sources and components find it again. */
export function createSimulation(): Simulation {
  const states = new Map<string, State>();
  const byId = new Map<string, State>();
  const stateOf = (urn: string) => states.get(urn)?.outputs;
  const remember = (urn: string, state: State) => {
    states.set(urn, state);
    if (typeof state.id === "string") byId.set(state.id, state);
  };
  return {
    isComponent: (type) => type in components,
    resource(request) {
      const made = create(request, (id) => byId.get(id)?.outputs);
      remember(request.urn, { type: request.type, ...made });
      return made;
    },
    read(request) {
      const outputs = read(request);
      remember(request.urn, { type: request.type, id: request.id, outputs });
      return outputs;
    },
    async expand(request, register) {
      const { type, urn, inputs, directory } = request;
      const declaration = declarationOf(type, directory);
      if (declaration) checkInputs(type, inputs, declaration);
      const scope = new Scope({ ...request, provider: configuration(request.provider) }, register);
      const outputs = scope.finish(await components[type]!(scope));
      remember(urn, { type, id: "", outputs });
      return outputs;
    },
    invoke: (request) => (request.token === "pulumi:pulumi:getResource" ? getResource(request, states) : invoke(request, byId)),
    call: ({ token, args }) =>
      token === "eks:index:Cluster/getKubeconfig" ? getKubeconfig(args, stateOf) : refuse(`${token}: nobody simulated this method`),
  };
}

function create(request: ResourceRequest, known: (id: string) => Values | undefined): { readonly id: Value; readonly outputs: Values } {
  const { type } = request;
  const withProvider = { ...request, provider: configuration(request.provider) };
  if (type.startsWith("pulumi:providers:")) return providerResource(request);
  if (type.startsWith("aws:")) return awsResource(withProvider, known);
  if (type.startsWith("kubernetes:")) return kubernetesResource(withProvider);
  if (type.startsWith("eks:")) return randomSuffix(request);
  return echo(request);
}

function read(request: ReadRequest): Values {
  const withProvider = { ...request, provider: configuration(request.provider) };
  if (request.type.startsWith("aws:")) return awsRead(withProvider);
  if (request.type.startsWith("kubernetes:")) return kubernetesRead(request);
  return refuse("existing resources of this package cannot be read offline");
}

/** What turns a reference to a resource back into the resource. */
function getResource({ args }: CallRequest, states: ReadonlyMap<string, State>): Values {
  const urn = args.urn instanceof Reference ? args.urn.urn : String(args.urn);
  const state = states.get(urn) ?? refuse(`${urn} is not part of the plan`);
  return { urn, id: state.id, state: state.outputs };
}

function invoke(request: CallRequest, byId: ReadonlyMap<string, State>): Values {
  if (!request.token.startsWith("aws:")) return refuse(`${request.token}: nobody simulated this data source`);
  return awsInvoke({ ...request, provider: configuration(request.provider) }, byId);
}

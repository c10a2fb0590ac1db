// The simulated cloud: pure functions from inputs to outputs, one file per provider. The plan and the provider processes of tests share it.
import type { CallRequest, PlannedResource, ReadRequest, ResourceRequest, Simulation, Values } from "../types";
import { awsRead, awsResource } from "./aws";
import { scaledTypes } from "./aws/auto-scaling-groups";
import { awsInvoke } from "./aws/invokes";
import { awsxComponents } from "./awsx";
import { eksComponents, getKubeconfig, randomSuffix } from "./eks";
import { type Expansion, Scope } from "./expansion/scope";
import { kubernetesRead, kubernetesResource } from "./kubernetes";
import { configuration, echo, providerResource } from "./providers";
import { checkInputs } from "./schema/check";
import { declarationOf } from "./schema/declarations";
import { type SimulatedResource, type State, StateStore } from "./state-store";
import { refuse } from "./values";

const components: Readonly<Record<string, Expansion>> = { ...awsxComponents, ...eksComponents };

/** A simulation whose state is also kept elsewhere. */
export interface RestorableSimulation extends Simulation {
  /** The result of `resource`, without recording it. */
  draft(request: ResourceRequest): SimulatedResource;
  /** Records an existing resource, as if it had been created here. */
  adopt(urn: string, state: State): void;
  /** Removes a deleted resource. */
  forget(urn: string, type: string, id: string): void;
}

/**
 * A simulated cloud with its own state: data sources and components find the resources that were created in it.
 * @param generation another number gives other IDs, generated names and addresses; default 0
 * @param former resources of an earlier run, in which data sources find those whose sizes change by themselves
 */
export function createSimulation(generation = 0, former: readonly FormerResource[] = []): RestorableSimulation {
  const states = new StateStore();
  for (const { urn, type, id, outputs } of former)
    if (scaledTypes.has(type) && id !== undefined) states.remember(urn, { type, id, outputs });
  return {
    draft: (request) => create(request, states),
    adopt: (urn, state) => states.remember(urn, state),
    forget: (urn, type, id) => states.forget(urn, type, id),
    isComponent: (type) => type in components,
    resource(request) {
      const made = create({ generation, ...request }, states);
      states.remember(request.urn, { type: request.type, ...made });
      return made;
    },
    read(request) {
      const outputs = read(request);
      states.remember(request.urn, { type: request.type, id: request.id, outputs });
      return outputs;
    },
    async expand(request, register) {
      const { type, urn, inputs, directory } = request;
      const declaration = declarationOf(type, directory);
      if (declaration) checkInputs(type, inputs, declaration);
      const scope = new Scope({ ...request, provider: configuration(request.provider) }, register);
      const outputs = scope.finish(await components[type]!(scope));
      states.remember(urn, { type, id: "", outputs });
      return outputs;
    },
    invoke: (request) => (request.token === "pulumi:pulumi:getResource" ? getResource(request, states) : invoke(request, states)),
    call: ({ token, args }) => {
      if (token !== "eks:index:Cluster/getKubeconfig") refuse(`${token}: the simulation does not support this method`);
      return getKubeconfig(args, (urn) => states.at(urn)?.outputs);
    },
  };
}

type FormerResource = Pick<PlannedResource, "urn" | "type" | "outputs"> & Partial<Pick<PlannedResource, "id">>;

function create(request: ResourceRequest, states: StateStore): SimulatedResource {
  const { type, generation = 0 } = request;
  // All that is made up depends on the URN.
  const urn = generation === 0 ? request.urn : `${request.urn} ${generation}`;
  const withProvider = { ...request, urn, provider: configuration(request.provider) };
  if (type.startsWith("pulumi:providers:")) return providerResource(request);
  if (type.startsWith("aws:")) return awsResource(withProvider, states);
  if (type.startsWith("kubernetes:")) return kubernetesResource(withProvider);
  if (type.startsWith("eks:")) return randomSuffix(withProvider);
  return echo({ ...request, urn });
}

function read(request: ReadRequest): Values {
  const withProvider = { ...request, provider: configuration(request.provider) };
  if (request.type.startsWith("aws:")) return awsRead(withProvider);
  if (request.type.startsWith("kubernetes:")) return kubernetesRead(request);
  return refuse("existing resources of this package cannot be read offline");
}

/** What turns a reference to a resource back into the resource. */
function getResource({ args }: CallRequest, states: StateStore): Values {
  const urn = String(args.urn);
  const state = states.at(urn) ?? refuse(`${urn} is not part of the plan`);
  return { urn, id: state.id, state: state.outputs };
}

function invoke(request: CallRequest, states: StateStore): Values {
  if (!request.token.startsWith("aws:")) return refuse(`${request.token}: the simulation does not support this data source`);
  return awsInvoke({ ...request, provider: configuration(request.provider) }, states);
}

// Builds a packaged component (awsx.ec2.Vpc, eks.Cluster, ...) as its provider does: registers the simulated children with the engine.
import type { ConstructRequest } from "@pulumi/pulumi/proto/provider_pb";
import { ConstructResponse } from "@pulumi/pulumi/proto/provider_pb";
import { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { packageOf } from "../../../../plan/engine/urn";
import { createSimulation } from "../../../../plan/simulation";
import type { ChildRequest, Registered, Values } from "../../../../plan/types";
import { Monitor, structOf, valuesOf } from "./monitor";
import { replay } from "./replay";

/** @param provider configuration of the component's provider */
export async function construct(request: ConstructRequest, provider: Values, directory: string): Promise<ConstructResponse> {
  const monitor = new Monitor(request.getMonitorendpoint(), directory);
  const children = new Map<string, Promise<Registered>>();
  /** A child is registered once, however often the expansion runs. */
  const register = (child: ChildRequest, parent: string): Promise<Registered> => {
    const key = JSON.stringify([child.type, child.name, parent]);
    const known = children.get(key);
    if (known) return known;
    const registered = monitor.child({ ...child, parent });
    registered.catch(() => {}); // a run that ended earlier may not have waited for it
    children.set(key, registered);
    return registered;
  };
  try {
    const { urn } = await monitor.register(componentOf(request));
    const response = new ConstructResponse().setUrn(urn);
    const outputs = await replay(
      (invoke) =>
        createSimulation().expand(
          {
            type: request.getType(),
            name: request.getName(),
            urn,
            inputs: valuesOf(request.getInputs()),
            provider,
            preview: request.getDryrun(),
            directory,
            propertyDependencies: Object.fromEntries(
              [...request.getInputdependenciesMap().entries()].map(([name, from]) => [name, from.getUrnsList()]),
            ),
            invoke,
            outputDependencies: (output, urns) => {
              const dependencies = new ConstructResponse.PropertyDependencies().setUrnsList([...urns]);
              response.getStatedependenciesMap().set(output, dependencies);
            },
          },
          (child) => register(child, child.parent ?? urn),
        ),
      (token, args) => monitor.invoke(token, args, request.getProvidersMap().get(packageOf(token)) ?? ""),
    );
    await monitor.finish(urn, outputs);
    return response.setState(structOf(outputs));
  } finally {
    monitor.close();
  }
}

/** The component's own registration: no inputs, and the options from the program. */
function componentOf(request: ConstructRequest): RegisterResourceRequest {
  const component = new RegisterResourceRequest()
    .setType(request.getType())
    .setName(request.getName())
    .setParent(request.getParent())
    .setDependenciesList(request.getDependenciesList())
    .setAliasesList(request.getAliasesList())
    .setIgnorechangesList(request.getIgnorechangesList())
    .setReplaceonchangesList(request.getReplaceonchangesList())
    .setDeletedwith(request.getDeletedwith());
  if (request.hasProtect()) component.setProtect(request.getProtect()!);
  if (request.hasRetainondelete()) component.setRetainondelete(request.getRetainondelete()!);
  for (const [name, reference] of request.getProvidersMap().entries()) component.getProvidersMap().set(name, reference);
  return component;
}

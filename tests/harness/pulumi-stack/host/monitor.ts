// A client of the engine's resource monitor, as in a component provider.
import * as grpc from "@grpc/grpc-js";
import { ResourceMonitorClient } from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/resource_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { withVersion } from "../../../../plan/engine/default-providers";
import { isProvider, packageOf, packageOfProvider } from "../../../../plan/engine/urn";
import { decodeAll, encodeAll, UNKNOWN_TEXT, type WireObject } from "../../../../plan/engine/values";
import { type ChildRequest, type Registered, UNKNOWN, type Values } from "../../../../plan/types";

export const structOf = (values: Values) => Struct.fromJavaScript(encodeAll(values));
export const valuesOf = (struct: Struct | undefined) => decodeAll((struct?.toJavaScript() ?? {}) as WireObject);

export class Monitor {
  private readonly client: ResourceMonitorClient;

  constructor(
    address: string,
    /** The directory with the installed SDKs, for the versions of children. */
    private readonly directory: string,
  ) {
    const options = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };
    this.client = new ResourceMonitorClient(address, grpc.credentials.createInsecure(), options);
  }

  /** Registers a child of a component with the options that the SDK always sets. */
  child(child: ChildRequest): Promise<Registered> {
    const { type } = child;
    const request = new messages.RegisterResourceRequest()
      .setType(type)
      .setName(child.name)
      .setCustom(child.custom)
      .setParent(child.parent ?? "")
      .setObject(structOf(child.inputs))
      .setDependenciesList([...(child.dependencies ?? [])])
      .setIgnorechangesList([...(child.ignoreChanges ?? [])])
      .setProvider(child.provider ?? "");
    if (child.custom) request.setVersion(this.version(type));
    for (const [property, urns] of Object.entries(child.propertyDependencies ?? {})) {
      const dependencies = new messages.RegisterResourceRequest.PropertyDependencies().setUrnsList([...urns]);
      request.getPropertydependenciesMap().set(property, dependencies);
    }
    return this.register(request);
  }

  async register(request: messages.RegisterResourceRequest): Promise<Registered> {
    request
      .setAcceptsecrets(true)
      .setAcceptresources(true)
      .setSupportspartialvalues(true)
      .setSupportsresultreporting(true)
      .setAliasspecs(true);
    const answer = await ask<messages.RegisterResourceResponse>((done) => this.client.registerResource(request, done));
    if (answer.getResult() !== messages.Result.SUCCESS) throw new Error(`${answer.getUrn()} was not created`);
    const id = answer.getId() || (isProvider(request.getType()) ? UNKNOWN_TEXT : UNKNOWN);
    return { urn: answer.getUrn(), id, outputs: valuesOf(answer.getObject()) };
  }

  async finish(urn: string, outputs: Values): Promise<void> {
    const request = new messages.RegisterResourceOutputsRequest().setUrn(urn).setOutputs(structOf(outputs));
    await ask((done) => this.client.registerResourceOutputs(request, done));
  }

  /** Calls a data source, or `pulumi:pulumi:getResource`, which the engine implements. */
  async invoke(token: string, args: Values, provider: string): Promise<Values> {
    const request = new messages.ResourceInvokeRequest()
      .setTok(token)
      .setArgs(structOf(args))
      .setAcceptresources(true)
      .setProvider(provider)
      .setVersion(this.version(token));
    const answer = await ask((done: Answer<InvokeAnswer>) => this.client.invoke(request, done));
    const [failure] = answer.getFailuresList();
    if (failure) throw new Error(`${token}: ${failure.getReason()}`);
    return valuesOf(answer.getReturn());
  }

  close(): void {
    this.client.close();
  }

  private version(token: string): string {
    const name = isProvider(token) ? packageOfProvider(token) : packageOf(token);
    return withVersion({ name }, this.directory).version ?? "";
  }
}

type Answer<T> = (error: grpc.ServiceError | null, answer: T) => void;
type InvokeAnswer = { getReturn(): Struct | undefined; getFailuresList(): readonly { getReason(): string }[] };

function ask<T>(call: (done: Answer<T>) => unknown): Promise<T> {
  return new Promise((resolve, reject) => call((error, answer) => (error ? reject(new Error(error.details)) : resolve(answer))));
}

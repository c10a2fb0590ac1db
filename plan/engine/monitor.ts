// The engine's side of the SDK's resource monitor: implements the methods of its gRPC client in the same process.
import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import type * as provider from "@pulumi/pulumi/proto/provider_pb";
import type * as messages from "@pulumi/pulumi/proto/resource_pb";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { SimulationError, type Values } from "../types";
import { Callbacks } from "./callbacks";
import type { Deployment } from "./deployment";
import { messageOf } from "./errors";
import { Functions } from "./functions";
import { emptyGoal, type State } from "./goal";
import { Registrar } from "./registrar";
import { optionsOf } from "./resource-options";
import type { Sdk } from "./sdk";
import { decodeAll, encodeAll, type WireObject } from "./values";

type Answer<T> = (error: Error | null, response?: T) => void;

/** Of google.rpc.Code. */
const UNKNOWN = 2;
const UNIMPLEMENTED = 12;

/** A monitor that reports unknown methods of later SDKs as unimplemented: these then behave as with an older engine. */
export const forAllSdks = (monitor: Monitor): Monitor =>
  new Proxy(monitor, {
    get: (target, method) =>
      Reflect.get(target, method) ??
      ((_: unknown, answer: Answer<never>) =>
        answer(Object.assign(new Error(`${String(method)} is not implemented`), { code: UNIMPLEMENTED }))),
  });

export class Monitor {
  /** Increases with each request and answer: if it stays the same, nothing happens. */
  activity = 0;
  private readonly callbacks: Callbacks;
  private readonly registrar: Registrar;
  private readonly functions: Functions;

  constructor(
    private readonly sdk: Sdk,
    private readonly deployment: Deployment,
    /** Called for each resource whose inputs are complete. */
    private readonly onResource: (type: string, name: string) => void,
  ) {
    this.callbacks = new Callbacks(sdk);
    this.registrar = new Registrar(sdk, deployment, this.callbacks);
    this.functions = new Functions(sdk, deployment, this.callbacks);
  }

  private async answer<T>(answer: Answer<T>, work: () => T | Promise<T>): Promise<void> {
    this.activity++;
    try {
      const response = await work();
      answer(null, response);
    } catch (error) {
      answer(Object.assign(new Error(messageOf(error)), { code: UNKNOWN, details: messageOf(error) }));
    }
    this.activity++;
  }

  private done(answer: Answer<Empty>, work: () => void): void {
    this.answer(answer, () => {
      work();
      return new this.sdk.empty.Empty();
    });
  }

  /** A Struct that returns the outputs of a resource as they are: the message itself is not needed. */
  private struct(values: Values): Struct {
    const wire = encodeAll(values);
    return Object.assign(new this.sdk.structs.Struct(), { toJavaScript: () => wire });
  }

  supportsFeature(_: messages.SupportsFeatureRequest, answer: Answer<messages.SupportsFeatureResponse>): void {
    this.answer(answer, () => new this.sdk.messages.SupportsFeatureResponse().setHassupport(true));
  }

  registerResource(request: messages.RegisterResourceRequest, answer: Answer<messages.RegisterResourceResponse>): void {
    const { messages } = this.sdk;
    const type = request.getType();
    const propertyDependencies = [...request.getPropertydependenciesMap().entries()];
    this.onResource(type, request.getName());
    this.answer(answer, async () => {
      const { state, outputDependencies } = await this.registrar.register({
        type,
        name: request.getName(),
        custom: request.getCustom(),
        remote: request.getRemote(),
        parent: request.getParent() || undefined,
        props: wireOf(request.getObject()),
        propertyDependencies: Object.fromEntries(propertyDependencies.map(([key, urns]) => [key, urns.getUrnsList()])),
        options: optionsOf(this.sdk, request),
        transforms: request.getTransformsList(),
        package: this.functions.packageOf(type, request),
      });
      const response = new messages.RegisterResourceResponse().setUrn(state.urn).setId(idOf(state));
      // Outputs of a local component come later, by registerResourceOutputs.
      response.setObject(this.struct(state.custom || request.getRemote() ? state.outputs : {}));
      response.setResult(state.failed ? messages.Result.FAIL : messages.Result.SUCCESS);
      const dependencies = response.getPropertydependenciesMap();
      for (const [output, urns] of Object.entries(outputDependencies))
        dependencies.set(output, new messages.RegisterResourceResponse.PropertyDependencies().setUrnsList([...urns]));
      return response;
    });
  }

  registerResourceOutputs(request: messages.RegisterResourceOutputsRequest, answer: Answer<Empty>): void {
    this.done(answer, () => {
      const state = this.deployment.resources.get(request.getUrn());
      if (!state) throw new SimulationError(`unknown resource ${request.getUrn()}`);
      state.outputs = decodeAll(wireOf(request.getOutputs()));
    });
  }

  readResource(request: messages.ReadResourceRequest, answer: Answer<messages.ReadResourceResponse>): void {
    const type = request.getType();
    this.onResource(type, request.getName());
    this.answer(answer, () => {
      const parent = request.getParent() || undefined;
      const named = this.functions.packageOf(type, request);
      const provider = request.getProvider() || this.deployment.inheritedProvider(parent, named.name);
      const state = this.deployment.add({
        ...emptyGoal(type, request.getName()),
        custom: true,
        ...(parent && { parent }),
        inputs: decodeAll(wireOf(request.getProperties())),
        dependencies: request.getDependenciesList(),
        package: named,
        ...(provider && { provider }),
        additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
      });
      if (!state.failed) this.deployment.read(state, request.getId());
      // A failed answer to a read would end the program: its dependents wait instead.
      if (state.failed) return new Promise<never>(() => {});
      return new this.sdk.messages.ReadResourceResponse().setUrn(state.urn).setProperties(this.struct(state.outputs));
    });
  }

  invoke(request: messages.ResourceInvokeRequest, answer: Answer<{ getReturn(): Struct }>): void {
    this.answer(answer, async () => {
      const result = this.sdk.structs.Struct.fromJavaScript(encodeAll(await this.functions.invoke(request)));
      return { getReturn: () => result, getFailuresList: () => [] };
    });
  }

  call(request: messages.ResourceCallRequest, answer: Answer<{ getReturn(): Struct }>): void {
    this.answer(answer, async () => {
      const { values, dependencies } = await this.functions.call(request);
      const result = this.struct(values);
      const urns: Pick<provider.CallResponse.ReturnDependencies, "getUrnsList"> = { getUrnsList: () => dependencies };
      const all = new Map(Object.keys(values).map((key) => [key, urns]));
      return { getReturn: () => result, getFailuresList: () => [], getReturndependenciesMap: () => all };
    });
  }

  registerPackage(request: messages.RegisterPackageRequest, answer: Answer<messages.RegisterPackageResponse>): void {
    this.answer(answer, () => new this.sdk.messages.RegisterPackageResponse().setRef(this.functions.registerPackage(request)));
  }

  registerStackTransform(callback: Callback, answer: Answer<Empty>): void {
    this.done(answer, () => this.registrar.stackTransforms.push(callback));
  }

  registerStackInvokeTransform(callback: Callback, answer: Answer<Empty>): void {
    this.done(answer, () => this.functions.transforms.push(callback));
  }

  registerResourceHook(request: messages.RegisterResourceHookRequest, answer: Answer<Empty>): void {
    this.done(answer, () => this.registrar.addHook(request));
  }

  /** Error hooks run when the cloud rejects an operation, which does not happen in a plan. */
  registerErrorHook(_: messages.RegisterErrorHookRequest, answer: Answer<Empty>): void {
    this.done(answer, () => {});
  }

  signalAndWaitForShutdown(_: Empty, answer: Answer<Empty>): void {
    this.done(answer, () => {});
  }

  close(): void {
    this.callbacks.close();
  }
}

const wireOf = (struct: Struct | undefined) => (struct?.toJavaScript() ?? {}) as WireObject;
const idOf = ({ id }: State) => (typeof id === "string" ? id : "");

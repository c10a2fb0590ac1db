// Functions of the program that the engine calls: transforms and hooks. The SDK serves them over gRPC, or within this process.
import type { CallbacksClient } from "@pulumi/pulumi/proto/callback_grpc_pb";
import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import type { TransformInvokeOptions, TransformResourceOptions } from "@pulumi/pulumi/proto/resource_pb";
import type { State } from "./goal";
import { isLocal, LocalClient } from "./local-callbacks";
import type { Sdk } from "./sdk";
import { encodeAll, type WireObject } from "./values";

export interface Hook {
  readonly callback: Callback;
  /** In a preview, the engine runs only the hooks with `onDryRun`. The plan does the same, because it creates nothing. */
  readonly onDryRun: boolean;
  readonly ignoreErrors: boolean;
}

export class Callbacks {
  private readonly clients = new Map<string, LocalClient | CallbacksClient>();

  constructor(private readonly sdk: Sdk) {}

  private clientOf(target: string): LocalClient | CallbacksClient {
    if (isLocal(target)) return new LocalClient(target);
    const { callbacks, grpc } = this.sdk;
    const unlimited = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };
    return new callbacks.CallbacksClient(target, grpc.credentials.createInsecure(), unlimited);
  }

  private call(callback: Callback, request: Uint8Array): Promise<Uint8Array> {
    const target = callback.getTarget();
    const client = this.clients.get(target) ?? this.clientOf(target);
    this.clients.set(target, client);
    const message = new this.sdk.callbackMessages.CallbackInvokeRequest();
    message.setToken(callback.getToken());
    message.setRequest(request);
    return new Promise((resolve, reject) => {
      client.invoke(message, (error, response) => (error ? reject(new Error(error.details)) : resolve(response!.getResponse_asU8())));
    });
  }

  async transform(
    callback: Callback,
    resource: { readonly type: string; readonly name: string; readonly custom: boolean; readonly parent?: string },
    props: WireObject,
    options: TransformResourceOptions,
  ): Promise<{ props: WireObject; options: TransformResourceOptions }> {
    const { messages, structs } = this.sdk;
    const request = new messages.TransformRequest();
    request.setType(resource.type);
    request.setName(resource.name);
    request.setCustom(resource.custom);
    request.setParent(resource.parent ?? "");
    request.setProperties(structs.Struct.fromJavaScript(props));
    request.setOptions(options);
    const response = messages.TransformResponse.deserializeBinary(await this.call(callback, request.serializeBinary()));
    return {
      props: (response.getProperties()?.toJavaScript() as WireObject | undefined) ?? props,
      options: response.getOptions() ?? options,
    };
  }

  async transformInvoke(
    callback: Callback,
    token: string,
    args: WireObject,
    options: TransformInvokeOptions,
  ): Promise<{ args: WireObject; options: TransformInvokeOptions }> {
    const { messages, structs } = this.sdk;
    const request = new messages.TransformInvokeRequest();
    request.setToken(token);
    request.setArgs(structs.Struct.fromJavaScript(args));
    request.setOptions(options);
    const response = messages.TransformInvokeResponse.deserializeBinary(await this.call(callback, request.serializeBinary()));
    return { args: (response.getArgs()?.toJavaScript() as WireObject | undefined) ?? args, options: response.getOptions() ?? options };
  }

  /** The error of the hook, if it failed. */
  async hook({ callback }: Hook, state: State): Promise<string> {
    const { messages, structs } = this.sdk;
    const request = new messages.ResourceHookRequest();
    request.setUrn(state.urn);
    request.setId(typeof state.id === "string" ? state.id : "");
    request.setName(state.name);
    request.setType(state.type);
    request.setNewInputs(structs.Struct.fromJavaScript(encodeAll(state.inputs)));
    if (state.id !== undefined) request.setNewOutputs(structs.Struct.fromJavaScript(encodeAll(state.outputs)));
    return messages.ResourceHookResponse.deserializeBinary(await this.call(callback, request.serializeBinary())).getError();
  }

  close(): void {
    for (const client of this.clients.values()) client.close();
  }
}

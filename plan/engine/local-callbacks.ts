// What the SDK's server of callbacks (runtime/callbacks.js) uses of gRPC, within this process: engine and program need no network between
// them, and gRPC takes as long to load as the add-ons.
import { AsyncResource } from "node:async_hooks";
import type { CallbackInvokeRequest, CallbackInvokeResponse } from "@pulumi/pulumi/proto/callback_pb";

interface Status {
  code?: number;
  details?: string;
}

type Answer = (status: Status | null, response?: CallbackInvokeResponse) => void;

interface Service {
  invoke(call: { readonly request: CallbackInvokeRequest }, answer: Answer): void;
}

const services = new Map<string, Service>();
let servers = 0;

/** Callbacks run outside of the program's asynchronous context, as over gRPC. */
const outside = new AsyncResource("callback");

class Server {
  readonly http2Servers = new Map();
  private readonly port = `plan-${servers++}`;

  addService(_definition: unknown, service: Service): void {
    services.set(`127.0.0.1:${this.port}`, service);
  }

  bindAsync(_address: string, _credentials: unknown, bound: (error: null, port: string) => void): void {
    bound(null, this.port);
  }

  forceShutdown(): void {
    services.delete(`127.0.0.1:${this.port}`);
  }
}

/** A client of a server in this process. */
export class LocalClient {
  constructor(private readonly target: string) {}

  invoke(request: CallbackInvokeRequest, answer: Answer): void {
    outside.runInAsyncScope(() => services.get(this.target)!.invoke({ request }, answer));
  }

  close(): void {}
}

/** Whether a server is in this process: the SDK was loaded after this module. */
export const isLocal = (target: string) => services.has(target);

class StatusBuilder {
  private readonly status: Status = {};

  withCode(code: number): void {
    this.status.code = code;
  }

  withDetails(details: string): void {
    this.status.details = details;
  }

  build(): Status {
    return this.status;
  }
}

const credentials = { createInsecure: () => undefined };

/** In place of `@grpc/grpc-js` and `proto/callback_grpc_pb`. */
export const localGrpc = {
  __esModule: true,
  Server,
  ServerCredentials: credentials,
  credentials,
  status: { UNKNOWN: 2, INVALID_ARGUMENT: 3, UNAVAILABLE: 14 },
  StatusBuilder,
  CallbacksService: {},
  CallbacksClient: LocalClient,
};

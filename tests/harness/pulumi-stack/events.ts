// The engine events of a run, which the CLI sends with `--event-log tcp://...`.

import * as grpc from "@grpc/grpc-js";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { EventsService } from "@pulumi/pulumi/proto/events_grpc_pb";
import type { EventRequest } from "@pulumi/pulumi/proto/events_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

export interface EventLog {
  /** The address for the CLI. */
  readonly address: string;
  readonly events: readonly EngineEvent[];
  /** Waits until all events have arrived, which may be after the CLI ended; then closes the log. */
  close(): Promise<void>;
}

/** @param onEvent called for each event as it arrives */
export async function listenToEvents(onEvent: (event: EngineEvent) => void = () => {}): Promise<EventLog> {
  const events: EngineEvent[] = [];
  const streams: Promise<void>[] = [];
  const server = new grpc.Server({ "grpc.max_receive_message_length": -1 });
  server.addService(EventsService, {
    streamEvents(call: grpc.ServerReadableStream<EventRequest, Empty>, done: grpc.sendUnaryData<Empty>) {
      call.on("data", (request: EventRequest) => {
        const event = JSON.parse(request.getEvent()) as EngineEvent;
        events.push(event);
        onEvent(event);
      });
      call.on("end", () => done(null, new Empty()));
      call.on("error", () => {}); // the engine was killed
      streams.push(
        new Promise((resolve) => {
          for (const sign of ["end", "error", "cancelled", "close"]) call.once(sign, () => resolve());
        }),
      );
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => (error ? reject(error) : resolve(bound)));
  });
  const close = async () => {
    await Promise.all(streams);
    server.forceShutdown();
  };
  return { address: `tcp://127.0.0.1:${port}`, events, close };
}

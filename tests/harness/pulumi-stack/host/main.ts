// The process of the simulated providers: the test stack forks it, the engine attaches to its ports, and tests control its fake AWS.
import * as path from "node:path";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { createFakeAws } from "../../fake-aws";
import type { FakeAwsOptions } from "../../fake-aws/types";
import { standIn } from "./provider";

const PACKAGES = ["aws", "awsx", "eks", "kubernetes"];

const directory = path.resolve(__dirname, "../../../..");
const options = JSON.parse(process.argv[2]!) as FakeAwsOptions;
const fakeAws = createFakeAws({ ...options, killed: () => void process.kill(process.pid, "SIGKILL") });

async function serve(name: string): Promise<string> {
  const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  server.addService(ResourceProviderService, standIn(name, fakeAws, directory));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => (error ? reject(error) : resolve(bound)));
  });
  return `${name}:${port}`;
}

/** A call of the test stack: a method of the fake AWS by name. */
interface Question {
  readonly id: number;
  readonly method: string;
  readonly args: readonly unknown[];
}

process.on("message", async ({ id, method, args }: Question) => {
  try {
    const asked = (fakeAws as unknown as Record<string, (...args: readonly unknown[]) => unknown>)[method];
    if (!asked) throw new Error(`the fake AWS has no method ${method}`);
    process.send!({ id, answer: await asked(...args) });
  } catch (error) {
    process.send!({ id, error: (error as Error).message });
  }
});
process.on("disconnect", () => process.exit());

Promise.all(PACKAGES.map(serve)).then((ports) => process.send!({ ready: ports.join(",") }));

// The process that runs the program for the engine, as Pulumi's language host: the rig forks it and tells the CLI its address (`--client`).
// A process of its own: what an engine that is killed leaves hanging in it goes with it.
import * as path from "node:path";
import * as grpc from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import { findProgram, loadProgram } from "../../../plan/engine/program";

const [, , of = "."] = process.argv; // directory of the program, from the project's
const directory = path.resolve(__dirname, "../../..", of);
process.chdir(directory);
require("../../../components"); // while the engine starts: loads the SDKs

/** Loaded afresh for every run: its own modules hold what they made. */
function program(): Promise<unknown> {
  for (const file of Object.keys(require.cache)) if (!/[\\/]node_modules[\\/]/.test(file)) delete require.cache[file];
  return loadProgram(findProgram(directory, "index.ts"));
}

/** What the Automation API serves its inline programs with; the SDK does not declare it. */
const { LanguageServer } = require("@pulumi/pulumi/automation/server") as {
  LanguageServer: new (run: () => Promise<unknown>) => grpc.UntypedServiceImplementation;
};
const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
server.addService(LanguageRuntimeService, new LanguageServer(program));
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  process.send!({ ready: `127.0.0.1:${port}` });
});
process.on("disconnect", () => process.exit());

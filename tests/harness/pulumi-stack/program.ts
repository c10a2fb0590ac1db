// The process that runs the program for the engine, as Pulumi's language host does: the test stack forks it and passes its address to the CLI (`--client`).
// A separate process, so that it can be ended when a killed engine leaves it waiting.
import * as path from "node:path";
import * as grpc from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import { findProgram, loadProgram } from "../../../plan/engine/program";

const [, , of = "."] = process.argv; // directory of the program, relative to the project
const directory = path.resolve(__dirname, "../../..", of);
process.chdir(directory);
require("../../../components"); // loads the SDKs while the engine starts

/** Reloads the program for every run, because its modules keep state. */
function program(): Promise<unknown> {
  for (const file of Object.keys(require.cache)) if (!/[\\/]node_modules[\\/]/.test(file)) delete require.cache[file];
  return loadProgram(findProgram(directory, "index.ts"));
}

/** The server of the Automation API for inline programs; the SDK does not declare it. */
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

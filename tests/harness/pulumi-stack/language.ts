// What the rig gives the CLI as `pulumi-language-nodejs` where it insists on one, as `pulumi import` does: it runs nothing, and says its port.
import * as grpc from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";

const { LanguageServer } = require("@pulumi/pulumi/automation/server") as {
  LanguageServer: new (run: () => Promise<unknown>) => grpc.UntypedServiceImplementation;
};
const server = new grpc.Server();
server.addService(LanguageRuntimeService, new LanguageServer(async () => {}));
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(port);
});

// A placeholder for `pulumi-language-nodejs` for commands that require one, such as `pulumi import`: it runs nothing and prints its port.
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

// A program whose environment gets another parent or another name with an alias, as in a user's program or a later release.
import * as pulumi from "@pulumi/pulumi";
import { Environment, readStackSettings, resolveSettings } from "../../../../components";

class Platform extends pulumi.ComponentResource {
  constructor(name: string) {
    super("example:index:Platform", name);
  }
}

const environments: Readonly<Record<string, (args: Awaited<ReturnType<typeof resolveSettings>>) => Environment>> = {
  parent: (args) => new Environment("eks", args, { parent: new Platform("platform"), aliases: [{ parent: pulumi.rootStackResource }] }),
  name: (args) => new Environment("shop", args, { aliases: [{ name: "eks" }] }),
};

export = async () => {
  const args = await resolveSettings(readStackSettings());
  const move = environments[new pulumi.Config("moved").get("to") ?? ""];
  return (move ? move(args) : new Environment("eks", args)).outputs;
};

// A program that fails with an error that contains a secret of its config.
import * as pulumi from "@pulumi/pulumi";

export = async () => {
  const token = new pulumi.Config("eks-blueprints").require("token");
  throw new Error("the repository refused us", { cause: new Error(`refused with token ${token}`) });
};

// A program that ends with an error in which a secret of its config stands.
import * as pulumi from "@pulumi/pulumi";

export = async () => {
  const token = new pulumi.Config("eks-blueprints").require("token");
  throw new Error("the repository refused us", { cause: new Error(`refused with token ${token}`) });
};

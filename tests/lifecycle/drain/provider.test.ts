import Module from "node:module";
import type * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { drain } from "../../../components/lifecycle/generated/drain";

/** The provider loaded from its serialized code in a separate module, as Pulumi's dynamic provider loads it. */
function loaded(): pulumi.dynamic.ResourceProvider {
  const module = new Module("drain") as Module & { _compile(text: string, file: string): void };
  module._compile(drain, "drain.js");
  return module.exports.handler();
}

describe("provider of Drain, NodeDrain and Sweep", () => {
  const inputs = { role: "drain", enabled: true, clusterName: "shop", region: "eu-west-1", timeoutMinutes: 1, kubeconfig: "{" };

  it("stores its inputs and never requests a replacement", async () => {
    const provider = loaded();
    expect(await provider.create!(inputs)).to.deep.equal({ id: "shop-drain", outs: inputs });
    const later = { ...inputs, timeoutMinutes: 5 };
    expect(await provider.update!("shop-drain", inputs, later)).to.deep.equal({ outs: later });
    expect(provider.diff).to.equal(undefined); // the engine compares inputs, which means an update
  });

  it("rejects inputs of an older release, which record no account", async () => {
    const error = await loaded().delete!("shop-drain", inputs).then(
      () => undefined,
      (reason) => reason,
    );
    expect(error.message).to.match(/^The state does not contain the AWS account of the cluster shop\. Nothing was listed or deleted\./);
    expect(`${error}`, "what the dynamic provider prints in addition").to.equal("Not deleted");
  });

  it("does nothing when disabled", async () => {
    for (const role of ["drain", "nodes", "sweep"]) await loaded().delete!(`shop-${role}`, { ...inputs, role, enabled: false });
  });
});

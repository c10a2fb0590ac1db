import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { platform } from "../platform";

describe("the shop's platform", () => {
  const resources: pulumi.runtime.MockResourceArgs[] = [];

  before(async () => {
    await pulumi.runtime.setMocks(
      {
        newResource: (args) => {
          resources.push(args);
          return { id: `${args.name}-id`, state: args.inputs };
        },
        call: ({ inputs }) => inputs,
      },
      "shop-platform",
      "test",
    );
    await pulumi.runtime.runInPulumiStack(async () => {
      await platform("eu-west-1");
    });
    await pulumi.runtime.disconnect();
  });

  it("is one private cluster with the shop's tags", () => {
    const cluster = resources.find(({ type }) => type === "eks:index:Cluster");
    expect(cluster?.inputs.name).to.equal("shop-eu-west-1");
    expect(cluster?.inputs.endpointPublicAccess).to.equal(false);
    expect(cluster?.inputs.tags).to.deep.equal({ owner: "shop" });
  });

  it("has nodes on Graviton", () => {
    const pool = resources.find(({ type }) => type === "aws:eks/nodeGroup:NodeGroup");
    expect(pool?.inputs.amiType).to.equal("AL2023_ARM_64_STANDARD");
  });
});

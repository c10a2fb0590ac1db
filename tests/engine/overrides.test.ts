import { readFileSync } from "node:fs";
import { expect } from "chai";
import { plainTexts } from "../harness/mocks/secret-search";
import { stackText } from "../harness/mocks/stacks";
import { PulumiStack } from "../harness/pulumi-stack/pulumi-stack";
import { findingsOf, opsOfRun } from "./changes/ops";
import { patched } from "./changes/settings";

const cluster = "aws:eks/cluster:Cluster";
const subnet = "aws:ec2/subnet:Subnet";
const template = "aws:ec2/launchTemplate:LaunchTemplate";

const withOverrides = (...overrides: object[]) => patched(stackText("minimal"), { overrides });

describe("overrides on the Pulumi engine", () => {
  it("change resources in place, those of remote components too, and keep secrets secret", async () => {
    const stack = await PulumiStack.start({ stack: "minimal" });
    try {
      await stack.up();
      stack.configure(
        withOverrides(
          { type: cluster, set: { zonalShiftConfig: { enabled: true } } },
          { type: subnet, name: "*-private-*", set: { tags: { tier: "app" } } },
          { type: template, set: { description: "placeholder" } },
        ),
      );
      await stack.setSecret("eks-blueprints:overrides[2].set.description", "secret-of-an-override");
      const { events } = await stack.up();
      expect(findingsOf(opsOfRun(events))).to.include.members([
        "~ Cluster eks-eksCluster",
        "~ Subnet eks-network-private-1",
        "~ LaunchTemplate eks-default-template",
      ]);

      const { resources = [] } = await stack.export();
      const inputsOf = (name: string, type: string) =>
        resources.find((each) => each.type === type && each.urn.endsWith(`::${name}`))!.inputs!;
      expect(JSON.stringify(inputsOf("eks-eksCluster", cluster)))
        .to.contain("zonalShiftConfig")
        .and.contain("endpointPrivateAccess");
      expect(JSON.stringify(inputsOf("eks-network-private-1", subnet)))
        .to.contain("tier")
        .and.contain("karpenter.sh/discovery");
      expect(JSON.stringify(inputsOf("eks-default-template", template))).to.contain("secret-of-an-override");
      expect(plainTexts(JSON.parse(readFileSync(stack.stateFile, "utf8")), ["secret-of-an-override"])).to.deep.equal([]);
    } finally {
      await stack.stop();
    }
  });

  it("fail the preview where none matches, in a remote component too", async () => {
    const stack = await PulumiStack.start({
      stack: "minimal",
      settings: withOverrides({ type: cluster, name: "eks", set: { tags: { a: "b" } } }),
    });
    try {
      const { exitCode, output } = await stack.preview({ mayFail: true });
      expect(exitCode).not.to.equal(0);
      expect(output.replace(/\s+/g, " ")).to.contain(
        `eks-blueprints:overrides[0].name: no resource of type ${cluster} has a name like "eks"; did you mean eks-eksCluster?`,
      );
    } finally {
      await stack.stop();
    }
  });
});

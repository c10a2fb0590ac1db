import path from "node:path";
import { expect } from "chai";
import { removedOperatorFindings } from "../../../plan/cli/removed-operators";
import { run } from "../../../plan/cli/run";
import { readProject } from "../../../plan/project/project";

const project = readProject(path.resolve(__dirname, "../../.."));

/** The findings for a change of `addons` from `before` to `after`. */
async function findings(before: string, after: string) {
  const planned = async (addons: string) => {
    const text = `config:\n  aws:region: eu-west-1\n  eks-blueprints:addons: ${addons}\n`;
    return (await run(project, "dev", { text, label: "Pulumi.dev.yaml" }, false)).recording.resources;
  };
  const was = await planned(before); // one after the other: the SDK knows one program at a time
  return removedOperatorFindings(was, await planned(after));
}

describe("removedOperatorFindings", () => {
  it("names each disabled operator with the kinds whose objects must be deleted first", async () => {
    const [keda, ...more] = await findings("{ keda: true, metrics-server: true }", "{}");
    expect(more).to.deep.equal([]);
    expect(keda).to.include({ rule: "operator-objects", level: "advisory", path: "eks-blueprints:addons.keda" });
    expect(keda!.message).to.equal(
      "is turned off: objects that carry the finalizer of KEDA must go first, or they and their namespaces never do",
    );
    expect(keda!.fix).to.match(/^delete what `kubectl get scaledobjects\.keda\.sh,scaledjobs\.keda\.sh,.* --all-namespaces` lists/);
  });

  it("names the objects of the stack that are deleted automatically", async () => {
    const [secrets] = await findings('{ external-secrets: { secrets: ["shop/*"] } }', "{}");
    expect(secrets!.message).to.contain(
      "the stack's own go by themselves, where nothing else refers to them: ClusterSecretStore secrets-manager",
    );
    const [snapshots] = await findings("{ aws-ebs-csi-driver: { snapshots: true } }", "{ aws-ebs-csi-driver: true }");
    expect(snapshots!.path).to.equal("eks-blueprints:addons.aws-ebs-csi-driver.snapshots");
  });

  it("is empty for operators that stay enabled or are newly enabled", async () => {
    expect(await findings("{ keda: true, karpenter: true }", "{ keda: { replicas: 1 }, karpenter: true }")).to.deep.equal([]);
    expect(await findings("{}", "{ keda: true }")).to.deep.equal([]);
  });
});

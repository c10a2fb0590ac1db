import { expect } from "chai";
import { type InstallOptions, registered } from "../../fixtures";
import { issuesOf, warningsOf } from "../../plan/selection";

const name = "amazon-cloudwatch-observability";
const addonType = "aws:eks/addon:Addon";
const groupType = "aws:cloudwatch/logGroup:LogGroup";

async function installed(options: true | Readonly<Record<string, unknown>> = true, more: InstallOptions = {}) {
  return registered({ ...more, addons: { [name]: options } });
}

describe(name, () => {
  it("installs the EKS add-on with AWS's managed policy for its agent", async () => {
    for (const [region, partition] of [
      ["eu-west-1", "aws"],
      ["cn-north-1", "aws-cn"],
      ["us-gov-west-1", "aws-us-gov"],
    ] as const) {
      const resources = await installed(true, { region });
      const { inputs } = resources.named(`eks-${name}`, addonType);
      expect(inputs.addonVersion).to.equal("v5.3.1-eksbuild.1");
      expect(inputs.podIdentityAssociations.map((each: { serviceAccount: string }) => each.serviceAccount)).to.deep.equal([
        "cloudwatch-agent",
      ]);
      const attached = resources.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment").map(({ inputs }) => inputs.policyArn);
      expect(attached).to.include(`arn:${partition}:iam::aws:policy/CloudWatchAgentServerPolicy`);
    }
  });

  it("passes its role to the EKS add-on under IRSA", async () => {
    const { inputs } = (await installed(true, { cluster: { identity: "irsa" } })).named(`eks-${name}`, addonType);
    expect(inputs.serviceAccountRoleArn).to.be.a("string");
    expect(inputs).not.to.have.property("podIdentityAssociations");
  });

  it("creates its log groups before the add-on", async () => {
    const resources = await installed({ retentionDays: 90 }, { tags: { owner: "platform" } });
    const groups = resources.ofType(groupType);
    expect(groups.map(({ inputs }) => inputs)).to.deep.equal(
      ["application", "dataplane", "host", "performance"].map((log) => ({
        name: `/aws/containerinsights/shop/${log}`,
        retentionInDays: 90,
        tags: { owner: "platform" },
      })),
    );
    const addon = resources.named(`eks-${name}`, addonType);
    for (const each of groups) expect(resources.waitsFor(addon, each), each.name).to.equal(true);
  });

  it("keeps the log groups of adot and fluent-bit when it replaces them", async () => {
    const before = await registered({ addons: { adot: true, "fluent-bit": true } });
    const after = await installed();
    const kept = (from: typeof before) => from.ofType(groupType).map(({ urn, inputs }) => [urn, inputs]);
    expect(kept(after)).to.have.length(4).and.to.have.deep.members(kept(before));
  });

  it("leaves container logs to another add-on when `containerLogs` is false", async () => {
    expect((await installed()).named(`eks-${name}`, addonType).inputs.configurationValues).to.equal("{}");
    const resources = await installed({ containerLogs: false });
    expect(JSON.parse(resources.named(`eks-${name}`, addonType).inputs.configurationValues)).to.deep.equal({
      containerLogs: { enabled: false },
    });
    expect(resources.ofType(groupType).map(({ inputs }) => inputs.name)).to.deep.equal(["/aws/containerinsights/shop/performance"]);
  });

  it("conflicts with fluent-bit and adot in either order", () => {
    for (const other of ["fluent-bit", "adot"]) {
      const together = new RegExp(`conflicts with \`(${name}|${other})\``);
      expect(issuesOf({ [name]: true, [other]: true })).to.match(together);
      expect(issuesOf({ [other]: true, [name]: true })).to.match(together);
    }
  });

  it("requires nodes", () => {
    expect(issuesOf({ [name]: true }, { nodePools: {}, fargate: { batch: { selectors: [{ namespace: "batch", labels: {} }] } } })).to.match(
      /Fargate.*DaemonSet/,
    );
    expect(issuesOf({ [name]: true }, { nodePools: {}, cluster: { autoMode: true } })).to.equal("");
  });

  it("warns when its traces cannot reach X-Ray", () => {
    expect(warningsOf({ [name]: true }, { network: { nat: "none", endpoints: ["s3", "logs"] } })).to.match(/X-Ray/);
    expect(warningsOf({ [name]: true }, { network: { nat: "none", endpoints: "private" } })).to.equal("");
    expect(warningsOf({ [name]: true })).to.equal("");
  });
});

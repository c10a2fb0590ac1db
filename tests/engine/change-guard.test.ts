import type { EngineEvent } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import type { Result } from "../harness/pulumi-stack/options";
import { PulumiStack } from "../harness/pulumi-stack/pulumi-stack";

const cluster = (settings: string) => `config:\n  aws:region: eu-west-1\n  eks-blueprints:cluster: { ${settings} }`;
const version = (minor: number) => cluster(`version: "1.${minor}"`);

const nameOf = (urn: string) => urn.slice(urn.lastIndexOf("::") + 2);

/** Our components record their settings, so that their own inputs change too: no provider takes part in that. */
const isComponent = (type: string) => type.startsWith("eks-blueprints:index:");

/** The operations that the engine started on resources, by name, without default providers. */
function operationsOf({ events }: Result): string[] {
  const started = events.flatMap(({ resourcePreEvent }) => resourcePreEvent?.metadata ?? []);
  return started
    .filter(({ op, type }) => op !== "same" && !type.startsWith("pulumi:providers:pulumi-nodejs") && !isComponent(type))
    .map(({ op, urn }) => `${op} ${nameOf(urn)}`);
}

/** The messages that the user reads. Debug messages, which the SDK does not declare, contain the provider's whole code. */
function messagesOf({ events }: Result): string {
  const shown = events.flatMap(({ diagnosticEvent }) => diagnosticEvent ?? []).filter(({ severity }) => (severity as string) !== "debug");
  return shown.map(({ message }) => message).join("");
}

describe("ChangeGuard on the Pulumi engine", () => {
  let stack: PulumiStack;

  before(async () => {
    stack = await PulumiStack.start({ stack: "minimal", settings: version(33) });
    await stack.up();
  });
  after(() => stack.stop());

  it("stops preview and up before any other operation, with reason and hint", async () => {
    const before = await stack.export();
    stack.configure(`${version(35)}\n  eks-blueprints:network: { cidr: 10.1.0.0/16 }`);
    for (const run of [await stack.preview({ mayFail: true }), await stack.up({ mayFail: true })]) {
      expect(run.exitCode).not.to.equal(0);
      expect(messagesOf(run)).to.contain(
        'eks-blueprints:cluster.version: 1.33 -> 1.35: EKS upgrades one minor version at a time; set "1.34" and run `pulumi up`',
      );
      expect(messagesOf(run)).to.contain(
        "eks-blueprints:network.cidr: 10.0.0.0/16 -> 10.1.0.0/16: the address range of a VPC cannot change",
      );
      expect(operationsOf(run)).to.deep.equal([]);
    }
    const after = await stack.export();
    const resourcesOf = ({ resources = [] }: typeof before) =>
      resources
        .filter(({ type }) => type !== "pulumi:providers:pulumi-nodejs" && !isComponent(type))
        .map(({ urn, id, inputs }) => ({ urn, id, inputs }));
    expect(resourcesOf(after)).to.deep.equal(resourcesOf(before));
  });

  it("stops the run with --continue-on-error too", async () => {
    const run = await stack.up({ mayFail: true, args: ["--continue-on-error"] });
    expect(run.exitCode).not.to.equal(0);
    expect(operationsOf(run)).to.deep.equal([]);
  });

  it("allows a minor version upgrade, and updates itself first", async () => {
    stack.configure(version(34));
    const [first, ...rest] = operationsOf(await stack.up());
    expect(first).to.equal("update eks-change-guard");
    expect(rest).to.include("update eks-eksCluster");
  });

  it("accepts by name a change that an interrupted update left behind", async () => {
    stack.configure(version(35));
    const guardIsUpdated = ({ resourcePreEvent }: EngineEvent) => nameOf(resourcePreEvent?.metadata.urn ?? "") === "eks-network";
    await stack.up({ killAt: guardIsUpdated, parallel: 1 });
    await stack.cancel();

    stack.configure(version(34));
    const rejected = await stack.up({ mayFail: true });
    expect(messagesOf(rejected))
      .to.contain("eks-blueprints:cluster.version: 1.35 -> 1.34: EKS does not support downgrades")
      .and.to.contain("EKS_BLUEPRINTS_ACCEPT=cluster.version");
    const accepted = await stack.up({ env: { EKS_BLUEPRINTS_ACCEPT: "cluster.version" } });
    expect(messagesOf(accepted)).to.contain("warning: eks-blueprints:cluster.version: accepted by EKS_BLUEPRINTS_ACCEPT: 1.35 -> 1.34");
    await stack.up({ expectNoChanges: true });
  });

  it("reports a changed creatorAdmin in preview and up, and allows other changes", async () => {
    stack.configure(cluster('version: "1.34", creatorAdmin: false, admins: ["arn:aws:iam::111122223333:role/Admin"]'));
    for (const run of [await stack.preview(), await stack.up()]) {
      expect(messagesOf(run)).to.contain("warning: [creator-admin] eks-blueprints:cluster.creatorAdmin: true -> false has no effect");
    }
    expect(messagesOf(await stack.up({ expectNoChanges: true }))).not.to.contain("has no effect");
  });
});

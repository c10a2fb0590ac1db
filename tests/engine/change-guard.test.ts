import type { EngineEvent } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import type { Result } from "../harness/pulumi-stack/options";
import { PulumiStack } from "../harness/pulumi-stack/pulumi-stack";

const cluster = (settings: string) => `config:\n  aws:region: eu-west-1\n  eks-blueprints:cluster: { ${settings} }`;
const version = (minor: number) => cluster(`version: "1.${minor}"`);

const nameOf = (urn: string) => urn.slice(urn.lastIndexOf("::") + 2);

/** What the engine began to do, by name; its own default providers left out. */
function touched({ events }: Result): string[] {
  const begun = events.flatMap(({ resourcePreEvent }) => resourcePreEvent?.metadata ?? []);
  return begun
    .filter(({ op, type }) => op !== "same" && !type.startsWith("pulumi:providers:pulumi-nodejs"))
    .map(({ op, urn }) => `${op} ${nameOf(urn)}`);
}

/** What the user reads; the debug lines, which the SDK does not declare, hold the provider's whole text. */
function said({ events }: Result): string {
  const told = events.flatMap(({ diagnosticEvent }) => diagnosticEvent ?? []).filter(({ severity }) => (severity as string) !== "debug");
  return told.map(({ message }) => message).join("");
}

describe("the change guard, on the real engine", () => {
  let stack: PulumiStack;

  before(async () => {
    stack = await PulumiStack.start({ stack: "minimal", settings: version(33) });
    await stack.up();
  });
  after(() => stack.stop());

  it("stops preview and up before anything is touched, with the reason and the way out", async () => {
    const before = await stack.export();
    stack.configure(`${version(35)}\n  eks-blueprints:network: { cidr: 10.1.0.0/16 }`);
    for (const run of [await stack.preview({ mayFail: true }), await stack.up({ mayFail: true })]) {
      expect(run.exitCode).not.to.equal(0);
      expect(said(run)).to.contain(
        'eks-blueprints:cluster.version: 1.33 -> 1.35: EKS upgrades one minor at a time; set "1.34" and run `pulumi up`',
      );
      expect(said(run)).to.contain("eks-blueprints:network.cidr: 10.0.0.0/16 -> 10.1.0.0/16: a VPC's address range cannot change");
      expect(touched(run)).to.deep.equal([]);
    }
    const after = await stack.export();
    const made = ({ resources = [] }: typeof before) =>
      resources.filter(({ type }) => type !== "pulumi:providers:pulumi-nodejs").map(({ urn, id, inputs }) => ({ urn, id, inputs }));
    expect(made(after)).to.deep.equal(made(before));
  });

  it("stops under --continue-on-error too", async () => {
    const run = await stack.up({ mayFail: true, args: ["--continue-on-error"] });
    expect(run.exitCode).not.to.equal(0);
    expect(touched(run)).to.deep.equal([]);
  });

  it("lets a minor up pass, itself first", async () => {
    stack.configure(version(34));
    const [first, ...rest] = touched(await stack.up());
    expect(first).to.equal("update eks-change-guard");
    expect(rest).to.include("update eks-eksCluster");
  });

  it("takes by name what an update that was cut short left behind", async () => {
    stack.configure(version(35));
    const guardIsDone = ({ resourcePreEvent }: EngineEvent) => nameOf(resourcePreEvent?.metadata.urn ?? "") === "eks-network";
    await stack.up({ killAt: guardIsDone, parallel: 1 });
    await stack.cancel();

    stack.configure(version(34));
    const refused = await stack.up({ mayFail: true });
    expect(said(refused))
      .to.contain("eks-blueprints:cluster.version: 1.35 -> 1.34: EKS never goes back")
      .and.to.contain("EKS_BLUEPRINTS_ACCEPT=cluster.version");
    const accepted = await stack.up({ env: { EKS_BLUEPRINTS_ACCEPT: "cluster.version" } });
    expect(said(accepted)).to.contain("warning: eks-blueprints:cluster.version: accepted by EKS_BLUEPRINTS_ACCEPT: 1.35 -> 1.34");
    await stack.up({ expectNoChanges: true });
  });

  it("reports a creatorAdmin that changes, at preview and at up, and lets the rest pass", async () => {
    stack.configure(cluster('version: "1.34", creatorAdmin: false, admins: ["arn:aws:iam::111122223333:role/Admin"]'));
    for (const run of [await stack.preview(), await stack.up()]) {
      expect(said(run)).to.contain("warning: [creator-admin] eks-blueprints:cluster.creatorAdmin: true -> false is without effect");
    }
    expect(said(await stack.up({ expectNoChanges: true }))).not.to.contain("is without effect");
  });
});

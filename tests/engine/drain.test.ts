import { createServer } from "node:net";
import { expect } from "chai";
import { types } from "../harness/fake-aws/references";
import { type AwsCommand, startAwsCommand } from "../harness/pulumi-stack/aws-command";
import { ingressRule } from "../harness/pulumi-stack/aws-command/answers";
import { plantOrphans, plantStaying } from "../harness/pulumi-stack/orphans";
import { PulumiStack } from "../harness/pulumi-stack/pulumi-stack";

const cluster = "eks-blueprints-minimal";
const settings = "config:\n  aws:region: eu-west-1\n  eks-blueprints:network: { zones: 2 }\n  eks-blueprints:cluster: { logs: [] }";

/** Where nothing listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe("what a cluster left in AWS when its API server is gone, on the real engine", () => {
  let stack: PulumiStack;
  let aws: AwsCommand;
  let ours: readonly string[];
  let staying: readonly string[];

  const named = (things: readonly { readonly type: string; readonly id: string }[]) => things.map(({ type, id }) => `${type} ${id}`).sort();
  const there = async () => named(await stack.fakeAws.resources());
  const left = async () => (await there()).filter((name) => ours.includes(name));

  before(async () => {
    const endpoint = `https://127.0.0.1:${await closedPort()}`;
    stack = await PulumiStack.start({ stack: "minimal", settings, world: { outputs: { [types.cluster]: { endpoint } } } });
    aws = await startAwsCommand(stack);
    await stack.up();
    staying = named(await plantStaying(stack.fakeAws, cluster));
    ours = named(await plantOrphans(stack.fakeAws, cluster));
  });
  after(async () => {
    aws?.stop();
    await stack?.stop();
  });

  it("stops the destroy before the first delete while EKS says that the cluster runs, and says how to go on", async () => {
    const before = await there();
    const { exitCode, output } = await stack.destroy({ mayFail: true });
    expect(exitCode, output).not.equal(0);
    expect(output)
      .contain(`The cluster ${cluster} is ACTIVE, but 127.0.0.1:`)
      .and.contain("Run this from where its endpoint can be reached");
    expect(await there()).deep.equal(before);
  });

  it("stops the destroy before the first delete where AWS is signed in to another account", async () => {
    const before = await there();
    aws.says.account = "222222222222";
    try {
      const { exitCode, output } = await stack.destroy({ mayFail: true });
      expect(exitCode, output).not.equal(0);
      expect(output).contain("AWS is signed in to account 222222222222").and.contain("is in account 123456789012");
    } finally {
      aws.says.account = undefined;
    }
    expect(await there()).deep.equal(before);
  });

  it("holds the network where both drain and sweep are left out", async () => {
    const things = await stack.fakeAws.resources();
    const leaked = things.find(({ id }) => id === "eni-leaked")!;
    const held = [leaked.inputs.subnetId, leaked.outputs.vpcId];
    const network = named(things.filter(({ type, id }) => (type === types.vpc || type === types.subnet) && held.includes(id)));
    expect(network).length(2);
    const { exitCode, output } = await stack.destroy({
      mayFail: true,
      env: { EKS_BLUEPRINTS_DRAIN: "skip", EKS_BLUEPRINTS_SWEEP: "skip" },
    });
    expect(exitCode, output).not.equal(0);
    expect(output).contain("DependencyViolation: ");
    // The engine deletes in parallel, so what AWS refuses first differs: a subnet, or the internet gateway. The rule went with the cluster's own
    // group if the cluster was gone by then.
    expect(await there()).to.include.members(network);
    expect(await left()).to.include.members(ours.filter((name) => !name.startsWith(ingressRule)));
  });

  /** Makes the stack again, and what its cluster leaves. */
  async function again() {
    await stack.up();
    for (const name of await left()) await stack.fakeAws.lose(...(name.split(" ") as [string, string]));
    ours = named(await plantOrphans(stack.fakeAws, cluster));
  }

  for (const said of ["DELETING", "ResourceNotFoundException"] as const)
    it(`is removed, and nothing of anybody else, where EKS says ${said}`, async () => {
      await again();
      aws.says.cluster = said;
      const { output } = await stack.destroy();
      const order = [
        `EKS has no cluster ${cluster} any more`,
        "Removing load balancer k8s-shop-web",
        "Removing security group k8s-sg-balancer",
        "keep volume vol-data of a claim",
        "aws:eks:Cluster eks-eksCluster deleted",
        "Removing network interface eni-leaked",
        "Removing VPC endpoint com.amazonaws.eu-west-1.guardduty-data",
        "Removing security group GuardDutyManagedSecurityGroup-",
        "aws:ec2:Subnet eks-network-private-1 deleting",
      ];
      const places = order.map((line) => output.indexOf(line));
      expect(places, output).not.include(-1);
      expect(places, "one after the other").deep.equal([...places].sort((one, other) => one - other));
      expect(await there()).deep.equal(staying);
    });
});

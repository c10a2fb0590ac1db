import { createServer } from "node:net";
import { expect } from "chai";
import { types } from "../harness/fake-aws/references";
import { type AwsCommand, startAwsCommand } from "../harness/pulumi-stack/aws-command";
import { ingressRule } from "../harness/pulumi-stack/aws-command/answers";
import { createOrphans, createUnrelated } from "../harness/pulumi-stack/orphans";
import { PulumiStack } from "../harness/pulumi-stack/pulumi-stack";

const cluster = "eks-blueprints-minimal";
const settings = "config:\n  aws:region: eu-west-1\n  eks-blueprints:network: { zones: 2 }\n  eks-blueprints:cluster: { logs: [] }";

/** A port that nothing listens on. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe("pulumi destroy: unreachable API server on the Pulumi engine", () => {
  let stack: PulumiStack;
  let aws: AwsCommand;
  let clusterOrphans: readonly string[];
  let unrelated: readonly string[];

  const named = (resources: readonly { readonly type: string; readonly id: string }[]) =>
    resources.map(({ type, id }) => `${type} ${id}`).sort();
  const existing = async () => named(await stack.fakeAws.resources());
  const left = async () => (await existing()).filter((name) => clusterOrphans.includes(name));

  before(async () => {
    const endpoint = `https://127.0.0.1:${await closedPort()}`;
    stack = await PulumiStack.start({ stack: "minimal", settings, fakeAws: { outputs: { [types.cluster]: { endpoint } } } });
    aws = await startAwsCommand(stack);
    await stack.up();
    unrelated = named(await createUnrelated(stack.fakeAws, cluster));
    clusterOrphans = named(await createOrphans(stack.fakeAws, cluster));
  });
  after(async () => {
    aws?.stop();
    await stack?.stop();
  });

  it("stops before the first deletion while EKS reports an active cluster, and shows how to continue", async () => {
    const before = await existing();
    const { exitCode, output } = await stack.destroy({ mayFail: true });
    expect(exitCode, output).not.equal(0);
    expect(output)
      .contain(`The cluster ${cluster} is ACTIVE, but 127.0.0.1:`)
      .and.contain("Run this from where its endpoint can be reached");
    expect(await existing()).deep.equal(before);
  });

  it("stops before the first deletion when AWS is signed in to another account", async () => {
    const before = await existing();
    aws.overrides.account = "222222222222";
    try {
      const { exitCode, output } = await stack.destroy({ mayFail: true });
      expect(exitCode, output).not.equal(0);
      expect(output).contain("AWS is signed in to account 222222222222").and.contain("is in account 123456789012");
    } finally {
      aws.overrides.account = undefined;
    }
    expect(await existing()).deep.equal(before);
  });

  it("keeps the network while orphans use it, when drain and sweep are skipped", async () => {
    const resources = await stack.fakeAws.resources();
    const leaked = resources.find(({ id }) => id === "eni-leaked")!;
    const held = [leaked.inputs.subnetId, leaked.outputs.vpcId];
    const network = named(resources.filter(({ type, id }) => (type === types.vpc || type === types.subnet) && held.includes(id)));
    expect(network).length(2);
    const { exitCode, output } = await stack.destroy({
      mayFail: true,
      env: { EKS_BLUEPRINTS_DRAIN: "skip", EKS_BLUEPRINTS_SWEEP: "skip" },
    });
    expect(exitCode, output).not.equal(0);
    expect(output).contain("DependencyViolation: ");
    // The engine deletes in parallel, so AWS may reject a subnet or the internet gateway first. The rule was deleted with the cluster's own
    // group if the cluster was already deleted.
    expect(await existing()).to.include.members(network);
    expect(await left()).to.include.members(clusterOrphans.filter((name) => !name.startsWith(ingressRule)));
  });

  /** Deploys the stack again, and creates the orphans of its cluster. */
  async function redeploy() {
    await stack.up();
    for (const name of await left()) await stack.fakeAws.removeOutOfBand(...(name.split(" ") as [string, string]));
    clusterOrphans = named(await createOrphans(stack.fakeAws, cluster));
  }

  for (const state of ["DELETING", "ResourceNotFoundException"] as const)
    it(`removes the orphans of the cluster, and nothing else, when EKS reports ${state}`, async () => {
      await redeploy();
      aws.overrides.cluster = state;
      const { output } = await stack.destroy();
      const order = [
        `The cluster ${cluster} no longer exists in EKS`,
        "Removing load balancer k8s-shop-web",
        "Removing security group k8s-sg-balancer",
        "keep volume vol-data of a claim",
        "aws:eks:Cluster eks-eksCluster deleted",
        "Removing network interface eni-leaked",
        "Removing VPC endpoint com.amazonaws.eu-west-1.guardduty-data",
        "Removing security group GuardDutyManagedSecurityGroup-",
        "aws:ec2:Subnet eks-network-private-1 deleting",
      ];
      const positions = order.map((line) => output.indexOf(line));
      expect(positions, output).not.include(-1);
      expect(positions, "in this order").deep.equal([...positions].sort((one, other) => one - other));
      expect(await existing()).deep.equal(unrelated);
    });
});

import { setTimeout as pause } from "node:timers/promises";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { types } from "../harness/fake-aws/references";
import { endpoint, mochaHooks } from "../harness/kube-apiserver/setup";
import { type AwsCommand, startAwsCommand } from "../harness/pulumi-stack/aws-command";
import { ingressRule, instance, instanceProfile, targetGroup } from "../harness/pulumi-stack/aws-command/answers";
import { plantOrphans } from "../harness/pulumi-stack/orphans";
import { PulumiStack } from "../harness/pulumi-stack/pulumi-stack";

const cluster = "eks-blueprints-minimal";
const settings = "config:\n  aws:region: eu-west-1\n  eks-blueprints:network: { zones: 2 }\n  eks-blueprints:cluster: { logs: [] }";

/** The three minutes that controllers have are over in eighteen seconds. */
const hurried = { env: { NODE_OPTIONS: `--require ${require.resolve("../harness/pulumi-stack/fast-timers.cjs")}`, HURRY: "10" } };
const graceMilliseconds = 18_000;

/** What controllers remove by themselves, when its objects are gone from the cluster. */
const controllers = [
  [types.loadBalancer, "arn:balancer/k8s-shop-web"],
  [targetGroup, "arn:targets/k8s-shop-web"],
  [ingressRule, "sgr-1"],
  [types.group, "sg-balancer"],
  [instance, "i-karpenter"],
  [types.launchTemplate, "lt-karpenter"],
  [instanceProfile, `${cluster}_1`],
] as const;

describe("what controllers of an empty cluster still have to do in AWS, on the real engine and a real API server", () => {
  let stack: PulumiStack;
  let aws: AwsCommand;

  const speaks = (words: string) => (event: EngineEvent) => event.diagnosticEvent?.message.includes(words) ?? false;
  const begins = ({ resourcePreEvent }: EngineEvent) => resourcePreEvent?.metadata.type.endsWith("eks-blueprints:Drain") ?? false;
  const waits = speaks("Waiting for controllers to remove load balancer k8s-shop-web");

  before(async function () {
    await mochaHooks.beforeAll.call(this);
    const { port, ca, token } = endpoint();
    const data = Buffer.from(ca).toString("base64");
    const outputs = { [types.cluster]: { endpoint: `https://127.0.0.1:${port}`, certificateAuthority: { data } } };
    stack = await PulumiStack.start({ stack: "minimal", settings, world: { outputs } });
    aws = await startAwsCommand(stack, { token });
  });
  beforeEach(async () => {
    await stack.up();
    await plantOrphans(stack.fakeAws, cluster);
  });
  after(async () => {
    aws?.stop();
    await stack?.stop();
    await mochaHooks.afterAll();
  });

  it("is left to them for three minutes: nothing of it is removed where they are late, but in time", async () => {
    let waiting = false;
    const destroying = stack.destroy({ ...hurried, onEvent: (event) => (waiting ||= waits(event)) });
    while (!waiting) await pause(50);
    await pause(3_000);
    const deletedByThen = (await stack.fakeAws.operations()).filter(({ op }) => op === "delete");
    await Promise.all(controllers.map(([type, id]) => stack.fakeAws.lose(type, id)));
    const { output } = await destroying;
    expect(deletedByThen).deep.equal([]);
    expect(output).contain(`Nothing in ${cluster} holds resources of AWS any more`);
    expect(output, "what is theirs").not.match(
      /Removing (load balancer|target group|instance|launch template|security group k8s-sg-balancer)/,
    );
    expect(await stack.fakeAws.resources()).empty;
  });

  it("is removed after the three minutes where they never do it, and the destroy goes on", async () => {
    let beginning = 0;
    let waiting = 0;
    let removing = 0;
    const onEvent = (event: EngineEvent) => {
      if (begins(event)) beginning ||= Date.now();
      if (waits(event)) waiting ||= Date.now();
      if (speaks("Removing load balancer k8s-shop-web")(event)) removing ||= Date.now();
    };
    const { output } = await stack.destroy({ ...hurried, onEvent });
    // never too soon; the wait is told after a first look at AWS, which takes seconds where the machine is busy
    expect(removing - beginning).least(graceMilliseconds);
    expect(removing - waiting, "not only when the drain's own time is over")
      .least(0)
      .and.below(3 * graceMilliseconds);
    const order = [
      "Removing load balancer k8s-shop-web",
      "Removing security group k8s-sg-balancer",
      `Nothing in ${cluster} holds resources of AWS any more, but its nodes`,
    ];
    const places = order.map((line) => output.indexOf(line));
    expect(places, output).not.include(-1);
    expect(places).deep.equal([...places].sort((one, other) => one - other));
    expect(output).contain(`Removing instance profile ${cluster}_1`);
    expect(await stack.fakeAws.resources()).empty;
  });
});

import { setTimeout as pause } from "node:timers/promises";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { types } from "../harness/fake-aws/references";
import { endpoint, mochaHooks } from "../harness/kube-apiserver/setup";
import { type AwsCommand, startAwsCommand } from "../harness/pulumi-stack/aws-command";
import { ingressRule, instance, instanceProfile, targetGroup } from "../harness/pulumi-stack/aws-command/answers";
import { createOrphans } from "../harness/pulumi-stack/orphans";
import { PulumiStack } from "../harness/pulumi-stack/pulumi-stack";

const cluster = "eks-blueprints-minimal";
const settings = "config:\n  aws:region: eu-west-1\n  eks-blueprints:network: { zones: 2 }\n  eks-blueprints:cluster: { logs: [] }";

/** The three minutes of grace take eighteen seconds. */
const fastTimers = { env: { NODE_OPTIONS: `--require ${require.resolve("../harness/pulumi-stack/fast-timers.cjs")}`, TIMER_SPEED: "10" } };
const graceMilliseconds = 18_000;

/** Orphans that controllers remove after the objects in the cluster are deleted. */
const controllers = [
  [types.loadBalancer, "arn:balancer/k8s-shop-web"],
  [targetGroup, "arn:targets/k8s-shop-web"],
  [ingressRule, "sgr-1"],
  [types.group, "sg-balancer"],
  [instance, "i-karpenter"],
  [types.launchTemplate, "lt-karpenter"],
  [instanceProfile, `${cluster}_1`],
] as const;

describe("pulumi destroy: grace period of controllers on the Pulumi engine and a real API server", () => {
  let stack: PulumiStack;
  let aws: AwsCommand;

  const prints = (words: string) => (event: EngineEvent) => event.diagnosticEvent?.message.includes(words) ?? false;
  const starts = ({ resourcePreEvent }: EngineEvent) => resourcePreEvent?.metadata.type.endsWith("eks-blueprints:Drain") ?? false;
  const waits = prints("Waiting for controllers to delete load balancer k8s-shop-web");

  before(async function () {
    await mochaHooks.beforeAll.call(this);
    const { port, ca, token } = endpoint();
    const data = Buffer.from(ca).toString("base64");
    const outputs = { [types.cluster]: { endpoint: `https://127.0.0.1:${port}`, certificateAuthority: { data } } };
    stack = await PulumiStack.start({ stack: "minimal", settings, fakeAws: { outputs } });
    aws = await startAwsCommand(stack, { token });
  });
  beforeEach(async () => {
    await stack.up();
    await createOrphans(stack.fakeAws, cluster);
  });
  after(async () => {
    aws?.stop();
    await stack?.stop();
    await mochaHooks.afterAll();
  });

  it("leaves AWS resources to their controllers for three minutes", async () => {
    let waiting = false;
    const destroying = stack.destroy({ ...fastTimers, onEvent: (event) => (waiting ||= waits(event)) });
    while (!waiting) await pause(50);
    await pause(3_000);
    const deletedByThen = (await stack.fakeAws.operations()).filter(({ op }) => op === "delete");
    await Promise.all(controllers.map(([type, id]) => stack.fakeAws.removeOutOfBand(type, id)));
    const { output } = await destroying;
    expect(deletedByThen).deep.equal([]);
    expect(output).contain(`No workload in ${cluster} owns AWS resources any more`);
    expect(output, "resources that controllers remove").not.match(
      /Removing (load balancer|target group|instance|launch template|security group k8s-sg-balancer)/,
    );
    expect(await stack.fakeAws.resources()).empty;
  });

  it("removes AWS resources itself after three minutes, and continues", async () => {
    let started = 0;
    let waiting = 0;
    let removing = 0;
    const onEvent = (event: EngineEvent) => {
      if (starts(event)) started ||= Date.now();
      if (waits(event)) waiting ||= Date.now();
      if (prints("Removing load balancer k8s-shop-web")(event)) removing ||= Date.now();
    };
    const { output } = await stack.destroy({ ...fastTimers, onEvent });
    // never too early; the wait is printed after AWS resources were listed, which takes seconds on a busy machine
    expect(removing - started).least(graceMilliseconds);
    expect(removing - waiting, "before the drain's own timeout")
      .least(0)
      .and.below(3 * graceMilliseconds);
    const order = [
      "Removing load balancer k8s-shop-web",
      "Removing security group k8s-sg-balancer",
      `No workload in ${cluster} owns AWS resources any more, except its nodes`,
    ];
    const places = order.map((line) => output.indexOf(line));
    expect(places, output).not.include(-1);
    expect(places).deep.equal([...places].sort((one, other) => one - other));
    expect(output).contain(`Removing instance profile ${cluster}_1`);
    expect(await stack.fakeAws.resources()).empty;
  });
});

import { setTimeout as pause } from "node:timers/promises";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { Kubernetes } from "../../components/lifecycle/drain/kubernetes/client";
import { ClusterLifecycle } from "../apiserver/cluster-lifecycle";
import * as objects from "../apiserver/drain-objects";
import { types } from "../harness/fake-aws/references";
import { endpoint, mochaHooks } from "../harness/kube-apiserver/setup";
import { type AwsCommand, startAwsCommand } from "../harness/pulumi-stack/aws-command";
import { ingressRule, instance, instanceProfile, targetGroup } from "../harness/pulumi-stack/aws-command/answers";
import { createOrphans } from "../harness/pulumi-stack/orphans";
import { PulumiStack } from "../harness/pulumi-stack/pulumi-stack";
import { unlock } from "./recovery";

const cluster = "eks-blueprints-minimal";
const settings = [
  "config:",
  "  aws:region: eu-west-1",
  "  eks-blueprints:network: { zones: 2 }",
  "  eks-blueprints:cluster: { logs: [], drain: { timeoutMinutes: 1 } }",
].join("\n");

/** One minute of the dynamic provider takes twelve seconds. */
const fastTimers = { env: { NODE_OPTIONS: `--require ${require.resolve("../harness/pulumi-stack/fast-timers.cjs")}` } };

const controllers = ["service.k8s.aws/resources", "ingress.k8s.aws/resources"];
/** Orphans that the load balancer controller removes. */
const balancerOrphans = [
  [types.loadBalancer, "arn:balancer/k8s-shop-web"],
  [targetGroup, "arn:targets/k8s-shop-web"],
  [ingressRule, "sgr-1"],
  [types.group, "sg-balancer"],
] as const;

/** Orphans that Karpenter removes. */
const karpenterOrphans = [
  [instance, "i-karpenter"],
  [types.launchTemplate, "lt-karpenter"],
  [instanceProfile, `${cluster}_1`],
] as const;
const termination = "karpenter.sh/termination";

describe("pulumi destroy: cluster drain on the Pulumi engine and a real API server", () => {
  let stack: PulumiStack;
  let aws: AwsCommand;
  let kubernetes: Kubernetes;

  const deleted = async () => (await stack.fakeAws.operations()).filter(({ op }) => op === "delete").length;
  const list = async () => [
    ...Object.values(await kubernetes.inventory(["ingresses", "claims", "volumes", "nodePools", "nodeClaims", "statefulSets"])).flat(),
    ...(await kubernetes.list("", "services")).filter(({ spec }) => spec?.type === "LoadBalancer"),
  ];
  const deleting = async () => (await list()).filter(({ metadata }) => metadata.deletionTimestamp).map(({ kind }) => kind);
  async function until(holds: () => Promise<boolean>): Promise<void> {
    while (!(await holds())) await pause(50);
  }
  const waits = ({ diagnosticEvent }: EngineEvent) =>
    diagnosticEvent?.message.includes("Waiting for load balancers and volumes: Service") ?? false;

  before(async function () {
    await mochaHooks.beforeAll.call(this);
    const { port, ca, token } = endpoint();
    const [server, data] = [`https://127.0.0.1:${port}`, Buffer.from(ca).toString("base64")];
    kubernetes = new Kubernetes({ server: new URL(server), ca, token });
    const outputs = { [types.cluster]: { endpoint: server, certificateAuthority: { data } } };
    stack = await PulumiStack.start({ stack: "minimal", settings, fakeAws: { outputs } });
    aws = await startAwsCommand(stack, { token });
    await Promise.all([stack.up(), objects.applyCrds()]);

    await objects.createService("default", "web", "LoadBalancer", [controllers[0]!]);
    const backend = { service: { name: "web", port: { number: 80 } } };
    const finalizers = [controllers[1]!];
    await objects.create("networking.k8s.io/v1", "Ingress", "default", "shop", { finalizers }, { spec: { defaultBackend: backend } });
    const ledger = await objects.createWorkload("StatefulSet", "default", "ledger");
    await objects.createClaim("default", "data-ledger-0");
    await objects.createPod("default", "ledger-0", ["data-ledger-0"], objects.ownedBy(ledger));
    await objects.createNodePool("default", { finalizers: [termination] });
    await objects.createNodeClaim("default-a", "default");
    await createOrphans(stack.fakeAws, cluster);
  });
  after(async () => {
    kubernetes?.close();
    aws?.stop();
    await stack?.stop();
    await mochaHooks.afterAll();
  });

  it("fails on timeout before the first deletion, with the remaining objects and the reasons", async () => {
    const life = new ClusterLifecycle(kubernetes, [controllers[0]!]);
    const { exitCode, output } = await stack.destroy({ mayFail: true, ...fastTimers }).finally(() => life.stop());
    expect(exitCode, output).not.equal(0);
    expect(output).contain(`After 1 minute the cluster ${cluster} still has:`);
    expect(output).match(
      /- Service default\/web: being deleted since .*; finalizer service\.k8s\.aws\/resources is removed by the AWS Load/,
    );
    expect(output).contain("Fix the error and run this again");
    expect(output)
      .contain("Deleting StatefulSet default/ledger")
      .and.contain("Waiting for load balancers and volumes: Service default/web");
    expect((await list()).map(({ kind }) => kind)).have.members(["Service", "NodePool", "NodeClaim"]);
    expect(await deleted()).equal(0);
  });

  it("fails before the first deletion when the API server rejects the identity", async () => {
    const { token } = aws.overrides;
    aws.overrides.token = "somebody";
    const { exitCode, output } = await stack.destroy({ mayFail: true });
    aws.overrides.token = token;
    expect(exitCode, output).not.equal(0);
    expect(output).contain(`The API server of ${cluster} denied access`).and.contain("Sign in to AWS in eu-west-1");
    expect(await deleted()).equal(0);
  });

  it("stops the drain when the engine is killed", async () => {
    expect((await stack.destroy({ ...fastTimers, killAt: waits })).exitCode).equal(null);
    await unlock(stack);
    await pause(5000); // the drain prints every four seconds, and ends when printing fails; its minute ends after twelve
    await objects.createService("default", "late", "LoadBalancer");
    await pause(1500);
    const late = (await list()).find(({ metadata }) => metadata.name === "late");
    expect(late, "the new Service").not.equal(undefined);
    await kubernetes.delete(late!);
  });

  it("removes load balancers, then Karpenter's nodes, then the resources that they depend on, and completes", async () => {
    let waiting = false;
    // at normal speed: each list of AWS resources takes seconds on a busy machine
    const destroying = stack.destroy({ onEvent: (event) => (waiting ||= waits(event)) });
    await until(async () => waiting);
    const balancing = new ClusterLifecycle(kubernetes, [termination]);
    await until(async () => balancing.gone.includes("Service default/web"));
    await Promise.all(balancerOrphans.map(([type, id]) => stack.fakeAws.removeOutOfBand(type, id)));
    await until(async () => (await deleting()).join() === "NodePool,NodeClaim");
    await balancing.stop();
    const early = (await stack.fakeAws.operations()).filter(({ op }) => op === "delete").map(({ type }) => type);
    expect(early, "while Karpenter's nodes exist").not.include.members([types.nodeGroup]).and.not.include.members([types.cluster]);
    const karpenter = new ClusterLifecycle(kubernetes);
    await until(async () => (await list()).length === 0);
    await Promise.all(karpenterOrphans.map(([type, id]) => stack.fakeAws.removeOutOfBand(type, id)));
    const { output } = await destroying.finally(() => karpenter.stop());

    expect(output).contain(`No workload in ${cluster} owns AWS resources any more`).and.contain("Removing network interface eni-leaked");
    expect(output, "resources that controllers remove").not.match(
      /Removing (load balancer|target group|instance|launch template|security group k8s-sg-balancer)/,
    );
    expect(await stack.fakeAws.resources()).empty;
    expect((await stack.export()).resources ?? []).empty;
  });
});

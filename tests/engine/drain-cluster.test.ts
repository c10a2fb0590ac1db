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
import { plantOrphans } from "../harness/pulumi-stack/orphans";
import { PulumiStack } from "../harness/pulumi-stack/pulumi-stack";
import { unlock } from "./recovery";

const cluster = "eks-blueprints-minimal";
const settings = [
  "config:",
  "  aws:region: eu-west-1",
  "  eks-blueprints:network: { zones: 2 }",
  "  eks-blueprints:cluster: { logs: [], drain: { timeoutMinutes: 1 } }",
].join("\n");

/** The dynamic provider's minute takes twelve seconds. */
const hurried = { env: { NODE_OPTIONS: `--require ${require.resolve("../harness/pulumi-stack/fast-timers.cjs")}` } };

const controllers = ["service.k8s.aws/resources", "ingress.k8s.aws/resources"];
/** What of the leftovers the controller of load balancers removes by itself. */
const balancers = [
  [types.loadBalancer, "arn:balancer/k8s-shop-web"],
  [targetGroup, "arn:targets/k8s-shop-web"],
  [ingressRule, "sgr-1"],
  [types.group, "sg-balancer"],
] as const;

/** And what Karpenter removes. */
const karpenters = [
  [instance, "i-karpenter"],
  [types.launchTemplate, "lt-karpenter"],
  [instanceProfile, `${cluster}_1`],
] as const;
const termination = "karpenter.sh/termination";

describe("draining a cluster by pulumi destroy, on the real engine and a real API server", () => {
  let stack: PulumiStack;
  let aws: AwsCommand;
  let kubernetes: Kubernetes;

  const deleted = async () => (await stack.fakeAws.operations()).filter(({ op }) => op === "delete").length;
  const list = async () => [
    ...Object.values(await kubernetes.inventory(["ingresses", "claims", "volumes", "nodePools", "nodeClaims", "statefulSets"])).flat(),
    ...(await kubernetes.list("", "services")).filter(({ spec }) => spec?.type === "LoadBalancer"),
  ];
  const going = async () => (await list()).filter(({ metadata }) => metadata.deletionTimestamp).map(({ kind }) => kind);
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
    stack = await PulumiStack.start({ stack: "minimal", settings, world: { outputs } });
    aws = await startAwsCommand(stack, { token });
    await Promise.all([stack.up(), objects.applyCrds()]);

    await objects.makeService("default", "web", "LoadBalancer", [controllers[0]!]);
    const backend = { service: { name: "web", port: { number: 80 } } };
    const finalizers = [controllers[1]!];
    await objects.make("networking.k8s.io/v1", "Ingress", "default", "shop", { finalizers }, { spec: { defaultBackend: backend } });
    const ledger = await objects.makeWorkload("StatefulSet", "default", "ledger");
    await objects.makeClaim("default", "data-ledger-0");
    await objects.makePod("default", "ledger-0", ["data-ledger-0"], objects.ownedBy(ledger));
    await objects.makeNodePool("default", { finalizers: [termination] });
    await objects.makeNodeClaim("default-a", "default");
    await plantOrphans(stack.fakeAws, cluster);
  });
  after(async () => {
    kubernetes?.close();
    aws?.stop();
    await stack?.stop();
    await mochaHooks.afterAll();
  });

  it("fails when its minutes are over, before the first delete, with what is left and why", async () => {
    const life = new ClusterLifecycle(kubernetes, [controllers[0]!]);
    const { exitCode, output } = await stack.destroy({ mayFail: true, ...hurried }).finally(() => life.stop());
    expect(exitCode, output).not.equal(0);
    expect(output).contain(`After 1 minute the cluster ${cluster} still holds:`);
    expect(output).match(
      /- Service default\/web: being deleted since .*; finalizer service\.k8s\.aws\/resources is taken off by the AWS Load/,
    );
    expect(output).contain("Mend the reason and run this again");
    expect(output)
      .contain("Deleting StatefulSet default/ledger")
      .and.contain("Waiting for load balancers and volumes: Service default/web");
    expect((await list()).map(({ kind }) => kind)).have.members(["Service", "NodePool", "NodeClaim"]);
    expect(await deleted()).equal(0);
  });

  it("stops before the first delete where the API server refuses who runs it", async () => {
    const { token } = aws.says;
    aws.says.token = "somebody";
    const { exitCode, output } = await stack.destroy({ mayFail: true });
    aws.says.token = token;
    expect(exitCode, output).not.equal(0);
    expect(output).contain(`The API server of ${cluster} refuses who runs this`).and.contain("Sign in to AWS in eu-west-1");
    expect(await deleted()).equal(0);
  });

  it("does not go on without the engine, where that was killed", async () => {
    expect((await stack.destroy({ ...hurried, killAt: waits })).exitCode).equal(null);
    await unlock(stack);
    await pause(5000); // the drain speaks every four seconds, and ends when nobody listens; its minute is over after twelve
    await objects.makeService("default", "late", "LoadBalancer");
    await pause(1500);
    const late = (await list()).find(({ metadata }) => metadata.name === "late");
    expect(late, "the new Service").not.equal(undefined);
    await kubernetes.delete(late!);
  });

  it("removes load balancers, then nodes of Karpenter, and only then what these need; and ends", async () => {
    let waiting = false;
    // a whole minute: each look at AWS takes seconds where the machine is busy
    const destroying = stack.destroy({ onEvent: (event) => (waiting ||= waits(event)) });
    await until(async () => waiting);
    const balancing = new ClusterLifecycle(kubernetes, [termination]);
    await until(async () => balancing.gone.includes("Service default/web"));
    await Promise.all(balancers.map(([type, id]) => stack.fakeAws.lose(type, id)));
    await until(async () => (await going()).join() === "NodePool,NodeClaim");
    await balancing.stop();
    const early = (await stack.fakeAws.operations()).filter(({ op }) => op === "delete").map(({ type }) => type);
    expect(early, "while Karpenter's nodes are there").not.include.members([types.nodeGroup]).and.not.include.members([types.cluster]);
    const karpenter = new ClusterLifecycle(kubernetes);
    await until(async () => (await list()).length === 0);
    await Promise.all(karpenters.map(([type, id]) => stack.fakeAws.lose(type, id)));
    const { output } = await destroying.finally(() => karpenter.stop());

    expect(output).contain(`Nothing in ${cluster} holds resources of AWS any more`).and.contain("Removing network interface eni-leaked");
    expect(output, "what controllers do").not.match(
      /Removing (load balancer|target group|instance|launch template|security group k8s-sg-balancer)/,
    );
    expect(await stack.fakeAws.resources()).empty;
    expect((await stack.export()).resources ?? []).empty;
  });
});

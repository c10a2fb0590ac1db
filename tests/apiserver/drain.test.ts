import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import { removalFailures } from "../../components/lifecycle/drain/addon-guard";
import { ApiError, Kubernetes } from "../../components/lifecycle/drain/kubernetes/client";
import { SignInFailed } from "../../components/lifecycle/drain/kubernetes/credentials";
import { drainCluster, drainNodes, previewCluster } from "../../components/lifecycle/drain/kubernetes/drain";
import { readKubeconfig } from "../../components/lifecycle/drain/kubernetes/kubeconfig";
import type { Runtime, WaitOptions } from "../../components/lifecycle/drain/runtime";
import { thisProcess } from "../../components/lifecycle/drain/runtime";
import { admin, endpoint } from "../harness/kube-apiserver/setup";
import { ClusterLifecycle } from "./cluster-lifecycle";
import * as objects from "./drain-objects";

function kubeconfig(user: object): string {
  const { port, ca } = endpoint();
  const cluster = { server: `https://127.0.0.1:${port}`, "certificate-authority-data": Buffer.from(ca).toString("base64") };
  const name = "shop";
  return JSON.stringify({
    clusters: [{ name, cluster }],
    users: [{ name, user }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    "current-context": name,
  });
}

const clientOf = (user: object) => new Kubernetes(readKubeconfig(kubeconfig(user)));
const names = async (path: string): Promise<string[]> =>
  (await admin().ask("GET", path)).items.map(({ metadata }: { metadata: { name: string } }) => metadata.name);

describe("cluster drain on a real API server", () => {
  let kubernetes: Kubernetes;
  let printed: string[];
  let runtime: Runtime;
  const patience = (seconds: number): WaitOptions => ({
    deadline: Date.now() + seconds * 1000,
    pollMilliseconds: 100,
    speakMilliseconds: 300,
  });

  async function drained(seconds: number, stubborn: readonly string[] = [], drain = drainCluster) {
    const life = new ClusterLifecycle(kubernetes, stubborn);
    const left = await drain(kubernetes, runtime, patience(seconds)).finally(() => life.stop());
    return { left, gone: life.gone };
  }

  before(async () => {
    await objects.applyCrds();
    await admin().apply({ apiVersion: "v1", kind: "Namespace", metadata: { name: "drained" } });
    const ready = async () => (await admin().request("GET", "/api/v1/namespaces/drained/serviceaccounts/default")).status === 200;
    while (!(await ready())) await thisProcess.sleep(50);
  });
  beforeEach(() => {
    kubernetes = clientOf({ token: endpoint().token });
    printed = [];
    runtime = { ...thisProcess, print: (line) => printed.push(line) };
  });
  afterEach(() => kubernetes.close());

  it("removes objects that create load balancers, and keeps other Services", async () => {
    await objects.createService("drained", "web", "LoadBalancer", ["service.kubernetes.io/load-balancer-cleanup"]);
    await objects.createService("drained", "inner", "ClusterIP");
    const backend = { service: { name: "web", port: { number: 80 } } };
    const finalizers = ["ingress.k8s.aws/resources"];
    await objects.create("networking.k8s.io/v1", "Ingress", "drained", "shop", { finalizers }, { spec: { defaultBackend: backend } });
    await objects.create("gateway.networking.k8s.io/v1", "Gateway", "drained", "edge", { finalizers: ["gateway.k8s.aws/alb"] });
    await objects.create("elbv2.k8s.aws/v1beta1", "TargetGroupBinding", "drained", "own", { finalizers: ["elbv2.k8s.aws/resources"] });

    const { left, gone } = await drained(30);
    expect(left).to.deep.equal([]);
    expect(gone.slice(0, 3)).to.have.members(["Service drained/web", "Ingress drained/shop", "Gateway drained/edge"]);
    expect(gone[3]).to.equal("TargetGroupBinding drained/own");
    expect(await names("/api/v1/namespaces/drained/services")).to.deep.equal(["inner"]);
  });

  it("removes claims with the reclaim policy Delete, and the topmost owners of pods that mount them", async () => {
    const prometheus = await objects.create("example.com/v1", "Prometheus", "drained", "metrics");
    const set = await objects.createWorkload("StatefulSet", "drained", "metrics", objects.ownedBy(prometheus));
    await objects.createClaim("drained", "data-metrics-0");
    await objects.createPod("drained", "metrics-0", ["data-metrics-0"], objects.ownedBy(set));
    const deployment = await objects.createWorkload("Deployment", "drained", "uploads");
    const replicas = await objects.createWorkload("ReplicaSet", "drained", "uploads-1", objects.ownedBy(deployment));
    await objects.createClaim("drained", "uploads");
    await objects.createPod("drained", "uploads-1-x", ["uploads"], objects.ownedBy(replicas));
    await objects.createClaim("drained", "alone");
    await objects.createPod("drained", "alone", ["alone"]);
    await objects.createClaim("drained", "unmounted");

    const { left, gone } = await drained(30);
    expect(left).to.deep.equal([]);
    expect(printed.filter((line) => line.startsWith("Deleting")).map((line) => line.replace("Deleting ", ""))).to.include.members([
      "Prometheus drained/metrics",
      "Deployment drained/uploads",
      "Pod drained/alone",
      ...["data-metrics-0", "uploads", "alone", "unmounted"].map((name) => `PersistentVolumeClaim drained/${name}`),
    ]);
    expect(gone).to.include.members(["StatefulSet drained/metrics", "Pod drained/uploads-1-x", "PersistentVolume drained-alone"]);
    expect(await names("/api/v1/persistentvolumes")).to.deep.equal([]);
  });

  it("keeps claims with Retain and manually created volumes, with their workloads, and names them", async () => {
    const kept = await objects.createWorkload("StatefulSet", "drained", "ledger");
    await objects.createClaim("drained", "ledger", { policy: "Retain" });
    await objects.createPod("drained", "ledger-0", ["ledger"], objects.ownedBy(kept));
    await objects.createClaim("drained", "archive", { provisioned: false });

    expect((await drained(30)).left).to.deep.equal([]);
    expect(await names("/api/v1/namespaces/drained/persistentvolumeclaims")).to.deep.equal(["archive", "ledger"]);
    expect(await names("/api/v1/namespaces/drained/pods")).to.deep.equal(["ledger-0"]);
    expect(printed).to.deep.equal([
      "keep PersistentVolume drained-archive (vol-drained-archive, claimed by drained/archive): not created by a CSI driver",
      "keep PersistentVolume drained-ledger (vol-drained-ledger, claimed by drained/ledger): reclaim policy Retain",
    ]);
  });

  it("removes Karpenter's nodes on request, after the objects that would block it", async () => {
    const selector = { matchLabels: { app: "web" } };
    await objects.create("policy/v1", "PodDisruptionBudget", "drained", "web", {}, { spec: { minAvailable: 1, selector } });
    await objects.createNodePool("default", { finalizers: ["karpenter.sh/termination"] });
    await objects.createNodeClaim("default-a", "default");
    await objects.create("karpenter.k8s.aws/v1", "EC2NodeClass", undefined, "default", { finalizers: ["karpenter.k8s.aws/termination"] });
    await objects.createNodePool("general-purpose", { labels: { "app.kubernetes.io/managed-by": "eks" } });
    await objects.createService("drained", "late", "LoadBalancer", ["service.k8s.aws/resources"]);
    await objects.createClaim("drained", "late");

    const first = await drained(30);
    expect(first.left).to.deep.equal([]);
    expect(first.gone).to.include("Service drained/late").and.to.include("PersistentVolume drained-late");
    expect(await names("/apis/karpenter.sh/v1/nodeclaims"), "nodes that run add-ons").to.deep.equal(["default-a"]);
    expect(await names("/apis/policy/v1/poddisruptionbudgets")).to.deep.equal(["web"]);

    const { left, gone } = await drained(30, [], drainNodes);
    expect(left).to.deep.equal([]);
    expect(gone.at(-1), "with its instance profile").to.equal("EC2NodeClass default");
    expect(gone.slice(-3, -1)).to.have.members(["NodePool default", "NodeClaim default-a"]);
    const budget = gone.indexOf("PodDisruptionBudget drained/web");
    expect(budget, "a disruption budget blocks nodes")
      .to.be.within(0, Number.POSITIVE_INFINITY)
      .and.to.be.lessThan(gone.indexOf("NodeClaim default-a"));
    expect(await names("/apis/karpenter.sh/v1/nodepools"), "EKS's own").to.deep.equal(["general-purpose"]);
  });

  it("continues without node classes that Karpenter does not delete: the AWS cleanup removes their resources", async () => {
    const finalizers = ["karpenter.k8s.aws/termination"];
    await objects.create("karpenter.k8s.aws/v1", "EC2NodeClass", undefined, "held", { finalizers });
    const { left } = await drained(1, finalizers, drainNodes);
    expect(left).to.deep.equal([]);
    expect(printed).to.include("Continuing without node classes of Karpenter: EC2NodeClass held");
    await drained(30, [], drainNodes);
  });

  it("unblocks a namespace held by an unavailable API and an operator's finalizer, after the operator had time to finish", async () => {
    await admin().apply({ apiVersion: "v1", kind: "Namespace", metadata: { name: "held" } });
    const labels = { "app.kubernetes.io/name": "keda-operator" };
    await objects.createPod("drained", "keda-operator", [], { labels });
    await objects.create("keda.sh/v1alpha1", "ScaledObject", "held", "web", { finalizers: ["finalizer.keda.sh"] });
    const service = { name: "keda-operator-metrics-apiserver", namespace: "drained", port: 443 };
    const spec = { group: "external.metrics.k8s.io", version: "v1beta1", groupPriorityMinimum: 100, versionPriority: 100, service };
    const name = "v1beta1.external.metrics.k8s.io";
    await objects.create(
      "apiregistration.k8s.io/v1",
      "APIService",
      undefined,
      name,
      {},
      { spec: { ...spec, insecureSkipTLSVerify: true } },
    );
    const [namespace] = (await kubernetes.list("", "namespaces")).filter(({ metadata }) => metadata.name === "held");
    const isThere = async () => (await names("/api/v1/namespaces")).includes("held");
    const conditions = async () => (await admin().ask("GET", "/api/v1/namespaces/held")).status.conditions ?? [];

    await kubernetes.delete(namespace!);
    const isHeld = async () =>
      (await conditions()).some(
        ({ type, status }: { type: string; status: string }) => type === "NamespaceDeletionDiscoveryFailure" && status === "True",
      );
    while (!(await isHeld())) await thisProcess.sleep(100);

    const { left, gone } = await drained(60);
    expect(left).to.deep.equal([]);
    expect(gone.indexOf("ScaledObject held/web")).to.be.within(0, gone.indexOf(`APIService ${name}`) - 1);
    for (let turn = 0; (await isThere()) && turn < 600; turn++) await thisProcess.sleep(100);
    expect(await isThere(), "the namespace").to.equal(false);
    const [pod] = (await kubernetes.list("", "pods")).filter(({ metadata }) => metadata.name === "keda-operator");
    await kubernetes.delete(pod!);
  });

  it("names objects that block the removal of an operator, except those of the stack", async () => {
    await objects.create("cert-manager.io/v1", "ClusterIssuer", undefined, "letsencrypt");
    await objects.create("keda.sh/v1alpha1", "ScaledObject", "drained", "web", { finalizers: ["finalizer.keda.sh"] });
    const place = { region: "eu-west-1", clusterName: "shop", vpcId: "vpc-1", kubeconfig: kubeconfig({ token: endpoint().token }) };
    const olds = { ...place, existing: false, operators: ["keda", "cert-manager"], objects: ["ClusterIssuer letsencrypt"] };
    const aws = async () => undefined;
    const failures = (operators: string[], own: string[] = olds.objects, env = {}) =>
      removalFailures(olds, { operators, objects: own }, aws, { ...runtime, env });

    const [keda, ...others] = await failures(["cert-manager"]);
    expect(others).to.deep.equal([]);
    expect(keda).to.match(/^eks-blueprints:addons\.keda: cannot be turned off yet, .*: ScaledObject drained\/web \(has a finalizer/);
    expect(await failures(["keda", "cert-manager"])).to.deep.equal([]);
    expect(await failures(["keda"], [])).to.deep.equal([]);
    expect(await failures(["cert-manager"], olds.objects, { EKS_BLUEPRINTS_ACCEPT: "addons.keda" })).to.deep.equal([]);

    const issuerRef = { kind: "ClusterIssuer", name: "letsencrypt" };
    await objects.create("cert-manager.io/v1", "Certificate", "drained", "web", {}, { spec: { issuerRef } });
    expect((await failures(["keda"], []))[0]).to.contain("Certificate drained/web (refers to ClusterIssuer letsencrypt)");
    for (const [group, plural] of [
      ["cert-manager.io", "certificates"],
      ["cert-manager.io", "clusterissuers"],
    ] as const)
      for (const each of await kubernetes.list(group, plural)) await kubernetes.delete(each);
    await drained(30);
  });

  it("fails at once when it may not list a kind", async () => {
    const user = { token: endpoint().token };
    const limited = clientOf(user);
    const list = limited.list.bind(limited);
    limited.list = async (group, plural, query) => {
      if (plural === "ingresses") throw new ApiError(403, "ingresses is forbidden (status 403)");
      return list(group, plural, query);
    };
    const begun = Date.now();
    const error = await drainCluster(limited, runtime, patience(30)).catch((reason) => reason);
    limited.close();
    expect(error.message).to.equal("ingresses is forbidden (status 403)");
    expect(Date.now() - begun).to.be.lessThan(10_000);
  });

  it("stops Argo CD and Flux, and removes finalizers that only they would remove", async () => {
    const part = (of: string, component: string) => ({
      labels: { "app.kubernetes.io/part-of": of, "app.kubernetes.io/component": component },
    });
    await objects.createWorkload("StatefulSet", "drained", "argocd-application-controller", part("argocd", "application-controller"));
    await objects.createWorkload("Deployment", "drained", "argocd-server", part("argocd", "server"));
    await objects.createWorkload("Deployment", "drained", "kustomize-controller", part("flux", "kustomize-controller"));
    const destination = { server: "https://kubernetes.default.svc", namespace: "drained" };
    const source = { repoURL: "https://git.example/apps", path: "." };
    const finalizers = ["resources-finalizer.argocd.argoproj.io", "example.com/own"];
    await objects.create(
      "argoproj.io/v1alpha1",
      "Application",
      "drained",
      "apps",
      { finalizers },
      { spec: { destination, source, project: "default" } },
    );
    const spec = { interval: "1m", prune: true, sourceRef: { kind: "GitRepository", name: "apps" } };
    const flux = { finalizers: ["finalizers.fluxcd.io"] };
    await objects.create("kustomize.toolkit.fluxcd.io/v1", "Kustomization", "drained", "apps", flux, { spec });

    expect((await drained(30)).left).to.deep.equal([]);
    const replicas = async (plural: string, name: string) =>
      (await admin().ask("GET", `/apis/apps/v1/namespaces/drained/${plural}/${name}`)).spec.replicas;
    expect(await replicas("statefulsets", "argocd-application-controller")).to.equal(0);
    expect(await replicas("deployments", "kustomize-controller")).to.equal(0);
    expect(await replicas("deployments", "argocd-server")).to.equal(1);
    const application = await admin().ask("GET", "/apis/argoproj.io/v1alpha1/namespaces/drained/applications/apps");
    expect(application.metadata.finalizers).to.deep.equal(["example.com/own"]);
    const kustomization = await admin().ask("GET", "/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/drained/kustomizations/apps");
    expect(kustomization.metadata.finalizers).to.equal(undefined);
  });

  it("removes objects again that are recreated meanwhile", async () => {
    await objects.createService("drained", "again", "LoadBalancer", ["service.k8s.aws/resources"]);
    await objects.createService("drained", "slow", "LoadBalancer", ["example.com/slow"]);
    const life = new ClusterLifecycle(kubernetes, ["example.com/slow"]);
    const draining = drainCluster(kubernetes, runtime, patience(30));
    const uids = async () => (await kubernetes.list("", "services")).filter(({ metadata }) => metadata.name === "again");
    while ((await uids()).length > 0) await thisProcess.sleep(20);
    await objects.createService("drained", "again", "LoadBalancer", ["service.k8s.aws/resources"]);
    while ((await uids()).length > 0) await thisProcess.sleep(20);
    await admin().request(
      "PATCH",
      "/api/v1/namespaces/drained/services/slow",
      { metadata: { finalizers: null } },
      "application/merge-patch+json",
    );
    expect(await draining).to.deep.equal([]);
    await life.stop();
    expect(printed.filter((line) => line === "Deleting Service drained/again")).to.have.length(2);
  });

  it("reports remaining objects and reasons on timeout, and completes when run again", async () => {
    await objects.createService("drained", "stuck", "LoadBalancer", ["service.k8s.aws/resources"]);
    await objects.createClaim("drained", "stuck");
    await objects.createPod("drained", "stuck", ["stuck"], { finalizers: ["example.com/never"] });
    const { uid } = (await kubernetes.list("", "services")).find(({ metadata }) => metadata.name === "stuck")!.metadata;
    const involvedObject = { kind: "Service", namespace: "drained", name: "stuck", uid };
    const event = {
      type: "Warning",
      reason: "FailedCleanup",
      message: "AccessDenied: elasticloadbalancing:DeleteLoadBalancer",
      involvedObject,
    };
    await objects.create("v1", "Event", "drained", "stuck.1", {}, { ...event, lastTimestamp: "2026-01-01T00:00:00Z" });

    const { left } = await drained(1, ["service.k8s.aws/resources", "example.com/never"]);
    expect(left).to.have.length(3);
    const [service, claim, volume] = left;
    expect(service).to.match(
      /^Service drained\/stuck: being deleted since .+; finalizer service\.k8s\.aws\/resources is removed by the AWS Load Balancer Controller, of which no pod is ready; .*AccessDenied: elasticloadbalancing:DeleteLoadBalancer$/,
    );
    expect(claim).to.match(
      /^PersistentVolumeClaim drained\/stuck: being deleted since .*when no pod mounts the claim; mounted by Pod drained\/stuck/,
    );
    expect(volume).to.match(/^PersistentVolume drained-stuck: not being deleted/);
    expect(printed.some((line) => line.startsWith("Waiting for load balancers and volumes: Service drained/stuck"))).to.equal(true);

    expect((await drained(30)).left).to.deep.equal([]);
  });

  it("lists its actions in a dry run and changes nothing", async () => {
    await objects.createService("drained", "web", "LoadBalancer");
    await objects.createClaim("drained", "data");
    await objects.createPod("drained", "data", ["data"]);
    const lines = await previewCluster(kubernetes);
    expect(lines).to.include.members([
      "delete Service drained/web",
      "delete Pod drained/data",
      "delete PersistentVolumeClaim drained/data",
      "delete PersistentVolume drained-data",
    ]);
    expect(await names("/api/v1/namespaces/drained/services")).to.include("web");
    expect((await kubernetes.list("", "pods")).find(({ metadata }) => metadata.name === "data")?.metadata.deletionTimestamp).to.equal(
      undefined,
    );
    await drained(30);
  });

  it("requests a new token when the server rejects the old one, and fails without one", async () => {
    const directory = mkdtempSync(path.join(tmpdir(), "tokens-"));
    const file = path.join(directory, "token");
    const script = `const token = require("fs").readFileSync(${JSON.stringify(file)}, "utf8"); console.log(JSON.stringify({ status: { token } }))`;
    const client = clientOf({
      exec: { apiVersion: "client.authentication.k8s.io/v1beta1", command: process.execPath, args: ["-e", script] },
    });
    try {
      writeFileSync(file, "outdated");
      const error = await client.list("", "services").catch((error) => error);
      expect(error).to.be.instanceOf(SignInFailed);
      writeFileSync(file, endpoint().token);
      expect(await client.list("", "namespaces")).to.not.be.empty;
    } finally {
      client.close();
      rmSync(directory, { recursive: true });
    }
  });

  it("uses the proxy of the environment", async () => {
    const tunnels: string[] = [];
    const proxy = createServer().on("connect", ({ url, headers }, socket) => {
      tunnels.push(`${url} ${headers["proxy-authorization"]}`);
      const [host, port] = url!.split(":");
      const upstream = connect(Number(port), host, () => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        upstream.pipe(socket).pipe(upstream);
      });
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    const { port } = proxy.address() as { port: number };
    const client = new Kubernetes(readKubeconfig(kubeconfig({ token: endpoint().token })), new URL(`http://me:secret@127.0.0.1:${port}`));
    expect(await client.list("", "namespaces")).to.not.be.empty;
    client.close();
    proxy.close();
    expect(tunnels).to.include(`127.0.0.1:${endpoint().port} Basic ${Buffer.from("me:secret").toString("base64")}`);
  });
});

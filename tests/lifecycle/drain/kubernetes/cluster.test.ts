import { text } from "node:stream/consumers";
import { expect } from "chai";
import { Kubernetes } from "../../../../components/lifecycle/drain/kubernetes/client";
import { drainCluster, drainNodes, volumesLeft } from "../../../../components/lifecycle/drain/kubernetes/drain";
import { fakeRuntime, minutes } from "../aws/fake-aws";
import { type FakeApiServer, startApiServer } from "./fake-api-server";

interface Stored {
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    uid: string;
    finalizers?: string[];
    deletionTimestamp?: string;
    labels?: object;
    annotations?: object;
  };
  spec?: object;
}

/** The kinds of a cluster by group and version; `""` for the core group. */
const served: Readonly<Record<string, Readonly<Record<string, readonly [kind: string, namespaced: boolean]>>>> = {
  "": {
    pods: ["Pod", true],
    services: ["Service", true],
    persistentvolumeclaims: ["PersistentVolumeClaim", true],
    persistentvolumes: ["PersistentVolume", false],
  },
  "apiregistration.k8s.io/v1": { apiservices: ["APIService", false] },
  "keda.sh/v1alpha1": { scaledobjects: ["ScaledObject", true] },
  "databases.example.com/v1": { databases: ["Database", true] },
  "karpenter.sh/v1": { nodepools: ["NodePool", false], nodeclaims: ["NodeClaim", false] },
};

/** A cluster with objects by plural. Finalizers in `released` are removed as soon as their object is deleted. */
async function clusterOf(objects: Record<string, Stored[]>, released: readonly string[] = []) {
  const gone: string[] = [];
  const all = () => Object.entries(objects).flatMap(([plural, some]) => some.map((object) => [plural, object] as const));
  const settle = () => {
    for (const [plural, object] of all()) {
      const { metadata } = object;
      if (!metadata.deletionTimestamp) continue;
      metadata.finalizers = (metadata.finalizers ?? []).filter((name) => !released.includes(name));
      if (metadata.finalizers.length > 0) continue;
      objects[plural] = objects[plural]!.filter((each) => each !== object);
      gone.push(`${object.kind} ${metadata.name}`);
    }
  };
  const server: FakeApiServer = await startApiServer(async (path, request) => {
    const plain = path.split("?")[0]!;
    if (plain === "/apis") {
      const groups = Object.keys(served).filter(Boolean);
      return { body: { groups: groups.map((each) => ({ name: each.split("/")[0], preferredVersion: { groupVersion: each } })) } };
    }
    const [version, kinds] = Object.entries(served).find(([each]) => plain.startsWith(each ? `/apis/${each}` : "/api/v1")) ?? ["", {}];
    const rest = plain
      .slice((version ? `/apis/${version}` : "/api/v1").length)
      .split("/")
      .filter(Boolean);
    if (rest.length === 0)
      return { body: { resources: Object.entries(kinds).map(([name, [kind, namespaced]]) => ({ name, kind, namespaced })) } };
    const [plural, name] = rest[0] === "namespaces" ? rest.slice(2) : rest;
    if (name === undefined) return { body: { items: objects[plural!] ?? [] } };
    const object = objects[plural!]?.find(({ metadata }) => metadata.name === name);
    if (!object) return { status: 404, body: { message: "not found" } };
    const body = await text(request);
    if (request.method === "DELETE") object.metadata.deletionTimestamp = "2026-01-01T00:00:00Z";
    if (request.method === "PATCH") Object.assign(object.metadata, JSON.parse(body).metadata);
    settle();
    return { body: object };
  });
  return { kubernetes: new Kubernetes({ server: server.url, ca: "", token: "none" }), gone, server, objects };
}

function object(kind: string, name: string, more: Partial<Stored["metadata"]> = {}, spec?: object): Stored {
  return { kind, metadata: { name, uid: `${kind}-${name}`, ...more }, ...(spec && { spec }) };
}

const keda = "finalizer.keda.sh";
const web = () => object("ScaledObject", "web", { namespace: "shop", finalizers: [keda] });
const operator = () => object("Pod", "keda-operator-1", { namespace: "keda", labels: { "app.kubernetes.io/name": "keda-operator" } });
const aggregated = () => object("APIService", "v1beta1.external.metrics.k8s.io", {}, { service: { name: "keda", namespace: "keda" } });
const local = () => object("APIService", "v1.apps", {}, {});
const pool = () => object("NodePool", "default", { finalizers: ["karpenter.sh/termination"] });

describe("drainCluster", () => {
  const started: Awaited<ReturnType<typeof clusterOf>>[] = [];
  async function drained(objects: Record<string, Stored[]>, released: readonly string[] = []) {
    const cluster = await clusterOf(objects, released);
    started.push(cluster);
    const host = fakeRuntime();
    return { left: await drainCluster(cluster.kubernetes, host, minutes(1)), printed: host.printed, ...cluster };
  }
  afterEach(async () => {
    for (const { kubernetes, server } of started.splice(0)) {
      kubernetes.close();
      await server.stop();
    }
  });

  it("deletes objects with an operator's finalizer, then aggregated APIs, but neither nodes nor built-in APIs", async () => {
    const { left, gone, objects } = await drained(
      { scaledobjects: [web()], pods: [operator()], apiservices: [aggregated(), local()], nodepools: [pool()] },
      [keda],
    );
    expect(left).to.deep.equal([]);
    expect(gone).to.deep.equal(["ScaledObject web", "APIService v1beta1.external.metrics.k8s.io"]);
    expect(objects.apiservices!.map(({ metadata }) => metadata.name)).to.deep.equal(["v1.apps"]);
    expect(objects.nodepools![0]!.metadata.deletionTimestamp).to.equal(undefined);
  });

  it("names volumes of a driver that are not deleted with their claims", async () => {
    const provisioned = { annotations: { "pv.kubernetes.io/provisioned-by": "csi.trident.netapp.io" } };
    const volume = (name: string, driver: string, persistentVolumeReclaimPolicy: string) =>
      object("PersistentVolume", name, provisioned, { persistentVolumeReclaimPolicy, csi: { driver, volumeHandle: name } });
    const cluster = await clusterOf({
      persistentvolumes: [
        volume("pvc-1", "csi.trident.netapp.io", "Retain"),
        volume("pvc-2", "csi.trident.netapp.io", "Delete"),
        volume("pvc-3", "ebs.csi.aws.com", "Retain"),
      ],
    });
    started.push(cluster);
    expect(await volumesLeft(cluster.kubernetes, ["csi.trident.netapp.io"])).to.deep.equal([
      "PersistentVolume pvc-1 (pvc-1): reclaim policy Retain",
    ]);
  });

  it("waits for a running operator, names it, and keeps the API that its pods serve", async () => {
    const { left, gone } = await drained({ scaledobjects: [web()], pods: [operator()], apiservices: [aggregated()] });
    expect(left[0]).to.match(/^ScaledObject shop\/web: being deleted since .*; finalizer finalizer\.keda\.sh is removed by KEDA/);
    expect(gone).to.deep.equal([]);
  });

  it("removes only the operator's finalizer when none of its pods exist", async () => {
    const held = object("ScaledObject", "held", { namespace: "shop", finalizers: [keda, "example.com/own"] });
    const { gone, printed, objects } = await drained({ scaledobjects: [web(), held], pods: [] });
    expect(printed).to.include("ScaledObject shop/web: removed the finalizer of KEDA, which is not running any more");
    expect(gone).to.deep.equal([]); // they need not be deleted: their namespace or the cluster deletes them
    expect(objects.scaledobjects!.map(({ metadata }) => metadata.finalizers)).to.deep.equal([[], ["example.com/own"]]);
  });

  it("keeps objects of unknown operators, which may delete resources outside the cluster", async () => {
    const database = object("Database", "orders", { namespace: "shop", finalizers: ["databases.example.com/delete"] });
    const { left, gone } = await drained({ databases: [database] });
    expect([left, gone]).to.deep.equal([[], []]);
  });

  it("deletes nodes only in drainNodes", async () => {
    const cluster = await clusterOf({ nodepools: [pool()], scaledobjects: [web()] }, ["karpenter.sh/termination"]);
    started.push(cluster);
    expect(await drainNodes(cluster.kubernetes, fakeRuntime(), minutes(1))).to.deep.equal([]);
    expect(cluster.gone).to.deep.equal(["NodePool default"]);
  });
});

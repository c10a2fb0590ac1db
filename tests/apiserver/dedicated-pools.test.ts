// Only the team uses its dedicated node pool: pods that members create and change, on a real API server.
import { readFileSync } from "node:fs";
import { expect } from "chai";
import * as fc from "fast-check";
import { ApiError } from "../../components/lifecycle/drain/kubernetes/client";
import type { Client, KubernetesObject } from "../harness/kube-apiserver/client";
import { deploy, userOf } from "../harness/kube-apiserver/controllers";
import { admin } from "../harness/kube-apiserver/setup";
import { recordingOf } from "./planned";
import { eventuallyRejected, pod, rejection } from "./pods";

/** Team `acme` has pool `acme`; team `burnham` has none. */
const stack = readFileSync("tests/fixtures/cases/dedicated-pool-borrowed.yaml", "utf8");
const teams = ["acme", "burnham"] as const;
type Team = (typeof teams)[number];

/** The scheduling fields of a pod. */
interface Placement {
  readonly nodeSelector?: object;
  readonly tolerations?: readonly object[];
  readonly affinity?: object;
}

const own = (team: Team): Placement =>
  team === "acme"
    ? { nodeSelector: { team: "acme" }, tolerations: [{ key: "team", operator: "Equal", value: "acme", effect: "NoSchedule" }] }
    : {};
const other = (team: Team): Team => (team === "acme" ? "burnham" : "acme");

const requiredAffinity = (term: object) => ({
  affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] } } },
});
const preferredAffinity = (preference: object) => ({
  affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference }] } },
});
const expression = (operator: string, ...values: string[]) => ({
  matchExpressions: [{ key: "team", operator, ...(values.length > 0 && { values }) }],
});
const onNode = { matchFields: [{ key: "metadata.name", operator: "In", values: ["ip-10-0-0-1.ec2.internal"] }] };

/** Tolerations that the DaemonSet controller adds, and that Kubernetes adds to every pod. Source: Kubernetes 1.35 documentation, DaemonSet. */
const addedTolerations = [
  ...["not-ready", "unreachable"].map((name) => ({ key: `node.kubernetes.io/${name}`, operator: "Exists", effect: "NoExecute" })),
  ...["disk-pressure", "memory-pressure", "pid-pressure", "unschedulable", "network-unavailable"].map((name) => ({
    key: `node.kubernetes.io/${name}`,
    operator: "Exists",
    effect: "NoSchedule",
  })),
];

describe("dedicated node pool of a team on a real API server", () => {
  const members = new Map<string, Client>();
  const create = (team: Team, spec: object) => members.get(team)!.create(pod(`team-${team}`, "asked", {}, spec), { dryRun: true });
  const withOwn = (team: Team, spec: Placement) => ({
    ...own(team),
    ...spec,
    nodeSelector: { ...own(team).nodeSelector, ...spec.nodeSelector },
    tolerations: [...(own(team).tolerations ?? []), ...(spec.tolerations ?? [])],
  });

  /** A pod older than the policy, with a toleration that is rejected today. */
  const early = pod("team-burnham", "early", {}, { tolerations: [{ operator: "Exists" }] });

  before(async () => {
    await admin().apply({ apiVersion: "v1", kind: "Namespace", metadata: { name: "team-burnham" } });
    await admin().apply({ apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "default", namespace: "team-burnham" } });
    await admin().apply(early);
    const recording = await recordingOf(stack);
    await deploy(admin(), recording);
    for (const team of teams) members.set(team, admin().as(userOf(recording, `arn:aws:iam::111122223333:role/${team}`)));
    await eventuallyRejected(() => create("acme", {}));
  });

  it("accepts pods that select and tolerate the team's pool, and rejects other pods of the team", async () => {
    expect(await create("acme", own("acme"))).to.have.nested.property("spec.nodeSelector.team", "acme");
    expect(await rejection(create("acme", {}))).to.include("run in its own pool");
    expect(await create("burnham", {})).to.have.nested.property("metadata.name", "asked");
  });

  const refused: Readonly<Record<string, (foreign: Team) => Placement>> = {
    "a toleration of the foreign taint": (value) => ({ tolerations: [{ key: "team", operator: "Equal", value, effect: "NoSchedule" }] }),
    "a toleration of the foreign taint without an operator": (value) => ({ tolerations: [{ key: "team", value, effect: "NoSchedule" }] }),
    "a toleration of the foreign taint for any effect": (value) => ({ tolerations: [{ key: "team", value }] }),
    "a toleration of every team's taint": () => ({ tolerations: [{ key: "team", operator: "Exists" }] }),
    "a toleration of the team key without a value": () => ({ tolerations: [{ key: "team", effect: "NoSchedule" }] }),
    "a toleration of every taint": () => ({ tolerations: [{ operator: "Exists" }] }),
    "a toleration of every NoSchedule taint": () => ({ tolerations: [{ key: "", operator: "Exists", effect: "NoSchedule" }] }),
    "a foreign toleration after others": (value) => ({ tolerations: [...addedTolerations, { key: "team", value }] }),
    "a foreign node selector": (team) => ({ nodeSelector: { team } }),
    "a required foreign affinity": (team) => requiredAffinity(expression("In", team)),
    "a foreign affinity next to its own": (team) => requiredAffinity(expression("In", other(team), team)),
    "an affinity to all teams' nodes": () => requiredAffinity(expression("Exists")),
    "an affinity to all nodes except its own": (team) => requiredAffinity(expression("NotIn", other(team))),
    "an affinity with a comparison operator": () => requiredAffinity(expression("Gt", "0")),
    "a preferred foreign affinity": (team) => preferredAffinity(expression("In", team)),
    "a preferred affinity to all teams' nodes": () => preferredAffinity(expression("Exists")),
    "an affinity to a node by name": () => requiredAffinity(onNode),
    "a preferred affinity to a node by name": () => preferredAffinity(onNode),
  };
  for (const [what, spec] of Object.entries(refused)) {
    for (const team of teams) {
      it(`rejects ${what} in a pod of ${team}`, async () => {
        expect(await rejection(create(team, withOwn(team, spec(other(team)))))).to.match(
          /ValidatingAdmissionPolicy 'eks-blueprints-teams'.*(team |pods of )/,
        );
      });
    }
  }

  it("rejects a pod with nodeName", async () => {
    for (const team of teams)
      expect(await rejection(create(team, { ...own(team), nodeName: "node-1" }))).to.include("do not name their node");
  });

  const accepted: Readonly<Record<string, Placement>> = {
    "tolerations that Kubernetes adds": { tolerations: addedTolerations },
    "tolerations of other keys": {
      tolerations: [
        { key: "nvidia.com/gpu", operator: "Exists" },
        { key: "workload", value: "batch" },
      ],
    },
    "node selectors with other keys": { nodeSelector: { "kubernetes.io/arch": "arm64" } },
    "affinity to other labels": requiredAffinity({ matchExpressions: [{ key: "workload", operator: "In", values: ["batch"] }] }),
    "affinity to nodes of no team": preferredAffinity(expression("DoesNotExist")),
    "only pod affinity": {
      affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [] } },
    },
  };
  for (const [what, spec] of Object.entries(accepted)) {
    it(`accepts ${what}`, async () => {
      for (const team of teams) expect(await create(team, withOwn(team, spec)), team).to.have.nested.property("metadata.name", "asked");
    });
  }

  it("accepts affinities and tolerations of the own team, with or without a pool", async () => {
    for (const team of teams) {
      const spec = { ...requiredAffinity(expression("In", team)), tolerations: [{ key: "team", value: team }] };
      expect(await create(team, withOwn(team, spec)), team).to.have.nested.property("metadata.name", "asked");
    }
  });

  it("accepts a DaemonSet of the team, whose controller assigns each pod to its node", async () => {
    const controller = admin().as({ user: "system:serviceaccount:kube-system:daemon-set-controller" });
    const create = (client: Client, spec: object) =>
      client.create(pod("team-acme", "daemon", {}, { ...withOwn("acme", { tolerations: addedTolerations }), ...spec }), { dryRun: true });
    await admin().apply({
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "RoleBinding",
      metadata: { name: "daemon-set-controller", namespace: "team-acme" },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "admin" },
      subjects: [{ kind: "ServiceAccount", name: "daemon-set-controller", namespace: "kube-system" }],
    });
    expect(await create(controller, requiredAffinity(onNode))).to.have.nested.property("metadata.name", "daemon");
    expect(await rejection(create(controller, { tolerations: [{ operator: "Exists" }], ...requiredAffinity(onNode) }))).to.include(
      "empty key",
    );
    expect(await rejection(create(members.get("acme")!, requiredAffinity(onNode)))).to.include("matchFields");
  });

  it("rejects changes of existing pods that would move them to the pool", async () => {
    const burnham = members.get("burnham")!;
    const path = "/api/v1/namespaces/team-burnham/pods/gated";
    await burnham.create(pod("team-burnham", "gated", {}, { schedulingGates: [{ name: "example.com/wait" }] }));
    const patch = (spec: object) => burnham.ask("PATCH", `${path}?dryRun=All`, { spec }, "application/strategic-merge-patch+json");
    const { tolerations } = (await burnham.ask("GET", path)).spec; // a pod keeps its tolerations
    for (const spec of [
      { nodeSelector: { team: "acme" } },
      requiredAffinity(expression("In", "acme")),
      requiredAffinity(onNode),
      { tolerations: [...tolerations, { key: "team", operator: "Exists" }] },
      { tolerations: [...tolerations, { operator: "Exists" }] },
    ]) {
      expect(await rejection(patch(spec)), JSON.stringify(spec)).to.include("eks-blueprints-teams");
    }
    expect(await patch({ nodeSelector: { "kubernetes.io/arch": "arm64" } })).to.have.nested.property("metadata.name", "gated");
    const binding = { apiVersion: "v1", kind: "Binding", metadata: { name: "gated" }, target: { kind: "Node", name: "node-1" } };
    for (const sub of [`${path}/binding`, "/api/v1/namespaces/team-burnham/bindings"]) {
      expect((await burnham.request("POST", sub, binding)).status, sub).to.equal(403);
    }
  });

  it("allows a pod older than the policy to be labeled and deleted, but nothing else", async () => {
    const burnham = members.get("burnham")!;
    const path = "/api/v1/namespaces/team-burnham/pods/early";
    const patch = (body: object) => burnham.ask("PATCH", path, body, "application/strategic-merge-patch+json");
    expect(await patch({ metadata: { labels: { seen: "yes" } } })).to.have.nested.property("metadata.labels.seen", "yes");
    const { tolerations } = (await burnham.ask("GET", path)).spec;
    expect(await rejection(patch({ spec: { tolerations: [...tolerations, { key: "workload", operator: "Exists" }] } }))).to.include(
      "empty key",
    );
    expect((await burnham.request("DELETE", path)).status).to.equal(200);
  });

  it("rejects every pod that tolerates the pool's taint, regardless of its other fields", async () => {
    const toleration = fc.record(
      {
        key: fc.constantFrom("", "team", "workload"),
        operator: fc.constantFrom("Exists", "Equal"),
        value: fc.constantFrom("", "acme", "burnham"),
        effect: fc.constantFrom("NoSchedule", "NoExecute", "PreferNoSchedule"),
      },
      { requiredKeys: [] },
    );
    interface Toleration {
      readonly key?: string;
      readonly operator?: string;
      readonly value?: string;
      readonly effect?: string;
    }
    /** Whether the scheduler matches a toleration. Source: Kubernetes, k8s.io/api/core/v1/toleration.go. */
    const tolerates = ({ key = "", operator = "Equal", value = "", effect }: Toleration) =>
      (effect === undefined || effect === "NoSchedule") && (key === "" || key === "team") && (operator === "Exists" || value === "acme");
    const harmless = ({ key = "" }: Toleration) => key === "workload";
    await fc.assert(
      fc.asyncProperty(fc.array(toleration, { maxLength: 3 }), async (tolerations) => {
        const outcome: KubernetesObject | Error = await create("burnham", { tolerations }).catch((error: Error) => error);
        const wasTaken = !(outcome instanceof Error);
        if (!wasTaken) expect(outcome).to.be.instanceOf(ApiError);
        if (tolerations.some(tolerates)) expect(wasTaken).to.equal(false);
        if (tolerations.every(harmless) && !wasTaken) expect((outcome as Error).message).to.not.include("eks-blueprints-teams");
      }),
      { numRuns: 150 },
    );
  });
});

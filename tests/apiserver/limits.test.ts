// The limits of a team in its own namespaces: quota, limits, Pod Security, priorities.
import { expect } from "chai";
import type { Client, KubernetesObject } from "../harness/kube-apiserver/client";
import { deploy, userOf } from "../harness/kube-apiserver/controllers";
import { admin } from "../harness/kube-apiserver/setup";
import { recordingOf } from "./planned";
import { type Container, eventuallyRejected, pod, rejection } from "./pods";

const arn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;

const stack = `config:
  aws:region: eu-west-1
  eks-blueprints:teams:
    counted: { kind: application, members: ["${arn("counted")}"], accessLevel: admin, quota: { pods: "2", requests.cpu: "1" } }
    strict:
      kind: application
      members: ["${arn("strict")}"]
      podSecurity: restricted
      limits: { default: { cpu: 300m, memory: 64Mi }, defaultRequest: { cpu: 50m, memory: 32Mi }, max: { memory: 1Gi } }
    loose: { kind: application, members: ["${arn("loose")}"], podSecurity: { enforce: privileged, warn: baseline } }
    plain: { kind: application, members: ["${arn("plain")}"] }
    urgent: { kind: application, members: ["${arn("urgent")}"], priority: 1000 }
`;

/** The security context of a pod of the restricted level. */
const restricted = {
  allowPrivilegeEscalation: false,
  runAsNonRoot: true,
  capabilities: { drop: ["ALL"] },
  seccompProfile: { type: "RuntimeDefault" },
};

describe("limits of a team on a real API server", () => {
  const members = new Map<string, Client>();
  const member = (team: string) => members.get(team)!;

  before(async () => {
    const recording = await recordingOf(stack);
    await deploy(admin(), recording);
    for (const team of ["counted", "strict", "loose", "plain", "urgent"]) {
      members.set(team, admin().as(userOf(recording, arn(team))));
    }
    await eventuallyRejected(() => member("plain").create(pod("team-plain", "placed", {}, { nodeName: "node" }), { dryRun: true }));
  });

  it("set the default requests and limits of a container", async () => {
    const created = await member("plain").create(pod("team-plain", "silent"), { dryRun: true });
    expect(created.spec)
      .to.have.nested.property("containers[0].resources")
      .that.deep.equals({
        limits: { cpu: "500m", memory: "512Mi" },
        requests: { cpu: "100m", memory: "128Mi" },
      });
  });

  it("set the team's own defaults, and reject a container beyond the maximum", async () => {
    const created = await member("strict").create(pod("team-strict", "silent", { securityContext: restricted }), { dryRun: true });
    expect(created.spec)
      .to.have.nested.property("containers[0].resources")
      .that.deep.equals({
        limits: { cpu: "300m", memory: "64Mi" },
        requests: { cpu: "50m", memory: "32Mi" },
      });
    const large = pod("team-strict", "large", { securityContext: restricted, resources: { limits: { memory: "2Gi" } } });
    expect(await rejection(member("strict").create(large, { dryRun: true }))).to.include("maximum memory usage per Container is 1Gi");
  });

  it("reject pods beyond the quota", async () => {
    const greedy = pod("team-counted", "greedy", { resources: { requests: { cpu: "1100m" }, limits: { cpu: "2" } } });
    expect(await rejection(member("counted").create(greedy))).to.match(/exceeded quota.*requests\.cpu=1100m.*limited: requests\.cpu=1/);
    await member("counted").create(pod("team-counted", "first"));
    await member("counted").create(pod("team-counted", "second"));
    expect(await rejection(member("counted").create(pod("team-counted", "third")))).to.match(/exceeded quota.*limited: pods=2/);
  });

  it("cannot be changed by members, even with access level admin", async () => {
    const counted = member("counted");
    const kinds = [
      ["resourcequotas", { hard: { pods: "100" } }],
      ["limitranges", { limits: [] }],
    ] as const;
    for (const [plural, spec] of kinds) {
      const { items } = await counted.ask("GET", `/api/v1/namespaces/team-counted/${plural}`);
      expect(items, plural).to.have.length(1);
      const path = `/api/v1/namespaces/team-counted/${plural}/${items[0].metadata.name}`;
      expect((await counted.request("PATCH", path, { spec }, "application/merge-patch+json")).status).to.equal(403);
      expect((await counted.request("DELETE", path)).status).to.equal(403);
    }
    const labels = { "pod-security.kubernetes.io/enforce": "privileged" };
    const patched = await counted.request(
      "PATCH",
      "/api/v1/namespaces/team-counted",
      { metadata: { labels } },
      "application/merge-patch+json",
    );
    expect(patched.status).to.equal(403);
  });

  const hostile: Readonly<Record<string, [Container, object]>> = {
    "a privileged container": [{ securityContext: { privileged: true } }, {}],
    "the host's network": [{}, { hostNetwork: true }],
    "the host's processes": [{}, { hostPID: true }],
    "the host's files": [{}, { volumes: [{ name: "host", hostPath: { path: "/" } }] }],
    "a capability of the host": [{ securityContext: { capabilities: { add: ["SYS_ADMIN"] } } }, {}],
  };
  for (const [what, [container, spec]] of Object.entries(hostile)) {
    it(`reject pods with ${what} unless the team is privileged`, async () => {
      const create = (team: string) => member(team).create(pod(`team-${team}`, "hostile", container, spec), { dryRun: true });
      expect(await rejection(create("plain"))).to.include('violates PodSecurity "baseline');
      expect(await rejection(create("strict"))).to.include('violates PodSecurity "restricted');
      expect(await create("loose")).to.have.nested.property("metadata.name", "hostile");
    });
  }

  it("enforce the restricted level for pods of a restricted team", async () => {
    const create = (container: Container) => member("strict").create(pod("team-strict", "careful", container), { dryRun: true });
    expect(await rejection(create({}))).to.include("runAsNonRoot");
    expect(await create({ securityContext: restricted })).to.have.nested.property("metadata.name", "careful");
  });

  it("allow priorities up to the team's ceiling", async () => {
    const withPriority = (team: string, priorityClassName: string) =>
      member(team).create(pod(`team-${team}`, "priority", {}, { priorityClassName }), { dryRun: true });
    expect(await withPriority("urgent", "team-urgent")).to.have.nested.property("spec.priority", 1000);
    for (const [team, name] of [
      ["plain", "team-urgent"],
      ["plain", "system-cluster-critical"],
      ["urgent", "system-node-critical"],
    ] as const) {
      expect(await rejection(withPriority(team, name)), `${team} with ${name}`).to.include("is above the ceiling");
    }
  });

  it("use admission policies whose expressions match their kinds", async () => {
    const { items } = await admin().ask("GET", "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies");
    const names = items.map(({ metadata }: KubernetesObject) => metadata.name);
    expect(names).to.include("eks-blueprints-teams");
    for (const { metadata, status } of items) expect(status.typeChecking, metadata.name).to.deep.equal({});
  });

  it("deny access to namespaces of other teams", async () => {
    const strict = member("strict");
    expect(await rejection(strict.create(pod("team-plain", "foreign"), { dryRun: true }))).to.include("forbidden");
    for (const plural of ["pods", "secrets", "configmaps", "services"]) {
      expect((await strict.request("GET", `/api/v1/namespaces/team-plain/${plural}`)).status, plural).to.equal(403);
    }
    expect((await strict.request("DELETE", "/api/v1/namespaces/team-plain")).status).to.equal(403);
  });
});

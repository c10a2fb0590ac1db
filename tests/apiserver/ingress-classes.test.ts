// The classes that an Ingress of a team may use if each team has its own load balancer.
import { expect } from "chai";
import type { Client, KubernetesObject } from "../harness/kube-apiserver/client";
import { deploy, userOf } from "../harness/kube-apiserver/controllers";
import { admin } from "../harness/kube-apiserver/setup";
import { recordingOf } from "./planned";
import { eventuallyRejected, rejection } from "./pods";

const arn = "arn:aws:iam::111122223333:role/classed";

const stack = `config:
  aws:region: eu-west-1
  eks-blueprints:addons: { aws-load-balancer-controller: { sharedAlb: true } }
  eks-blueprints:teams:
    classed: { kind: application, members: ["${arn}"], network: isolated }
    neighbor: { kind: application, members: ["arn:aws:iam::111122223333:role/neighbor"] }
`;

function ingress(ingressClassName: string | undefined, name = "asked"): KubernetesObject {
  const defaultBackend = { service: { name: "web", port: { number: 80 } } };
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: { name, namespace: "team-classed" },
    spec: { ...(ingressClassName !== undefined && { ingressClassName }), defaultBackend },
  };
}

describe("Ingress classes of a team on a real API server", () => {
  let member: Client;
  const create = (name: string | undefined) => member.create(ingress(name), { dryRun: true });

  before(async () => {
    // an Ingress older than the team's class
    await admin().apply({ apiVersion: "v1", kind: "Namespace", metadata: { name: "team-classed" } });
    await admin().apply(ingress("alb", "former"));
    const recording = await recordingOf(stack);
    await deploy(admin(), recording);
    member = admin().as(userOf(recording, arn));
    await eventuallyRejected(() => create("alb"));
  });

  for (const name of ["alb", "team-neighbor", "team-classed-too"]) {
    it(`reject the class ${name} and name the team's own`, async () => {
      expect(await rejection(create(name))).to.include("write ingressClassName: team-classed");
    });
  }

  for (const name of ["team-classed", "nginx", undefined]) {
    it(`allow the class ${name ?? "none"}`, async () => {
      expect(await create(name)).to.have.nested.property("metadata.name", "asked");
    });
  }

  it("keep older Ingresses until their class changes", async () => {
    const path = "/apis/networking.k8s.io/v1/namespaces/team-classed/ingresses/former";
    const patch = (body: object) => member.ask("PATCH", path, body, "application/merge-patch+json");
    expect(await patch({ metadata: { labels: { seen: "yes" } } })).to.have.nested.property("metadata.labels.seen", "yes");
    expect(await rejection(patch({ spec: { ingressClassName: "team-neighbor" } }))).to.include("team-classed");
    expect(await patch({ spec: { ingressClassName: "team-classed" } })).to.have.nested.property("spec.ingressClassName", "team-classed");
  });
});

import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import type { KubernetesObject } from "../harness/kube-apiserver/client";
import { admin } from "../harness/kube-apiserver/setup";
import { objectsOf, recordingOf } from "./planned";

const stack = `config:
  aws:region: eu-west-1
  eks-blueprints:addons: { aws-load-balancer-controller: true }
`;

const binding = (spec: object): KubernetesObject => ({
  apiVersion: "elbv2.k8s.aws/v1beta1",
  kind: "TargetGroupBinding",
  metadata: { name: "web", namespace: "default" },
  spec: { serviceRef: { name: "web", port: 80 }, ...spec },
});

// biome-ignore lint/suspicious/noExplicitAny: an object of the API server
type Stored = any;

describe("planned CustomResourceDefinitions on a real API server", () => {
  let planned: readonly KubernetesObject[];

  before(async () => {
    planned = objectsOf(await recordingOf(stack))
      .map(({ object }) => object)
      .filter(({ kind }) => kind === "CustomResourceDefinition");
    for (const crd of planned) await admin().apply(crd);
  });

  it("are accepted completely and served in all versions", async () => {
    expect(planned).to.have.length(7);
    for (const crd of planned) {
      const { spec } = crd as Stored;
      for (const { name } of spec.versions)
        while (!(await admin().knows({ apiVersion: `${spec.group}/${name}`, kind: spec.names.kind }))) await sleep(50);
      const stored = (await admin().read(crd)) as Stored;
      expect(stored.spec.versions, crd.metadata.name).to.deep.equal(spec.versions);
      const bad = stored.status.conditions.filter(({ type, status }: Stored) => type === "NonStructuralSchema" && status === "True");
      expect(bad, crd.metadata.name).to.be.empty;
    }
  });

  it("validate objects of their kinds", async () => {
    const rejectionOf = (spec: object) =>
      admin()
        .apply(binding(spec), { dryRun: true })
        .then(
          () => "",
          ({ message }: Error) => message,
        );
    expect(await rejectionOf({ targetGroupARN: "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/1" })).to.equal("");
    expect(await rejectionOf({ targetType: "pod" })).to.include('supported values: "instance", "ip"');
    expect(await rejectionOf({ networking: { ingress: [{ from: [{ ipBlock: {} }], ports: [] }] } })).to.include("cidr: Required value");
    expect(await rejectionOf({ targetGroupArn: "arn" })).to.include("targetGroupArn");
  });
});

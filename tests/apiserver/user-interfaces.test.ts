// Ingresses with which a team would join the load balancer of the platform's user interfaces.
import { expect } from "chai";
import type { Client, KubernetesObject } from "../harness/kube-apiserver/client";
import { deploy, userOf } from "../harness/kube-apiserver/controllers";
import { admin } from "../harness/kube-apiserver/setup";
import { recordingOf } from "./planned";
import { eventuallyRejected, rejection } from "./pods";

const arn = "arn:aws:iam::111122223333:role/visitor";
const groupName = "alb.ingress.kubernetes.io/group.name";

const stack = `config:
  aws:region: eu-west-1
  eks-blueprints:addons: { prometheus: true }
  eks-blueprints:domain:
    name: shop.example.com
    zoneId: Z0123456789ABCDEFGHIJ
    expose: { grafana: { auth: { type: cognito, userPoolArn: "arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_abc" } } }
  eks-blueprints:teams:
    visitor: { kind: application, members: ["${arn}"] }
`;

function ingress(ingressClassName: string | undefined, annotations?: Readonly<Record<string, string>>): KubernetesObject {
  const defaultBackend = { service: { name: "web", port: { number: 80 } } };
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: { name: "asked", namespace: "team-visitor", ...(annotations && { annotations }) },
    spec: { ...(ingressClassName !== undefined && { ingressClassName }), defaultBackend },
  };
}

describe("User interfaces of the platform on a real API server", () => {
  let member: Client;
  const create = (...args: Parameters<typeof ingress>) => member.create(ingress(...args), { dryRun: true });

  before(async () => {
    const recording = await recordingOf(stack);
    await deploy(admin(), recording);
    member = admin().as(userOf(recording, arn));
    await eventuallyRejected(() => create("platform-ui-internet-facing"));
  });

  it("reject their class and their group in a team's Ingress", async () => {
    expect(await rejection(create("platform-ui-internet-facing"))).to.match(
      /team visitor uses others|write ingressClassName: team-visitor/,
    );
    expect(await rejection(create("team-visitor", { [groupName]: "platform-ui-internet-facing" }))).to.include("team visitor uses others");
  });

  it("allow other classes and groups, and none", async () => {
    const allowed = [["team-visitor"], ["team-visitor", { [groupName]: "shop" }], ["team-visitor", { other: "x" }], [undefined]];
    for (const args of allowed as Parameters<typeof ingress>[])
      expect(await create(...args)).to.have.nested.property("metadata.name", "asked");
  });
});

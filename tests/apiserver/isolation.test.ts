// Allowed connections by the NetworkPolicies of isolated teams, as stored in the API server.
import { expect } from "chai";
import type { Recording } from "../../plan/types";
import { deploy } from "../harness/kube-apiserver/controllers";
import { admin } from "../harness/kube-apiserver/setup";
import { mayReach, type NetworkPolicy, type Party } from "./network-policies";
import { recordingOf } from "./planned";

const members = 'members: ["arn:aws:iam::111122223333:role/somebody"]';

const stack = `config:
  aws:region: eu-west-1
  eks-blueprints:teams:
    closed: { kind: application, ${members}, network: isolated, allowIngressFrom: [friendly], namespaces: [closed-a, closed-b] }
    hermit: { kind: application, ${members}, network: isolated, namespaces: [hermit] }
    friendly: { kind: application, ${members}, namespaces: [friendly] }
    foreign: { kind: application, ${members}, namespaces: [foreign] }
`;

/** The first usable addresses of the public or private subnets. */
function addressesIn(recording: Recording, kind: "public" | "private"): string[] {
  return recording.resources
    .filter(({ type, name }) => type === "aws:ec2/subnet:Subnet" && name.includes(kind))
    .map(({ inputs }) => (inputs.cidrBlock as string).replace(/\d+\/\d+$/, "10"));
}

describe("network isolation of teams on a real API server", () => {
  let recording: Recording;
  let policies: NetworkPolicy[];
  const namespaceLabels = new Map<string, Record<string, string>>();

  before(async () => {
    recording = await recordingOf(stack);
    await deploy(admin(), recording);
    policies = (await admin().ask("GET", "/apis/networking.k8s.io/v1/networkpolicies")).items;
    for (const { metadata } of (await admin().ask("GET", "/api/v1/namespaces")).items) namespaceLabels.set(metadata.name, metadata.labels);
  });

  const podIn = (namespace: string): Party => ({
    pod: { namespace, namespaceLabels: namespaceLabels.get(namespace)!, labels: { app: "any" } },
    address: addressesIn(recording, "private")[0]!,
  });
  const reaches = (from: Party, to: string) => mayReach(policies, from, podIn(to));

  const expected: Readonly<Record<string, readonly string[]>> = {
    "closed-a": ["closed-a", "closed-b", "friendly", "foreign"],
    "closed-b": ["closed-a", "closed-b", "friendly", "foreign"],
    hermit: ["hermit", "friendly", "foreign"],
    friendly: ["closed-a", "closed-b", "friendly", "foreign"],
    foreign: ["friendly", "foreign"],
    "kube-system": ["friendly", "foreign"],
  };

  for (const [from, to] of Object.entries(expected)) {
    it(`allows pods in ${from} to reach only ${to.join(", ")}`, () => {
      const targets = ["closed-a", "closed-b", "hermit", "friendly", "foreign"];
      expect(targets.filter((target) => reaches(podIn(from), target))).to.deep.equal(to);
    });
  }

  it("allows ingress from load balancers in the public subnets, and from nothing else in the VPC or the internet", () => {
    const [balancers, neighbours] = [addressesIn(recording, "public"), addressesIn(recording, "private")];
    expect(balancers).to.have.length.greaterThan(1);
    expect(balancers.filter((address) => !reaches({ address }, "hermit"))).to.deep.equal([]);
    expect([...neighbours, "203.0.113.7"].filter((address) => reaches({ address }, "hermit"))).to.deep.equal([]);
  });

  it("allows isolated teams to reach the internet", () => {
    expect(mayReach(policies, podIn("hermit"), { address: "203.0.113.7" })).to.equal(true);
  });
});

// Many tenants of one template, each with access only to its own namespaces.
import { expect } from "chai";
import { plainValues } from "../../plan/simulation/values";
import type { Client } from "../harness/kube-apiserver/client";
import { deploy, userOf } from "../harness/kube-apiserver/controllers";
import { admin } from "../harness/kube-apiserver/setup";
import { mayReach, type NetworkPolicy } from "./network-policies";
import { recordingOf } from "./planned";

const names = Array.from({ length: 12 }, (_, number) => `shop-${number}`);

const stack = `config:
  aws:region: eu-west-1
  eks-blueprints:teamTemplates:
    silo: { accessLevel: admin, quota: { pods: "3" }, podSecurity: restricted }
  eks-blueprints:tenants: { template: silo, names: [${names.join(", ")}] }
`;

describe("tenants on a real API server", () => {
  const roles = new Map<string, Client>();
  let policies: NetworkPolicy[];

  before(async () => {
    const recording = await recordingOf(stack);
    await deploy(admin(), recording);
    const teams = plainValues(recording.outputs).teams as Readonly<Record<string, { readonly roleArn: string }>>;
    for (const name of names) roles.set(name, admin().as(userOf(recording, teams[name]!.roleArn)));
    policies = (await admin().ask("GET", "/apis/networking.k8s.io/v1/networkpolicies")).items;
  });

  /** The pairs of tenants for which an action is possible. */
  async function pairs(can: (from: string, to: string) => boolean | Promise<boolean>): Promise<string[]> {
    const all = names.flatMap((from) => names.map((to) => ({ from, to })));
    const allowed = await Promise.all(all.map(async ({ from, to }) => ((await can(from, to)) ? [`${from} -> ${to}`] : [])));
    return allowed.flat();
  }
  const onlyThemselves = names.map((name) => `${name} -> ${name}`);

  for (const [verb, resource] of [
    ["list", "pods"],
    ["get", "secrets"],
    ["create", "pods/exec"],
    ["patch", "deployments.apps"],
    ["create", "rolebindings.rbac.authorization.k8s.io"],
    ["impersonate", "serviceaccounts"],
  ] as const) {
    it(`may ${verb} ${resource} only in their own namespaces`, async () => {
      const may = (from: string, to: string) => roles.get(from)!.may({ verb, resource, namespace: `team-${to}` });
      expect(await pairs(may)).to.deep.equal(onlyThemselves);
    });
  }

  it("accept traffic only from themselves", async () => {
    const pod = (name: string) => {
      const namespace = `team-${name}`;
      return { pod: { namespace, namespaceLabels: { "kubernetes.io/metadata.name": namespace }, labels: {} }, address: "10.0.130.10" };
    };
    expect(await pairs((from, to) => mayReach(policies, pod(from), pod(to)))).to.deep.equal(onlyThemselves);
  });

  it("have the settings of the template", async () => {
    for (const name of names) {
      const { items } = await roles.get(name)!.ask("GET", `/api/v1/namespaces/team-${name}/resourcequotas`);
      expect(items[0].spec.hard.pods, name).to.equal("3");
    }
  });
});

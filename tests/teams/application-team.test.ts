// The component as a program uses it, without an environment.
import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import { expect } from "chai";
import { ApplicationTeam, type ClusterHandle } from "../../components";
import type { ApplicationTeamArgs } from "../../components/teams/team-args";
import { clusterHandle } from "../harness/mocks/context";
import { startMocks } from "../harness/mocks/mocks";
import { reportOf } from "../settings/support";

const member = "arn:aws:iam::111122223333:role/Dev";
const secrets = {
  db: { secretsManager: "shop/{team}/db" },
  url: { parameter: "/shop/url", properties: { host: "server.host" } },
} as const;

const types = {
  store: "kubernetes:external-secrets.io/v1:SecretStore",
  externalSecret: "kubernetes:external-secrets.io/v1:ExternalSecret",
  providerClass: "kubernetes:secrets-store.csi.x-k8s.io/v1:SecretProviderClass",
  account: "kubernetes:core/v1:ServiceAccount",
  namespace: "kubernetes:core/v1:Namespace",
  policy: "aws:iam/rolePolicy:RolePolicy",
  association: "aws:eks/podIdentityAssociation:PodIdentityAssociation",
};

type Own = Omit<ApplicationTeamArgs, "cluster">;

/** A team `web` that waits for a queue `operator`. */
async function team(args: Own) {
  const mocks = startMocks();
  await mocks.run(() => {
    const provider = new k8s.Provider("cluster", { kubeconfig: "{}" });
    const cluster = { ...clusterHandle(), provider } as unknown as ClusterHandle;
    const operator = new aws.sqs.Queue("operator");
    new ApplicationTeam("web", { cluster, members: [member], ...args }, { dependsOn: operator });
  });
  return mocks.resources;
}

describe("ApplicationTeam in a program", () => {
  it("gets secrets by External Secrets, read with a role that can read only them", async () => {
    const resources = await team({ namespaces: ["web", "web-preview"], secrets });
    expect(
      resources.ofType(types.externalSecret).map(({ inputs }) => `${inputs.metadata.namespace}/${inputs.metadata.name}`),
    ).to.have.members(["web/db", "web/url", "web-preview/db", "web-preview/url"]);
    const spec = resources.named("web.web-secret-db", types.externalSecret).inputs.spec;
    expect(spec.dataFrom).to.deep.equal([{ extract: { key: "shop/web/db" } }]);
    expect(resources.named("web.web-secrets", types.account).inputs.metadata.annotations).to.have.key("eks.amazonaws.com/role-arn");
    const statements = JSON.parse(resources.named("web-secrets-policy", types.policy).inputs.policy).Statement;
    expect(statements.map(({ Action }: { Action: string[] }) => Action)).to.deep.equal([
      ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
      ["ssm:GetParameter", "ssm:GetParameters"],
    ]);
  });

  it("gets SecretProviderClasses for the CSI driver, and gives the permission to its service accounts", async () => {
    const resources = await team({ secrets, secretsBy: "secrets-store-csi-driver", serviceAccounts: { orders: {} } });
    expect(resources.ofType(types.store)).to.deep.equal([]);
    const { spec } = resources.named("web.team-web-secret-db", types.providerClass).inputs;
    expect(spec.parameters).to.include({ region: "eu-west-1", usePodIdentity: "true" });
    expect(JSON.parse(resources.named("web.orders-policy", types.policy).inputs.policy).Statement[0].Action).to.include(
      "secretsmanager:GetSecretValue",
    );
    expect(resources.ofType(types.association).map(({ inputs }) => inputs.serviceAccount)).to.have.members(["team-secrets", "orders"]);
  });

  it("mounts secrets by IRSA where `identity` says so", async () => {
    const resources = await team({ secrets, secretsBy: "secrets-store-csi-driver", identity: "irsa" });
    expect(resources.ofType(types.association)).to.deep.equal([]);
    expect(resources.named("web.team-web-secret-url", types.providerClass).inputs.spec.parameters).not.to.have.key("usePodIdentity");
  });

  it("makes its namespaces, and what is in them, wait for `dependsOn`, but not its role", async () => {
    const resources = await team({ secrets });
    const operator = resources.named("operator");
    for (const type of [types.namespace, types.store, types.externalSecret]) {
      for (const resource of resources.ofType(type)) expect(resources.waitsFor(resource, operator), resource.name).to.equal(true);
    }
    expect(resources.waitsFor(resources.named("web", "aws:iam/role:Role"), operator)).to.equal(false);
  });

  it("limits the egress of its pods", async () => {
    const resources = await team({ network: "isolated", allowedEgress: { namespaces: ["db"], cidrs: ["10.20.0.0/16"] } });
    const { egress } = resources.named("web.team-web-egress", "kubernetes:networking.k8s.io/v1:NetworkPolicy").inputs.spec;
    expect(egress[0].to).to.deep.equal([
      { namespaceSelector: { matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "In", values: ["db", "team-web"] }] } },
      { ipBlock: { cidr: "10.20.0.0/16" } },
    ]);
    const open = await team({ network: "isolated" });
    expect(open.ofType("kubernetes:networking.k8s.io/v1:NetworkPolicy").map(({ name }) => name)).to.deep.equal(["web.team-web-isolation"]);
  });

  it("reports every problem of its args at once, each with its path", () => {
    const wrong = {
      secrets: { db: { secretsManager: "shop/db", parameter: "/shop/db" }, none: {} },
      secretsBy: "vault",
      identity: "irsa",
      permissionSets: ["Developers"],
      allowedEgress: { internet: "yes" },
      allowedIngress: { namespaces: ["Shop"], cidrs: ["10.0.0.0/22", "2001:db8::/32", "10.0.0.1/22"] },
    } as unknown as Own;
    const cluster = clusterHandle() as unknown as ClusterHandle;
    expect(reportOf(() => new ApplicationTeam("web", { cluster, members: [member], ...wrong }))).to.deep.equal([
      'ApplicationTeam("web").secrets.db: `secretsManager` and `parameter` exclude each other; remove one',
      'ApplicationTeam("web").secrets.none: names nothing; write `secretsManager` or `parameter`',
      'ApplicationTeam("web").secretsBy: expected external-secrets or secrets-store-csi-driver, found "vault"',
      'ApplicationTeam("web").allowedIngress.namespaces[0]: expected a Kubernetes namespace: up to 63 lowercase letters, digits and -, found "Shop"',
      'ApplicationTeam("web").allowedIngress.cidrs[2]: expected an IPv4 or IPv6 range such as 10.0.0.0/16 or 2001:db8::/32, found "10.0.0.1/22"; the bits after the prefix length must be zero: write 10.0.0.0/22',
      'ApplicationTeam("web").allowedEgress.internet: expected true or false, found "yes"; write true without quotes',
      'ApplicationTeam("web").allowedEgress: restricts pods only with `network: isolated`; write it, or remove this arg',
      'ApplicationTeam("web").permissionSets: are looked up for stack files alone; name their roles in `members`',
    ]);
  });
});

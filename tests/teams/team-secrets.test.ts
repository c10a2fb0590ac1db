import { expect } from "chai";
import { outcomeOf, sections } from "../environment/counterparts/fixtures";
import type { Inputs, Resources } from "../harness/mocks/mocks";

const key = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const secrets = `secrets: {
  db: { secretsManager: shop/db, properties: { password: pass-word }, kmsKeyArn: "${key}" },
  all: { secretsManager: "arn:aws:secretsmanager:eu-west-1:444455556666:secret:shop/all-AbCdEf" },
  url: { parameter: /shop/url, refreshInterval: 10m } }`;
const team = `members: ["arn:aws:iam::111122223333:role/Dev"], namespaces: [shop, batch], serviceAccounts: { orders: {} }`;
const teams = `teams: { shop: { kind: application, ${team}, ${secrets} } }`;

const types = {
  account: "kubernetes:core/v1:ServiceAccount",
  store: "kubernetes:external-secrets.io/v1:SecretStore",
  externalSecret: "kubernetes:external-secrets.io/v1:ExternalSecret",
  providerClass: "kubernetes:secrets-store.csi.x-k8s.io/v1:SecretProviderClass",
  policy: "aws:iam/rolePolicy:RolePolicy",
  role: "aws:iam/role:Role",
};

const statementsOf = (resources: Resources, name: string) => JSON.parse(resources.named(name, types.policy).inputs.policy).Statement;

describe("secrets of a team", () => {
  describe("with External Secrets, the default", () => {
    let resources: Resources;
    before(async () => {
      ({ resources } = await outcomeOf(sections(teams)));
    });

    it("are read with a role that can read only them, and use only their key", () => {
      const [managed, parameters, keys, ...others] = statementsOf(resources, "eks-team-shop-secrets-policy");
      expect(others).to.deep.equal([]);
      expect(managed).to.deep.equal({
        Effect: "Allow",
        Action: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
        Resource: [
          "arn:aws:secretsmanager:eu-west-1:444455556666:secret:shop/all-AbCdEf",
          "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/db-??????",
        ].sort((a, b) => managed.Resource.indexOf(a) - managed.Resource.indexOf(b)),
      });
      expect(parameters.Resource).to.deep.equal(["arn:aws:ssm:eu-west-1:123456789012:parameter/shop/url"]);
      expect(keys).to.deep.include({ Action: ["kms:Decrypt"], Resource: [key] });
      expect(keys.Condition.StringEquals["kms:ViaService"]).to.include("secretsmanager.eu-west-1.amazonaws.com");
    });

    it("are read as a service account in each namespace, which only IRSA allows", () => {
      for (const namespace of ["shop", "batch"]) {
        const { metadata } = resources.named(`eks-team-shop.${namespace}-secrets`, types.account).inputs;
        expect(metadata).to.deep.include({ name: "team-secrets", namespace });
        expect(metadata.annotations).to.have.key("eks.amazonaws.com/role-arn");
      }
      const trust = JSON.stringify(JSON.parse(resources.named("eks-team-shop-secrets", types.role).inputs.assumeRolePolicy));
      for (const namespace of ["shop", "batch"]) expect(trust).to.include(`system:serviceaccount:${namespace}:team-secrets`);
    });

    it("are synchronized by a store for each service, after the add-on", () => {
      const store = resources.named("eks-team-shop.shop-team-secrets-manager", types.store);
      expect(store.inputs.spec.provider.aws).to.deep.equal({
        service: "SecretsManager",
        region: "eu-west-1",
        auth: { jwt: { serviceAccountRef: { name: "team-secrets" } } },
      });
      const specOf = (secret: string) => resources.named(`eks-team-shop.batch-secret-${secret}`, types.externalSecret).inputs.spec;
      expect(specOf("db").data).to.deep.equal([{ secretKey: "password", remoteRef: { key: "shop/db", property: "pass-word" } }]);
      expect(specOf("all").dataFrom[0].extract.key).to.match(/^arn:aws:secretsmanager/);
      expect(specOf("url")).to.deep.include({
        refreshInterval: "10m",
        secretStoreRef: { kind: "SecretStore", name: "team-parameter-store" },
        data: [{ secretKey: "value", remoteRef: { key: "/shop/url" } }],
      });
      expect(resources.waitsFor(store, resources.named("eks-external-secrets", "kubernetes:helm.sh/v3:Release"))).to.equal(true);
      expect(resources.waitsFor(store, resources.named("eks-team-shop-secrets-policy", types.policy))).to.equal(true);
    });

    it("leave no value in the state, and give other service accounts nothing", () => {
      expect(resources.ofType("kubernetes:core/v1:Secret")).to.deep.equal([]);
      expect(resources.ofType(types.policy).some(({ name }) => name.includes("orders"))).to.equal(false);
    });
  });

  describe("with the CSI driver alone", () => {
    let resources: Resources;
    let findings: readonly string[];
    before(async () => {
      ({ resources, findings } = await outcomeOf(sections(teams, "addons: { secrets-store-csi-driver: true }")));
    });

    it("are files of a SecretProviderClass each", () => {
      const parameters = (secret: string) =>
        resources.named(`eks-team-shop.shop-secret-${secret}`, types.providerClass).inputs.spec.parameters;
      expect(parameters("db")).to.include({ region: "eu-west-1", usePodIdentity: "true" });
      expect(JSON.parse(parameters("db").objects)).to.deep.equal([
        {
          objectName: "shop/db",
          objectType: "secretsmanager",
          objectAlias: "db.json",
          jmesPath: [{ path: '"pass-word"', objectAlias: "password" }],
        },
      ]);
      expect(JSON.parse(parameters("url").objects)).to.deep.equal([
        { objectName: "/shop/url", objectType: "ssmparameter", objectAlias: "value" },
      ]);
      expect(resources.ofType(types.externalSecret)).to.deep.equal([]);
    });

    it("can be read by each service account of the team", () => {
      const own = statementsOf(resources, "eks-team-shop.orders-policy");
      expect(own).to.deep.equal(statementsOf(resources, "eks-team-shop-secrets-policy"));
    });

    it("come with a finding where rotated values do not arrive", async () => {
      expect(findings.join()).to.match(/secrets-store-csi-driver\.rotation: pods keep the values/);
      const rotating = await outcomeOf(sections(teams, "addons: { secrets-store-csi-driver: { rotation: true } }"));
      expect(rotating.findings.join()).not.to.match(/pods keep the values/);
    });
  });

  it("have the type and the key with which pods pull images", async () => {
    const registry = "registry: { secretsManager: shop/registry, type: kubernetes.io/dockerconfigjson }";
    const pulling = `teams: { shop: { kind: application, ${team.replace("orders: {}", "orders: { imagePullSecrets: [registry] }")}, secrets: { ${registry} } } }`;
    const { resources } = await outcomeOf(sections(pulling));
    const secret = resources.named("eks-team-shop.shop-secret-registry", types.externalSecret);
    expect(secret.inputs.spec).to.deep.include({
      target: { name: "registry", creationPolicy: "Owner", template: { type: "kubernetes.io/dockerconfigjson" } },
      data: [{ secretKey: ".dockerconfigjson", remoteRef: { key: "shop/registry" } }],
    });
    expect(secret.deleteBeforeReplace, "the type of a Secret cannot change").to.equal(true);
    expect(resources.named("eks-team-shop.orders", types.account).inputs.imagePullSecrets).to.deep.equal([{ name: "registry" }]);
    const mounted = outcomeOf(sections(pulling, "addons: { secrets-store-csi-driver: true }"));
    expect(String(await mounted.catch((error: Error) => error.message))).to.contain(
      "teams.shop.secrets.registry.type: is the type of a Secret, and `secrets-store-csi-driver` mounts files; remove this key, or let `external-secrets` bring the secrets",
    );
  });

  it("are those of each tenant", async () => {
    const template = "teamTemplates: { silo: { secrets: { db: { secretsManager: 'shop/{team}/db' } } } }";
    const { resources } = await outcomeOf(sections(template, "tenants: { template: silo, names: [a, b] }"));
    const remote = resources.ofType(types.externalSecret).map(({ inputs }: Inputs) => inputs.spec.dataFrom[0].extract.key);
    expect(remote).to.have.members(["shop/a/db", "shop/b/db"]);
    const [statement] = statementsOf(resources, "eks-team-a-secrets-policy");
    expect(statement.Resource).to.deep.equal(["arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/a/db-??????"]);
  });
});

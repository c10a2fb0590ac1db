import { expect } from "chai";
import { catalog } from "../../../../components/addons/catalog";
import { chartIssues } from "../../../harness/mocks/chart";
import { issuesByCrd } from "../../../harness/mocks/crds";
import { inlineStatements, published } from "../../../harness/mocks/policies";
import { type InstallOptions, pool, registered } from "../../fixtures";

const releaseType = "kubernetes:helm.sh/v3:Release";
const storeType = "kubernetes:external-secrets.io/v1:ClusterSecretStore";
const role = "eks-external-secrets-external-secrets";

type Options = Readonly<Record<string, unknown>>;

async function installed(options: true | Options = true, more: InstallOptions = {}) {
  return registered({ addons: { "external-secrets": options }, ...more });
}

async function values(options: true | Options = true, more: InstallOptions = {}) {
  return (await installed(options, more)).only(releaseType).inputs.values;
}

describe("external-secrets", () => {
  it("installs the chart, which upgrades its CRDs", async () => {
    const { inputs } = (await installed()).only(releaseType);
    expect(inputs).to.deep.include({
      name: "external-secrets",
      chart: "external-secrets",
      version: "2.0.1",
      namespace: "external-secrets",
      repositoryOpts: { repo: "https://charts.external-secrets.io" },
    });
    expect(inputs.values).to.include({ installCRDs: true, leaderElect: true, replicaCount: 2 });
  });

  it("sets only values that the chart declares", async () => {
    const options = { secrets: ["shop/*"], replicas: 3 };
    expect(chartIssues("external-secrets", await values(options, { cluster: { identity: "irsa" } }))).to.deep.equal([]);
  });

  it("spreads operator and webhook, gives both a disruption budget, and moves the webhook off the kubelet's port", async () => {
    const { webhook, certController, ...operator } = await values();
    for (const [app, pods] of [
      ["external-secrets", operator],
      ["external-secrets-webhook", webhook],
    ] as const) {
      expect(pods).to.deep.include({ replicaCount: 2, podDisruptionBudget: { enabled: true } });
      expect(pods.topologySpreadConstraints.map((each: Options) => each.labelSelector)).to.deep.equal([
        { matchLabels: { "app.kubernetes.io/name": app } },
        { matchLabels: { "app.kubernetes.io/name": app } },
      ]);
    }
    expect(webhook.port).to.equal(9443);
    expect(certController).not.to.have.property("replicaCount");
    expect((await values({ replicas: 1 })).podDisruptionBudget).to.deep.equal({ enabled: false }); // a budget would block draining
  });

  it("pulls every image through a mirror, and tolerates the taints of the pools when every pool is tainted", async () => {
    const taints = [{ key: "dedicated", effect: "NoSchedule" }];
    const { image, webhook, certController, tolerations } = await values(true, {
      images: { registries: { "ghcr.io": "mirror.example/ghcr" } },
      nodePools: { tainted: pool({ taints }) },
    });
    for (const each of [image, webhook.image, certController.image]) {
      expect(each.repository).to.equal("mirror.example/ghcr/external-secrets/external-secrets");
    }
    for (const each of [tolerations, webhook.tolerations, certController.tolerations]) {
      expect(each).to.deep.include({ key: "dedicated", operator: "Exists", effect: "NoSchedule" });
    }
  });

  it("has no role and no store without `secrets` and `parameters`", async () => {
    const resources = await installed();
    expect(resources.ofType("aws:iam/role:Role").filter(({ name }) => name.includes("external-secrets"))).to.be.empty;
    expect(resources.ofType(storeType)).to.be.empty;
  });

  for (const [region, partition] of [
    ["eu-west-1", "aws"],
    ["cn-north-1", "aws-cn"],
    ["us-gov-west-1", "aws-us-gov"],
  ] as const) {
    it(`allows the published actions on the configured names, and only two of them on parameters, in ${partition}`, async () => {
      const resources = await installed({ secrets: ["dev-*"], parameters: ["/dev-*"] }, { region });
      const [parameters] = published("external-secrets", "parameterStoreRead", {
        "arn:aws:": `arn:${partition}:`,
        "us-east-2": region,
        "1234567889911": "123456789012",
      });
      expect(inlineStatements(resources, role)).to.deep.equal([
        ...published("external-secrets", "secretsManagerRead", {
          "arn:aws:": `arn:${partition}:`,
          "us-west-2": region,
          "111122223333": "123456789012",
        }),
        { ...parameters, Action: ["ssm:GetParameter"] },
        { ...parameters, Action: ["ssm:GetParametersByPath"] },
      ]);
    });
  }

  it("accepts secret names with any suffix of AWS, full ARNs, and KMS keys", async () => {
    const secret = "arn:aws:secretsmanager:eu-west-1:444455556666:secret:shared-AbCdEf";
    const key = "arn:aws:kms:eu-west-1:123456789012:key/secrets";
    const found = inlineStatements(await installed({ secrets: ["shop/db", secret], kmsKeyArns: [key] }), role);
    expect(found[1]!.Resource).to.deep.equal(["arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/db-??????", secret]);
    expect(found[2]).to.deep.equal({ Effect: "Allow", Action: ["kms:Decrypt"], Resource: [key] });
  });

  it("creates a store for each service that it can read, after the chart and its webhook", async () => {
    const resources = await installed({ secrets: ["shop/*"], parameters: ["/shop/*"], namespaces: ["shop"] });
    const stores = resources.ofType(storeType);
    expect(stores.map(({ inputs }) => [inputs.metadata.name, inputs.spec])).to.deep.equal([
      [
        "secrets-manager",
        { provider: { aws: { service: "SecretsManager", region: "eu-west-1" } }, conditions: [{ namespaces: ["shop"] }] },
      ],
      [
        "parameter-store",
        { provider: { aws: { service: "ParameterStore", region: "eu-west-1" } }, conditions: [{ namespaces: ["shop"] }] },
      ],
    ]);
    for (const store of stores) {
      expect(resources.waitsFor(store, resources.only(releaseType))).to.equal(true);
      expect(store.provider).to.include("pulumi:providers:kubernetes::cluster");
      expect(issuesByCrd("external-secrets/clustersecretstores", store.inputs)).to.deep.equal([]);
    }
    const one = await installed({ parameters: ["/shop/*"] });
    expect(one.only(storeType).inputs.metadata.name).to.equal("parameter-store");
    expect(one.only(storeType).inputs.spec).not.to.have.property("conditions");
    expect((await installed({ secrets: ["shop/*"], stores: false })).ofType(storeType)).to.be.empty;
  });

  it("waits for its permissions under Pod Identity, and annotates its service account under IRSA", async () => {
    const podIdentity = await installed({ secrets: ["shop/*"] });
    const association = podIdentity.only("aws:eks/podIdentityAssociation:PodIdentityAssociation");
    expect(association.inputs).to.include({ namespace: "external-secrets", serviceAccount: "external-secrets" });
    expect(podIdentity.waitsFor(podIdentity.only(releaseType), association)).to.equal(true);
    expect(podIdentity.only(releaseType).inputs.values.serviceAccount).to.deep.equal({ name: "external-secrets", annotations: {} });

    const irsa = (await values({ secrets: ["shop/*"] }, { cluster: { identity: "irsa" } })).serviceAccount;
    expect(irsa.annotations["eks.amazonaws.com/role-arn"]).to.include(role);
  });

  it("rejects invalid names, and ARNs of another partition", async () => {
    const { options } = catalog["external-secrets"];
    for (const wrong of [{ secrets: ["a b"] }, { parameters: ["a:b"] }, { secrets: ["arn:aws:s3:::bucket"] }]) {
      expect(options.safeParse(wrong).success, JSON.stringify(wrong)).to.equal(false);
    }
    const secrets = ["arn:aws:secretsmanager:eu-west-1:444455556666:secret:shared-AbCdEf"];
    const error = await installed({ secrets }, { region: "cn-north-1" }).catch((error: Error) => error.message);
    expect(error).to.match(/expected arn:aws-cn:/);
  });

  it("rejects secrets and parameters that pods without NAT cannot reach", async () => {
    const images = { registries: { "ghcr.io": "mirror.example/ghcr" } };
    const error = (options: Options, endpoints: "private" | string[]) =>
      installed(options, { images, network: { nat: "none", endpoints } }).then(
        () => "",
        (error: Error) => error.message,
      );
    expect(await error({ secrets: ["shop/*"] }, ["s3"])).to.match(/add `secretsmanager`/);
    expect(await error({ secrets: ["shop/*"] }, "private")).to.equal("");
    expect(await error({ secrets: ["shop/*"] }, ["secretsmanager"])).to.equal("");
    expect(await error({ parameters: ["/shop/*"] }, "private")).to.equal("");
    expect(await error({ parameters: ["/shop/*"] }, ["s3"])).to.match(/add `ssm`/);
  });
});

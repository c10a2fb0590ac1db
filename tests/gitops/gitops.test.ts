import { expect } from "chai";
import { catalog } from "../../components/addons/catalog";
import { argocdNamespace } from "../../components/gitops/argocd";
import { fluxNamespace } from "../../components/gitops/flux";
import { issuesByCrd } from "../harness/mocks/crds";
import type { RecordedResource } from "../harness/mocks/mocks";
import { allSettings, argocdType, externalSecret, gitopsResources, gitRepository, kustomization, manyTeams, secret } from "./fixtures";

const crds: Readonly<Record<string, string>> = {
  [argocdType("Application")]: "argocd/applications",
  [argocdType("ApplicationSet")]: "argocd/applicationsets",
  [argocdType("AppProject")]: "argocd/appprojects",
  [gitRepository]: "flux/gitrepositories",
  [kustomization]: "flux/kustomizations",
  [externalSecret]: "external-secrets/externalsecrets",
};

function crdIssues(all: readonly RecordedResource[]): string[] {
  const custom = all.filter(({ type }) => type in crds);
  expect(custom).not.to.be.empty;
  return custom.flatMap(({ type, name, inputs }) => issuesByCrd(crds[type]!, inputs).map((issue) => `${name}: ${issue}`));
}

describe("GitOps", () => {
  it("creates its objects in the namespaces of the engines", () => {
    expect([argocdNamespace, fluxNamespace]).to.deep.equal([catalog.argocd.namespace, catalog.flux.namespace]);
  });

  for (const engine of ["argocd", "flux"] as const) {
    describe(`with ${engine}`, () => {
      it("creates objects that match the CRDs", async () => {
        for (const input of [{}, { path: "." }, allSettings]) {
          expect(crdIssues((await gitopsResources(engine, input, manyTeams)).all)).to.deep.equal([]);
        }
      });

      it("describes the environment in one ConfigMap with keys that are valid variable names", async () => {
        const { inputs } = (await gitopsResources(engine)).only("kubernetes:core/v1:ConfigMap");
        expect(inputs.metadata).to.deep.equal({ name: "environment", namespace: engine === "argocd" ? "argocd" : "flux-system" });
        expect(inputs.data).to.deep.equal({
          aws_cluster_name: "shop",
          aws_region: "eu-west-1",
          aws_partition: "aws",
          aws_vpc_id: "vpc-1",
          velero_iam_role_arn: "arn:aws:iam::1:role/velero",
          karpenter_iam_role_arn: "arn:aws:iam::1:role/karpenter",
          karpenter_namespace: "kube-system",
          karpenter_chart: "oci://public.ecr.aws/karpenter/karpenter",
          karpenter_chart_version: "1.14.1",
          karpenter_values: '{"replicas":2}',
          karpenter_service_account: "karpenter",
          karpenter_queue_name: "shop-queue",
          adot_adot_col_otlp_iam_role_arn: "arn:aws:iam::1:role/otlp",
          adot_adot_col_logs_iam_role_arn: "arn:aws:iam::1:role/logs",
        });
        for (const key of Object.keys(inputs.data)) expect(key).to.match(/^[A-Za-z_][A-Za-z0-9_]{0,62}$/);
      });

      it("creates no Secret for a public repository", async () => {
        const found = await gitopsResources(engine);
        const secrets = found.ofType(secret).filter(({ inputs }) => inputs.metadata.name !== "in-cluster");
        expect([...secrets, ...found.ofType(externalSecret)]).to.deep.equal([]);
      });

      it("logs in as a GitHub App, whose private key stays secret", async () => {
        const githubApp = { appId: 123456, installationId: "7654321", privateKey: "hush-hush", baseUrl: "https://git.example.com/api/v3" };
        const found = await gitopsResources(engine, { credentials: { githubApp } });
        const { stringData } = found.named("eks-gitops-repository", secret).inputs;
        const base = engine === "flux" ? "githubAppBaseURL" : "githubAppEnterpriseBaseUrl";
        expect(JSON.stringify(stringData)).to.match(/4dabf18193072939515e22adb298388d/); // marked as secret for the engine
        expect(JSON.stringify(stringData))
          .to.contain('"githubAppID":"123456"')
          .and.contain('"githubAppInstallationID":"7654321"')
          .and.contain(`"${base}":"https://git.example.com/api/v3"`)
          .and.contain("githubAppPrivateKey")
          .and.not.contain('"username"');
      });

      it("fetches the private key of a GitHub App beside what is no secret", async () => {
        const githubApp = { appId: 123456, installationId: 7654321 };
        const found = await gitopsResources(engine, { credentials: { githubApp, secretsManager: "clusters/app" } });
        const { spec } = found.only(externalSecret).inputs;
        expect(spec.data).to.deep.equal([{ secretKey: "githubAppPrivateKey", remoteRef: { key: "clusters/app", property: "privateKey" } }]);
        expect(spec.target.template.data).to.include({ githubAppID: "123456", githubAppInstallationID: "7654321" });
      });

      it("lets external-secrets fetch the credentials, without reading them itself", async () => {
        const found = await gitopsResources(engine, { credentials: { secretsManager: "clusters/git" } });
        const { inputs } = found.only(externalSecret);
        expect(inputs.spec.secretStoreRef).to.deep.equal({ kind: "ClusterSecretStore", name: "secrets-manager" });
        expect(inputs.spec.data).to.deep.equal(
          ["username", "password"].map((property) => ({ secretKey: property, remoteRef: { key: "clusters/git", property } })),
        );
        expect(found.ofType(secret).filter(({ inputs }) => inputs.metadata.name !== "in-cluster")).to.deep.equal([]);
      });

      it("creates a constant number of objects per team", async () => {
        const count = async (teams: number) => {
          const named = Array.from({ length: teams }, (_, index): [string, string[]] => [`t${index}`, [`team-t${index}`]]);
          return (await gitopsResources(engine, {}, Object.fromEntries(named))).all.filter(({ type }) => !type.endsWith(":Namespace"))
            .length;
        };
        const [one, two, ten] = [await count(1), await count(2), await count(10)];
        expect(ten - one).to.equal(9 * (two - one));
      });
    });
  }
});

import { expect } from "chai";
import { parseSettings, type SettingsInput } from "../../../components";
import { issuesOf, sections } from "../../environment/counterparts/fixtures";

const teams = (secret: string) =>
  `teams: { a: { kind: application, members: ["arn:aws:iam::111122223333:role/Dev"], secrets: { db: { ${secret} } } } }`;
const planOf = (...parts: string[]) =>
  parseSettings({ region: "eu-west-1", ...sections(...parts) } as SettingsInput & { region: string }).addonPlan;

describe("add-ons for secrets of teams", () => {
  it("are External Secrets, unless the stack has the CSI driver alone", () => {
    const own = teams("secretsManager: shop/db");
    expect(planOf(own).enabled.has("external-secrets")).to.equal(true);
    const driver = planOf(own, "addons: { secrets-store-csi-driver: true }");
    expect([driver.enabled.has("external-secrets"), driver.enabled.has("secrets-store-csi-driver")]).to.deep.equal([false, true]);
    expect(planOf(own, "addons: { secrets-store-csi-driver: true, external-secrets: true }").enabled.has("external-secrets")).to.equal(
      true,
    );
  });

  it("call their service by a VPC endpoint where there is no NAT", () => {
    const isolated =
      "network: { nat: none, endpoints: private }, images: { registries: { ghcr.io: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/ghcr } }";
    expect(planOf(teams("secretsManager: shop/db"), `{ ${isolated} }`).awsServices).to.include("secretsmanager");
    expect(planOf(teams("parameter: /shop/db"), `{ ${isolated} }`).awsServices).to.include("ssm");
    const listed = "network: { nat: none, endpoints: [s3, ecr.api, ecr.dkr, sts, ec2, eks, logs, eks-auth] }";
    expect(issuesOf(sections(teams("secretsManager: shop/db"), listed))).to.match(
      /teams\.a\.secrets\.db\.secretsManager: is unreachable without NAT; add `secretsmanager`/,
    );
  });

  it("need an OIDC provider in IAM, which the stack does not create for an existing cluster", () => {
    const findings = (...more: string[]) => planOf(teams("secretsManager: shop/db"), ...more).findings.map(({ rule }) => rule);
    expect(findings("cluster: { existing: { name: shop } }")).to.include("secret-irsa");
    expect(findings("cluster: { existing: { name: shop } }", "addons: { secrets-store-csi-driver: true }")).to.include("secret-rotation");
    expect(findings()).not.to.include("secret-irsa");
  });

  it("cannot come later by GitOps, or be off", () => {
    const gitops = "gitops: { engine: flux, repo: 'https://github.com/example/clusters', addons: [external-secrets] }";
    expect(issuesOf(sections(teams("secretsManager: shop/db"), gitops))).to.match(/`external-secrets` must be installed before GitOps/);
    expect(issuesOf(sections(teams("secretsManager: shop/db"), "addons: { external-secrets: false }"))).to.match(
      /cannot be false, because `teams\.a\.secrets` requires it/,
    );
  });
});

import { expect } from "chai";
import fc from "fast-check";
import { addonCatalog } from "../../../components/addons/plan/catalog-settings";
import { parseStackSections } from "../../../components/settings/parse-stack-config";
import { formsOf } from "../../../components/util/redact";
import { reportOf } from "../support";

type Config = Readonly<Record<string, unknown>>;

const report = (values: Config, secrets: readonly string[] = []) =>
  reportOf(() =>
    parseStackSections(
      { project: "shop", stack: "dev", values: { "aws:region": "eu-west-1", ...values }, secrets: new Set(secrets) },
      addonCatalog,
    ),
  );

const custom = (name: string, more: object) => ({ "eks-blueprints:addons": { custom: { [name]: { version: "1.2.3", ...more } } } });
const portal = (more: object) => custom("portal", more);
const gitops = (more: object) => ({ "eks-blueprints:gitops": { engine: "flux", repo: "https://github.com/example/clusters", ...more } });

/** Not a secret by itself. */
const accessKey = "AKIAIOSFODNN7EXAMPLE";

/** Settings that accept a secret or can contain a login, with an injected secret, by the path in the report. */
const places: Readonly<Record<string, (secret: string) => Config>> = {
  "aws:secretKey": (secret) => ({ "aws:accessKey": accessKey, "aws:secretKey": secret }),
  "aws:token": (secret) => ({ "aws:accessKey": accessKey, "aws:secretKey": "another-secret", "aws:token": secret }),
  "aws:assumeRoleWithWebIdentity": (webIdentityToken) => ({
    "aws:assumeRoleWithWebIdentity": JSON.stringify({ roleArn: "arn:aws:iam::111122223333:role/a", webIdentityToken }),
  }),
  "aws:assumeRoles": (secret) => ({
    "aws:assumeRoles": JSON.stringify([
      { roleArn: "arn:aws:iam::111122223333:role/a", policy: `https://reader:${encodeURIComponent(secret)}@host` },
    ]),
  }),
  "aws:httpProxy": (secret) => ({ "aws:httpProxy": `http://:${encodeURIComponent(secret)}@proxy.example.com:3128` }),
  "aws:endpoints": (secret) => ({
    "aws:endpoints": JSON.stringify([{ s3: `https://reader:${encodeURIComponent(secret)}@s3.example.com` }]),
  }),
  "aws:noProxy": (secret) => ({ "aws:noProxy": `reader:${encodeURIComponent(secret)}@proxy.example.com:3128` }),
  "eks-blueprints:addons.custom.slash.repo": (secret) =>
    custom("slash", { chart: "a", repo: `https://reader:a/${encodeURIComponent(secret)}@charts.example.com` }),
  "eks-blueprints:addons.custom.slash.chart": (secret) =>
    custom("slash", { chart: `oci://reader:a/${encodeURIComponent(secret)}@registry.example.com/charts/a` }),
  "eks-blueprints:addons.custom.at.repo": (secret) =>
    custom("at", { chart: "a", repo: `https://reader:a@${encodeURIComponent(secret)}@charts.example.com` }),
  "eks-blueprints:addons.custom.query.repo": (secret) =>
    custom("query", { chart: "a", repo: `https://charts.example.com/?a=b&private_token=${encodeURIComponent(secret)}` }),
  'eks-blueprints:images.registries["ghcr.io"]': (secret) => ({
    "eks-blueprints:images": { registries: { "ghcr.io": `${encodeURIComponent(secret)}@registry.example.com` } },
  }),
  'eks-blueprints:images.registries["public.ecr.aws"]': (secret) => ({
    "eks-blueprints:images": { registries: { "public.ecr.aws": `reader:a/${encodeURIComponent(secret)}@registry.example.com` } },
  }),
  "aws:httpsProxy": (secret) => ({ "aws:httpsProxy": `http://proxy:${encodeURIComponent(secret)}@proxy.example.com:3128` }),
  "eks-blueprints:addons.custom.portal.repo": (secret) =>
    portal({ chart: "portal", repo: `https://reader:${encodeURIComponent(secret)}@charts.example.com` }),
  "eks-blueprints:addons.custom.portal.chart": (secret) =>
    portal({ chart: `oci://reader:${encodeURIComponent(secret)}@registry.example.com/charts/portal` }),
  "eks-blueprints:addons.custom.door.repo": (secret) => ({
    "eks-blueprints:addons": {
      custom: { door: { chart: "door", version: "1.2.3", repo: `https://${encodeURIComponent(secret)}@charts.example.com` } },
    },
  }),
  "eks-blueprints:gitops.teams.burnham.credentials.password": (password) =>
    gitops({ teams: { burnham: { repo: "https://github.com/example/burnham", credentials: { password } } } }),
  "eks-blueprints:gitops.teams.burnham.repo": (secret) =>
    gitops({ teams: { burnham: { repo: `https://reader:${encodeURIComponent(secret)}@github.com/example/burnham` } } }),
  "eks-blueprints:gitops.credentials.password": (password) => gitops({ credentials: { password } }),
  "eks-blueprints:gitops.credentials.sshPrivateKey": (sshPrivateKey) => gitops({ credentials: { sshPrivateKey } }),
  "eks-blueprints:gitops.repo": (secret) => gitops({ repo: `https://reader:${encodeURIComponent(secret)}@github.com/example/clusters` }),
  'eks-blueprints:images.registries["docker.io"]': (secret) => ({
    "eks-blueprints:images": { registries: { "docker.io": `reader:${encodeURIComponent(secret)}@registry.example.com` } },
  }),
  'eks-blueprints:images.registries["quay.io"]': (secret) => ({
    "eks-blueprints:images": { registries: { "quay.io": `https://reader:${encodeURIComponent(secret)}@registry.example.com` } },
  }),
};

/** Strings that no message contains. */
const secrets = fc
  .tuple(fc.stringMatching(/^[A-Za-z0-9]{12,70}$/), fc.constantFrom("", '"', "\\", "&", "%", "é", "$1"))
  .map(([text, odd]) => `Q${text.slice(0, 6)}${odd}${text.slice(6)}Z`);

describe("secrets in stack files", () => {
  for (const [path, place] of Object.entries(places)) {
    it(`are rejected in plain text at ${path}`, () => {
      expect(report(place("hush-hush-hush")).map((line) => line.slice(0, path.length + 1))).to.include(`${path}:`);
    });
  }

  it("are reported with the command that encrypts them", () => {
    expect(report({ "aws:accessKey": accessKey, "aws:secretKey": "hush-hush-hush", "aws:token": "hush" })).to.deep.equal([
      "aws:secretKey: is a secret in plain text; encrypt it: pulumi config set --secret aws:secretKey",
      "aws:token: is a secret in plain text; encrypt it: pulumi config set --secret aws:token",
    ]);
  });

  it("are accepted when encrypted", () => {
    for (const path of ["aws:secretKey", "aws:token", "aws:httpsProxy"]) {
      expect(report(places[path]!("hush-hush-hush"), [path, "aws:secretKey"]), path).to.deep.equal([]);
    }
    const section = "eks-blueprints:addons";
    expect(report(places["eks-blueprints:addons.custom.portal.repo"]!("hush-hush-hush"), [section])).to.deep.equal([]);
  });

  it("are not found in URLs without a login or in free text", () => {
    const repo = { chart: "portal", repo: "https://charts.example.com:8443/a@b?tokens=3&token=" };
    const login = { "aws:accessKey": accessKey, "aws:secretKey": "hush-hush-hush" };
    expect(report({ ...login, "aws:httpsProxy": "http://proxy.example.com" }, ["aws:secretKey"])).to.deep.equal([]);
    expect(report(portal({ ...repo, values: { database: "postgres://app:app@db/app" } }))).to.deep.equal([]);
    expect(
      report(gitops({ repo: "ssh://git@github.com/example/clusters", credentials: { secretsManager: "clusters/git" } })),
    ).to.deep.equal([]);
  });

  it("are never shown in a report, in any encoding", () => {
    const wrong = { "eks-blueprints:network": { nat: "quoted" }, "eks-blueprint:cluster": {}, "aws:profile": 1 };
    fc.assert(
      fc.property(secrets, fc.constantFrom(...Object.keys(places)), fc.boolean(), (secret, path, encrypted) => {
        const key = path.startsWith("aws:") ? path : path.replace(/^(eks-blueprints:\w+).*$/, "$1");
        const lines = report({ ...places[path]!(secret), ...wrong }, encrypted ? [key] : []).join("\n");
        expect(lines).to.include("eks-blueprints:network.nat");
        for (const form of formsOf(secret)) expect(lines).not.to.include(form);
        expect(lines).not.to.include(secret.slice(0, 12));
      }),
      { numRuns: 200 },
    );
  });
});

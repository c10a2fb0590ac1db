import { expect } from "chai";
import { parseStackSections } from "../../../components/settings/parse-stack-config";
import { fakeCatalog } from "../fake-addon-catalog";
import { read, report, reportOf } from "../support";
import { itValidates, section } from "./rows";

const https = "https://github.com/example/clusters";
const ssh = "git@github.com:example/clusters.git";
const gitops = (yaml: string) => section("gitops", yaml);
const burnham = section("teams", '{ burnham: { kind: application, members: ["arn:aws:iam::111122223333:role/Dev"] } }');

const app = "githubApp: { appId: 123456, installationId: 7654321 }";
const pem = '"-----BEGIN CERTIFICATE-----\\nMIIB\\n-----END CERTIFICATE-----"';
const aRepository = "a Git repository such as https://github.com/example/clusters";

describe("settings: gitops", () => {
  it("is false by default, and requires only engine and repository", () => {
    for (const yaml of ["{}", gitops("false")]) expect(read(yaml).settings.gitops).to.equal(false);
    expect(read(gitops(`{ engine: flux, repo: ${https} }`)).settings.gitops).to.deep.equal({
      engine: "flux",
      repo: https,
      path: ".",
      revision: "main",
      addons: [],
      teams: {},
    });
  });

  itValidates({
    "engine and repository": [
      [gitops("{}"), "gitops.engine: missing; expected argocd or flux", `gitops.repo: missing; expected the URL of ${aRepository}`],
      [gitops(`{ engine: argo, repo: ${https} }`), 'gitops.engine: expected argocd or flux, found "argo"; write argocd'],
      [
        gitops("{ engine: flux, repo: github.com/example/clusters }"),
        `gitops.repo: expected the URL of ${aRepository}, found "github.com/example/clusters"; write https://github.com/example/clusters`,
      ],
      [
        gitops("{ engine: flux, repo: https://me:hush-hush@github.com/example/clusters }"),
        `gitops.repo: expected the URL of ${aRepository}, found "https://[secret]@github.com/example/clusters"; ` +
          "a password in a URL is visible in plain text: remove it, and use `credentials`",
      ],
      [
        gitops(`{ engine: flux, repo: ${https}, path: /clusters/dev/ }`),
        'gitops.path: expected a path within the repository, without / at its ends, such as clusters/dev, found "/clusters/dev/"; write clusters/dev',
      ],
      [
        gitops(`{ engine: flux, repo: ${https}, path: "a/../b" }`),
        'gitops.path: expected a path within the repository, without / at its ends, such as clusters/dev, found "a/../b"',
      ],
      [
        gitops(`{ engine: flux, repo: ${https}, path: "{{.path}}" }`),
        'gitops.path: expected a path within the repository, without / at its ends, such as clusters/dev, found "{{.path}}"',
      ],
      [
        gitops(`{ engine: flux, repo: ${https}, revision: "--upload-pack=x" }`),
        'gitops.revision: expected a branch, a tag or a commit, found "--upload-pack=x"',
      ],
      [gitops(`{ engine: flux, repo: ${https}, addons: [keda, keda] }`), "gitops.addons[1]: duplicate entry keda; remove one"],
    ],
    credentials: [
      [gitops(`{ engine: flux, repo: ${https}, credentials: { secretsManager: clusters/git } }`)],
      [gitops(`{ engine: flux, repo: ${ssh}, credentials: { secretsManager: clusters/git } }`)],
      [
        gitops(`{ engine: flux, repo: ${https}, credentials: {} }`),
        "gitops.credentials: expected one of password, sshPrivateKey, githubApp and secretsManager, found none",
      ],
      [
        gitops(`{ engine: flux, repo: ${https}, credentials: { secretsManager: a, password: hush-hush } }`),
        "gitops.credentials: expected one of password, sshPrivateKey, githubApp and secretsManager, found password and secretsManager",
        "gitops.credentials.password: is a secret in plain text; encrypt it: pulumi config set --secret --path 'eks-blueprints:gitops.credentials.password'",
      ],
    ],
    "GitHub App and certificates": [
      [gitops(`{ engine: flux, repo: ${https}, credentials: { ${app}, secretsManager: clusters/app } }`)],
      [gitops(`{ engine: argocd, repo: https://git.example.com/clusters, credentials: { caCertificate: ${pem} } }`)],
      [
        gitops(`{ engine: flux, repo: ${https}, credentials: { ${app} } }`),
        "gitops.credentials.githubApp.privateKey: missing; write it encrypted, or name a secret with the key `privateKey` in `secretsManager`",
      ],
      [
        gitops(`{ engine: flux, repo: https://git.example.com/clusters, credentials: { ${app}, secretsManager: a } }`),
        "gitops.credentials.githubApp.baseUrl: missing; git.example.com is not github.com, so write the URL of its API: https://git.example.com/api/v3",
      ],
      [
        gitops(`{ engine: flux, repo: ${ssh}, credentials: { ${app}, secretsManager: a, caCertificate: ${pem} } }`),
        `gitops.credentials.caCertificate: ${ssh} uses ssh, which has no certificates; remove it, and use knownHosts`,
        `gitops.credentials.githubApp: ${ssh} uses ssh, which GitHub Apps do not support; write the repository as https://...`,
      ],
      [
        gitops(`{ engine: flux, repo: ${https}, credentials: { githubApp: { appId: x, installationId: 2 }, secretsManager: a } }`),
        'gitops.credentials.githubApp.appId: expected a whole number from 1 or a number such as 123456, found "x"',
      ],
      [
        gitops(`{ engine: flux, repo: ${https}, credentials: { githubApp: { appId: 1, installationId: 2, privateKey: hush-hush } } }`),
        "gitops.credentials.githubApp.privateKey: is a secret in plain text; encrypt it: pulumi config set --secret --path 'eks-blueprints:gitops.credentials.githubApp.privateKey'",
      ],
    ],
    "sources of teams": [
      [`${gitops(`{ engine: argocd, repo: ${https}, teams: { burnham: { repo: ${ssh} } } }`)}\n${burnham}`],
      [
        `${gitops(`{ engine: argocd, repo: ${https}, teams: { burnam: {} } }`)}\n${burnham}`,
        "gitops.teams.burnam: unknown team burnam; did you mean burnham?",
      ],
      [
        `${gitops(`{ engine: argocd, repo: ${https}, path: clusters/dev, teams: { burnham: { path: clusters } } }`)}\n${burnham}`,
        "gitops.teams.burnham.path: clusters holds clusters/dev, the directory of the whole cluster; give the team its own directory, such as teams/burnham",
      ],
      [`${gitops(`{ engine: argocd, repo: ${https}, path: clusters/dev, teams: { burnham: { path: clusters/devs } } }`)}\n${burnham}`],
    ],
  });

  /** A section with an encrypted value as Pulumi passes it to the program. */
  const encrypted = (credentials: object, repo: string, engine = "flux") => {
    const values = { "aws:region": "eu-west-1", "eks-blueprints:gitops": { engine, repo, credentials } };
    return () => parseStackSections({ project: "shop", stack: "dev", values, secrets: new Set(["eks-blueprints:gitops"]) }, fakeCatalog);
  };

  it("accepts encrypted secrets", () => {
    const { gitops } = encrypted({ password: "hush-hush" }, https)().settings;
    expect(gitops).to.deep.nested.include({ credentials: { username: "git", password: "hush-hush" } });
    expect(reportOf(encrypted({ sshPrivateKey: "hush-hush", knownHosts: "github.com ssh-ed25519 AAAA" }, ssh))).to.deep.equal([]);
    expect(reportOf(encrypted({ sshPrivateKey: "hush-hush" }, ssh, "argocd"))).to.deep.equal([]);
  });

  it("requires a password for HTTPS, a key for SSH, and the host's keys for Flux", () => {
    expect(reportOf(encrypted({ sshPrivateKey: "hush-hush" }, https))).to.deep.equal([
      `eks-blueprints:gitops.credentials.sshPrivateKey: ${https} uses https, which requires a password or token; write the repository as ssh://git@...`,
    ]);
    expect(reportOf(encrypted({ password: "hush-hush" }, ssh))).to.deep.equal([
      `eks-blueprints:gitops.credentials.password: ${ssh} uses ssh, which requires a key; write the repository as https://...`,
    ]);
    expect(reportOf(encrypted({ sshPrivateKey: "hush-hush" }, ssh))).to.deep.equal([
      "eks-blueprints:gitops.credentials: Flux requires the host keys: set knownHosts to what `ssh-keyscan github.com` prints",
    ]);
  });

  it("rejects plain-text secrets, also of teams, and shows no values of an encrypted section", () => {
    const own = `{ engine: argocd, repo: ${https}, teams: { burnham: { credentials: { password: hush-hush } } } }`;
    expect(report(`${gitops(own)}\n${burnham}`)).to.deep.equal([
      "eks-blueprints:gitops.teams.burnham.credentials.password: is a secret in plain text; " +
        "encrypt it: pulumi config set --secret --path 'eks-blueprints:gitops.teams.burnham.credentials.password'",
    ]);
    const [line] = reportOf(encrypted({ password: ["hush-hush"] }, https));
    expect(line).to.include("gitops.credentials.password: expected").and.not.to.include("hush-hush");
    expect(reportOf(encrypted({ password: "hush-hush" }, "hush-hush")).join("\n")).not.to.include("hush-hush");
  });
});

import { didYouMean } from "../../util/did-you-mean";
import { gitHost, isCodeCommit, isPublicGitHost } from "../../util/git-host";
import { egressFix, hasEgress } from "../../util/nat";
import type { GitopsSettings } from "../types";
import { advice, duplicates, issue, type Rule, type RuleResult, rule } from "./rule";

type Credentials = NonNullable<GitopsSettings["credentials"]>;

/** The environment's repository, and those of the teams. */
const credentialsFit = rule(["gitops.engine", "gitops.repo", "gitops.credentials"], function* ({ gitops }) {
  if (gitops) yield* fitting(["gitops", "credentials"], gitops.repo, gitops.credentials, gitops.engine);
});

const teamCredentialsFit = rule(["gitops.engine", "gitops.repo", "gitops.teams[]"], function* ({ gitops }) {
  for (const [name, { repo, credentials }] of Object.entries(gitops ? gitops.teams : {}))
    if (gitops) yield* fitting(["gitops", "teams", name, "credentials"], repo ?? gitops.repo, credentials, gitops.engine);
});

function* fitting(
  path: readonly PropertyKey[],
  repo: string,
  credentials: Credentials | undefined,
  engine: GitopsSettings["engine"],
): Iterable<RuleResult> {
  if (!credentials) return;
  const { password, sshPrivateKey, knownHosts, secretsManager, githubApp, caCertificate } = credentials;
  const logins = { password, sshPrivateKey, githubApp, ...(!githubApp && { secretsManager }) };
  const ways = Object.entries(logins).filter(([, value]) => value !== undefined);
  const https = repo.startsWith("https:");
  if (!https && caCertificate !== undefined)
    yield issue([...path, "caCertificate"], `${repo} uses ssh, which has no certificates; remove it, and use knownHosts`);
  if (ways.length > 1 || (ways.length === 0 && caCertificate === undefined)) {
    const named = ways.length === 0 ? "none" : ways.map(([key]) => key).join(" and ");
    yield issue(path, `expected one of password, sshPrivateKey, githubApp and secretsManager, found ${named}`);
  } else if (https && sshPrivateKey !== undefined) {
    yield issue(
      [...path, "sshPrivateKey"],
      `${repo} uses https, which requires a password or token; write the repository as ssh://git@...`,
    );
  } else if (!https && password !== undefined) {
    yield issue([...path, "password"], `${repo} uses ssh, which requires a key; write the repository as https://...`);
  } else if (!https && sshPrivateKey !== undefined && knownHosts === undefined && engine === "flux") {
    const host = gitHost(repo);
    yield issue(path, `Flux requires the host keys: set knownHosts to what \`ssh-keyscan ${host}\` prints`);
  }
  if (githubApp) yield* appFits([...path, "githubApp"], repo, githubApp, secretsManager);
}

function* appFits(
  path: readonly PropertyKey[],
  repo: string,
  { privateKey, baseUrl }: NonNullable<Credentials["githubApp"]>,
  secretsManager: string | undefined,
): Iterable<RuleResult> {
  const host = gitHost(repo);
  if (!repo.startsWith("https:"))
    yield issue(path, `${repo} uses ssh, which GitHub Apps do not support; write the repository as https://...`);
  if (privateKey === undefined && secretsManager === undefined)
    yield issue([...path, "privateKey"], "missing; write it encrypted, or name a secret with the key `privateKey` in `secretsManager`");
  if (privateKey !== undefined && secretsManager !== undefined)
    yield issue([...path, "privateKey"], "the secret in `secretsManager` has the key `privateKey` already; remove one of the two");
  if (baseUrl === undefined && host !== "github.com" && !host.endsWith(".ghe.com"))
    yield issue([...path, "baseUrl"], `missing; ${host} is not github.com, so write the URL of its API: https://${host}/api/v3`);
}

/** Users with write access below the environment's path are administrators of the cluster. */
const teamsStayOut = rule(["gitops.repo", "gitops.path", "gitops.teams[]"], function* ({ gitops }) {
  if (!gitops) return;
  for (const [name, { repo = gitops.repo, path }] of Object.entries(gitops.teams)) {
    const at = ["gitops", "teams", name];
    if (repo === gitops.repo && path !== undefined && holds(path, gitops.path)) {
      yield issue(
        [...at, "path"],
        `${path} holds ${gitops.path}, the directory of the whole cluster; give the team its own directory, such as teams/${name}`,
      );
    }
  }
});

const teamsKnown = rule(["gitops.teams[]", "names"], function* ({ gitops, names }) {
  if (!gitops) return;
  for (const name of Object.keys(gitops.teams)) {
    const path = ["gitops", "teams", name];
    if (!names.teams.includes(name))
      yield issue(path, `unknown team ${name}${didYouMean(name, names.teams) || "; add it to teams, or remove it"}`);
    else if (names.platformTeams.includes(name))
      yield issue(path, `${name} is a platform team, whose workloads are in the environment's directory; remove it`);
  }
});

function holds(outer: string, inner: string): boolean {
  return outer === "." || inner === outer || inner.startsWith(`${outer}/`);
}

const addonsDiffer = rule(["gitops.addons[]"], function* ({ gitops }) {
  if (gitops) yield* duplicates(["gitops", "addons"], gitops.addons);
});

/** In a VPC without egress, the engine reaches hosts in the VPC, and CodeCommit through an endpoint. */
const repositoryInReach = rule(
  [
    "gitops.engine",
    "gitops.repo",
    "gitops.teams[]",
    "network.publicSubnets",
    "network.nat",
    "network.routes",
    "network.existing",
    "network.endpoints",
    "cluster.existing",
  ],
  function* ({ gitops, network, cluster }) {
    const { existing, endpoints, publicSubnets } = network;
    if (!gitops || hasEgress(network) || existing || cluster.existing) return;
    const own = Object.entries(gitops.teams).flatMap(([name, { repo }]) =>
      repo === undefined ? [] : [{ at: ["gitops", "teams", name, "repo"], repo }],
    );
    for (const { at, repo } of [{ at: ["gitops", "repo"], repo: gitops.repo }, ...own]) {
      const host = gitHost(repo);
      if (isCodeCommit(host)) {
        if (endpoints !== "private" && !endpoints.includes("git-codecommit"))
          yield issue(at, `${host} is unreachable without NAT or its endpoint; add \`git-codecommit\` to network.endpoints`);
      } else if (isPublicGitHost(host)) {
        yield issue(
          at,
          `${host} is unreachable: the VPC has no NAT; ${egressFix(publicSubnets)}, or use a Git server within reach, such as one in the VPC or CodeCommit`,
        );
      } else {
        yield advice(
          "gitops-reach",
          at,
          `without NAT, ${gitops.engine} reaches ${host} only if it is in the VPC, or a route from the private subnets leads there`,
          `make sure of the route and of the DNS name, or ${egressFix(publicSubnets)}`,
        );
      }
    }
  },
);

export const gitopsRules: readonly Rule[] = [repositoryInReach, credentialsFit, teamCredentialsFit, teamsStayOut, teamsKnown, addonsDiffer];

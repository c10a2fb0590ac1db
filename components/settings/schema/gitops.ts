import { z } from "zod";
import { text } from "../../util/schemas";
import { hints } from "../validation/messages";
import { certificates, teamName } from "./scalars";

export const gitopsEngines = ["argocd", "flux"] as const;

/** How to write a repository that is none; a password within a URL would stand in plain text wherever the URL does. */
function repoHint(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  if (/^https?:\/\/[^/]*@/.test(value)) return "a password in a URL is visible in plain text: remove it, and use `credentials`";
  if (/^http:\/\//.test(value)) return `write ${value.replace(/^http/, "https")}`;
  if (/^[\w.-]+\.[a-z]+\/\S+$/.test(value)) return `write https://${value}`;
  return undefined;
}

/** Other names of the engines. */
function engineHint(value: unknown): string | undefined {
  const meant = gitopsEngines.find((engine) => typeof value === "string" && value.toLowerCase().startsWith(engine.slice(0, 4)));
  return meant && `write ${meant}`;
}

const repository = text(
  /^(https:\/\/[\w.-]+(:\d+)?\/[\w./~+-]+|ssh:\/\/[\w.-]+@[\w.-]+(:\d+)?\/[\w./~+-]+|[\w.-]+@[\w.-]+:[\w./~+-]+)$/,
  "the URL of a Git repository such as https://github.com/example/clusters",
).register(hints, { hint: repoHint });

/** Directory of a Git repository. */
export const gitPath = text(
  /^(\.|(?!\.\.?(\/|$))[\w.-]+(\/(?!\.\.?(\/|$))[\w.-]+)*)$/,
  "a path within the repository, without / at its ends, such as clusters/dev",
).register(hints, {
  hint: (value) =>
    typeof value === "string" && /^\.?\/|\/$/.test(value) ? `write ${value.replace(/^\.?\/+|\/+$/g, "") || "."}` : undefined,
});

export const gitRevision = text(/^(?!.*\.\.)[\w][\w./-]{0,199}$/, "a branch, a tag or a commit");

const numericId = z.union([z.int().min(1), text(/^[1-9]\d*$/, "a number such as 123456")]);

const githubApp = z.strictObject({
  appId: numericId.describe("ID of the GitHub App"),
  installationId: numericId.describe("ID of its installation in the organization: the number at the end of the URL of the installation"),
  privateKey: z
    .string()
    .min(1)
    .optional()
    .describe(
      "Private key of the GitHub App in PEM format; encrypted: `pulumi config set --secret --path`. Required without `secretsManager`",
    ),
  baseUrl: text(/^https:\/\/[\w.-]+(:\d+)?(\/[\w./-]+)?$/, "the URL of an API such as https://github.example.com/api/v3")
    .optional()
    .describe("API of GitHub Enterprise Server. Default: that of github.com"),
});

const credentials = z.strictObject({
  username: z.string().min(1).default("git").describe("User name for `password`; most hosts accept any"),
  password: z
    .string()
    .min(1)
    .optional()
    .describe("Token or password for an https repository; encrypted: `pulumi config set --secret --path`"),
  sshPrivateKey: z.string().min(1).optional().describe("Private key for an ssh repository; encrypted in the same way"),
  knownHosts: z.string().min(1).optional().describe("Host keys of an ssh repository, as `ssh-keyscan` prints them; required by Flux"),
  githubApp: githubApp.optional().describe("GitHub App instead of a password, for an https repository"),
  caCertificate: certificates
    .optional()
    .describe("Certificates of the authority that issued the one of an https host, in PEM format. Default: the public authorities"),
  secretsManager: text(/^[A-Za-z0-9/_+=.@-]{1,512}$/, "the name of a secret in Secrets Manager such as clusters/git")
    .optional()
    .describe(
      "Name of a secret in Secrets Manager with the keys `username` and `password`, `sshPrivateKey` and `knownHosts`, or `privateKey` beside `githubApp`",
    ),
});

const source = {
  credentials: credentials
    .optional()
    .describe("Credentials of the repository: one of `password`, `sshPrivateKey`, `githubApp`, `secretsManager`, and `caCertificate`"),
};

const kind = z.strictObject({
  group: text(/^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$/, "an API group such as monitoring.coreos.com").describe("API group"),
  kind: text(/^[A-Z][A-Za-z0-9]*$/, "a kind such as ServiceMonitor").describe("Kind"),
  resource: text(/^[a-z][a-z0-9]*$/, "the plural name of a kind such as servicemonitors")
    .optional()
    .describe("Plural name of the kind. Default: the kind in lowercase letters, with an s"),
});

const team = z.strictObject({
  repo: repository.optional().describe("Repository of the team. Default: the repository of the environment"),
  path: gitPath.optional().describe("Directory of its workloads. Default: <path>/teams/<team>, or . in its own repository"),
  revision: gitRevision
    .optional()
    .describe("Branch, tag or commit. Default: the revision of the environment, or main in its own repository"),
  repositories: z.array(repository).default([]).describe("Additional repositories that its applications may use as a source (Argo CD)"),
  kinds: z
    .array(kind)
    .default([])
    .describe("Additional kinds that the team may deploy. Each kind gives the team the permissions of its controller"),
  ...source,
});

/** Who keeps the cluster as a Git repository says. */
export const gitopsSettings = z.strictObject({
  engine: z.enum(gitopsEngines).register(hints, { hint: engineHint }).describe("Argo CD or Flux; its add-on is enabled automatically"),
  repo: repository.describe("Git repository with the desired state of the cluster, https or ssh"),
  path: gitPath.default(".").describe("Directory of this environment in the repository"),
  revision: gitRevision.default("main").describe("Branch, tag or commit"),
  ...source,
  addons: z
    .array(z.string())
    .default([])
    .describe("Add-ons managed by GitOps: this stack creates their AWS resources, their charts come from the repository"),
  teams: z.record(teamName, team).default({}).describe("Application teams whose workloads are not in <path>/teams/<team>"),
});

/** Section `gitops`, which is off by default. */
export const gitops = z.union([z.literal(false), gitopsSettings]);

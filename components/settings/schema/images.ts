import { z } from "zod";
import { text } from "../../util/schemas";
import { hints } from "../validation/messages";

const label = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
const host = `${label}(\\.${label})+(:\\d{1,5})?`;
const path = "(/[a-z0-9]+([._-]+[a-z0-9]+)*)*";

/** Other names of Docker Hub, under which no image is asked for. */
const dockerHub = ["hub.docker.com", "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com"];

/** How to write a registry that is written as an address of the web. */
function plain(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const trimmed = value.replace(/^[a-z]+:\/\//, "").replace(/\/+$/, "");
  return trimmed !== value && new RegExp(`^${host}${path}$`).test(trimmed) ? trimmed : undefined;
}

function registryHint(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  if (dockerHub.includes(value)) return "the registry of Docker Hub images is docker.io: write docker.io";
  const [first] = (plain(value) ?? value).split("/");
  return first !== value && new RegExp(`^${host}$`).test(first!) ? `write ${first}` : undefined;
}

const registry = text(new RegExp(`^${host}$`), "the host of a registry such as quay.io")
  .refine((name) => !dockerHub.includes(name))
  .register(hints, { hint: registryHint });

const mirror = text(
  new RegExp(`^${host}${path}$`),
  "a host, with a path if it has one, such as 111122223333.dkr.ecr.eu-west-1.amazonaws.com/quay",
).register(hints, { hint: (value) => plain(value) && `write ${plain(value)}` });

const login = z.strictObject({
  secretArn: text(
    /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:ecr-pullthroughcache\/[A-Za-z0-9/_+=.@-]+$/,
    "the ARN of a secret whose name begins with ecr-pullthroughcache/",
  )
    .optional()
    .describe("Existing secret in Secrets Manager with the keys `username` and `accessToken`"),
  username: z.string().min(1).optional().describe("User name at the registry; the stack creates the secret"),
  accessToken: z.string().min(1).optional().describe("Access token; encrypted: `pulumi config set --secret --path`"),
});

const credentialsHint = "it needs credentials: write { username: ..., accessToken: ... } (encrypted), or { secretArn: ... }";
const loginFor = (host: string) =>
  login
    .register(hints, { hint: () => credentialsHint })
    .optional()
    .describe(`Credentials of ${host}`);
const open = z.literal(true).optional();

/** One key for each registry in `components/reference/ecr-upstreams.ts`. */
const upstreams = z.strictObject({
  "public.ecr.aws": open.describe("Amazon ECR Public"),
  "registry.k8s.io": open.describe("Kubernetes"),
  "quay.io": open.describe("Quay"),
  "docker.io": loginFor("Docker Hub"),
  "ghcr.io": loginFor("GitHub Container Registry"),
  "registry.gitlab.com": loginFor("GitLab Container Registry"),
});

const cache = z.strictObject({
  upstreams: upstreams.describe("Registries that ECR caches"),
  prefix: text(/^[a-z0-9._/-]{2,30}$/, "lowercase letters, digits and . _ - / such as shop")
    .optional()
    .describe("Beginning of the names of the repositories. Default: the name of the cluster in lowercase letters"),
  expireDays: z.int().min(1).optional().describe("Days after which a cached image is removed. Default: never"),
});

/** Section `images`: where container images come from. */
export const images = z.strictObject({
  registries: z
    .record(registry, mirror)
    .default({})
    .describe("Registry -> host and path of the ECR pull-through cache or mirror that replaces it"),
  cache: cache
    .optional()
    .describe(
      "ECR pull-through cache that the stack creates, and that replaces these registries. Its repositories remain when the stack is destroyed",
    ),
});

// ECR pull-through cache. Source: ECR user guide, Sync an upstream registry with an Amazon ECR private registry (read 2026-11-30).
import { longestCachePrefix } from "../../reference/ecr-upstreams";
import { parseArn } from "../../util/arn";
import { cachedRegistries } from "../../util/image-mirrors";
import { hasEgress } from "../../util/nat";
import type { Path } from "../validation/invalid";
import { makesVpc } from "./network";
import { advice, issue, poolRule, profileRule, type Rule, rule } from "./rule";

const at = (...keys: readonly PropertyKey[]): Path => ["images", "cache", ...keys];
const prefixPattern = /^[a-z0-9]+([._-][a-z0-9]+)*(\/[a-z0-9]+([._-][a-z0-9]+)*)*$/;

const regionHasCaches = rule(["images.cache", "region", "regionFacts"], function* ({ images: { cache }, region, regionFacts }) {
  if (cache && regionFacts.partition !== "aws")
    yield issue(at(), `ECR has no pull-through cache in ${region}; remove it, and name mirrors in \`images.registries\``);
});

const upstreamsFit = rule(["images", "region"], function* ({ images: { cache, registries }, region }) {
  if (!cache) return;
  const entries = Object.entries(cache.upstreams).filter(([, entry]) => entry !== undefined);
  if (entries.length === 0) yield issue(at("upstreams"), "empty; name a registry, such as { quay.io: true }");
  for (const [host, entry] of entries) {
    const path = at("upstreams", host);
    if (Object.hasOwn(registries, host)) yield issue(path, `images.registries has a mirror of ${host} already; remove one of the two`);
    if (typeof entry !== "object") continue;
    const { secretArn, username, accessToken } = entry;
    if (secretArn === undefined && (username === undefined || accessToken === undefined))
      yield issue(path, `ECR needs credentials for ${host}; write \`username\` and \`accessToken\` (encrypted), or \`secretArn\``);
    if (secretArn !== undefined && (username ?? accessToken) !== undefined)
      yield issue([...path, "secretArn"], "names a secret that has `username` and `accessToken`; remove these, or the secret");
    const found = secretArn === undefined ? undefined : parseArn(secretArn)?.region;
    if (found !== undefined && found !== region)
      yield issue([...path, "secretArn"], `expected a secret in ${region}, found one in ${found}`);
  }
});

const prefixFits = rule(["images.cache", "cluster.name"], function* ({ images, cluster: { name } }) {
  const own = images.cache?.prefix !== undefined;
  for (const [, prefix] of cachedRegistries(images, name)) {
    if (prefix.length <= longestCachePrefix && prefixPattern.test(prefix)) continue;
    const why = prefixPattern.test(prefix)
      ? `has ${prefix.length} characters, and ECR accepts ${longestCachePrefix}`
      : "is not accepted by ECR";
    yield issue(
      at("prefix"),
      `${prefix}, ${own ? "" : "with the name of the cluster, "}${why}; write a shorter one in lowercase, such as shop`,
    );
    return;
  }
});

const firstPull = rule(["images.cache", "network.nat", "network.routes", "network.existing", "cluster.existing"], function* (stack) {
  if (!stack.images.cache || !makesVpc(stack) || hasEgress(stack.network)) return;
  yield advice(
    "image-cache-first-pull",
    at(),
    "where nodes reach ECR by an endpoint, the first pull of an image through the cache may need a route to the internet, which the VPC does not have",
    "pull each image once from elsewhere, such as a pipeline of the same account",
  );
});

const message = "the stack does not change an existing role, which must be allowed to fill the cache of images";
const fix = "allow it `ecr:CreateRepository` and `ecr:BatchImportUpstreamImage` on the repositories of the cache";

const rolesOfPools = poolRule(
  ["roleArn"],
  function* ({ roleArn }, pool, { images }) {
    if (images.cache && roleArn !== undefined) yield advice("image-cache-role", ["nodePools", pool, "roleArn"], message, fix);
  },
  ["images.cache"],
);

const rolesOfProfiles = profileRule(
  ["roleArn"],
  function* ({ roleArn }, profile, { images }) {
    if (images.cache && roleArn !== undefined) yield advice("image-cache-role", ["fargate", profile, "roleArn"], message, fix);
  },
  ["images.cache"],
);

export const imageCacheRules: readonly Rule[] = [regionHasCaches, upstreamsFit, prefixFits, firstPull, rolesOfPools, rolesOfProfiles];

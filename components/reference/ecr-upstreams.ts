/** A registry that ECR can cache. */
export interface EcrUpstream {
  /** What a rule names as the upstream registry. */
  readonly url: string;
  /** Last part of the prefix of the cached repositories, as the ECR console calls it. */
  readonly namespace: string;
}

/**
 * By the host that images name. Source: ECR API reference, CreatePullThroughCacheRule; ECR user guide, Sync an upstream registry (read 2026-11-30).
 * Not here: registries of one customer (Azure, ECR of another account, Chainguard); nvcr.io is not supported.
 */
export const ecrUpstreams = {
  "public.ecr.aws": { url: "public.ecr.aws", namespace: "ecr-public" },
  "registry.k8s.io": { url: "registry.k8s.io", namespace: "kubernetes" },
  "quay.io": { url: "quay.io", namespace: "quay" },
  "docker.io": { url: "registry-1.docker.io", namespace: "docker-hub" },
  "ghcr.io": { url: "ghcr.io", namespace: "github" },
  "registry.gitlab.com": { url: "registry.gitlab.com", namespace: "gitlab" },
} as const satisfies Readonly<Record<string, EcrUpstream>>;

export type EcrUpstreamHost = keyof typeof ecrUpstreams;

/** Longest prefix of a rule. */
export const longestCachePrefix = 30;

/** Beginning of the name of a secret with the credentials of an upstream registry. */
export const cacheSecretPrefix = "ecr-pullthroughcache/";

import { type EcrUpstreamHost, ecrUpstreams } from "../reference/ecr-upstreams";
import { dnsSuffixOf } from "../reference/partition";

interface ImageSettings {
  readonly registries: Readonly<Record<string, string>>;
  readonly cache?: { readonly prefix?: string | undefined; readonly upstreams: Readonly<Record<string, unknown>> } | undefined;
}

/** Prefix of all repositories of a cache: the name of the cluster, as far as ECR takes it. */
export function cachePrefix({ prefix }: { readonly prefix?: string | undefined }, clusterName: string): string {
  return prefix ?? clusterName.toLowerCase();
}

/** Registries that ECR caches, with the prefix of the repositories of each. */
export function cachedRegistries({ cache }: Pick<ImageSettings, "cache">, clusterName: string): [EcrUpstreamHost, string][] {
  if (!cache) return [];
  const prefix = cachePrefix(cache, clusterName);
  const hosts = Object.keys(ecrUpstreams) as EcrUpstreamHost[];
  return hosts.filter((host) => cache.upstreams[host] !== undefined).map((host) => [host, `${prefix}/${ecrUpstreams[host].namespace}`]);
}

/**
 * Where images come from instead, by registry: mirrors of the settings, and the cache.
 * @param accountId undefined before it is looked up: then the mirrors of the cache are no addresses yet
 */
export function imageMirrors(
  images: ImageSettings,
  clusterName: string,
  region: string,
  accountId?: string,
): Readonly<Record<string, string>> {
  const cached = cachedRegistries(images, clusterName).map(([host, prefix]) => [
    host,
    `${accountId ?? "<account>"}.dkr.ecr.${region}.${dnsSuffixOf(region)}/${prefix}`,
  ]);
  return { ...Object.fromEntries(cached), ...images.registries };
}

import type { FargateProfileSettings, Settings } from "../config/types";
import { capacityOf } from "../shared/capacity";

type Profiles = Readonly<Record<string, FargateProfileSettings>>;

/**
 * The Fargate profiles of a stack by key: the user's, and on a cluster with Fargate alone one for the cluster's own pods,
 * unless the user's take all of `kube-system` already.
 */
export function planFargateProfiles(settings: Pick<Settings, "cluster" | "nodePools" | "fargate">): Profiles {
  const { fargate } = settings;
  if (!capacityOf(settings).fargateOnly || takesAll("kube-system", fargate)) return fargate;
  return { [freeKey(fargate)]: { selectors: [{ namespace: "kube-system", labels: {} }] }, ...fargate };
}

function takesAll(namespace: string, profiles: Profiles): boolean {
  return Object.values(profiles).some(({ selectors }) =>
    selectors.some((selector) => Object.keys(selector.labels).length === 0 && matches(selector.namespace, namespace)),
  );
}

/** Selectors may hold `*` for any number of characters and `?` for one. */
function matches(pattern: string, namespace: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${expression}$`).test(namespace);
}

function freeKey(profiles: Profiles): string {
  let key = "system";
  while (Object.hasOwn(profiles, key)) key += "-pods";
  return key;
}

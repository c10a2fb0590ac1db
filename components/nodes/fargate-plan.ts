import type { FargateProfileSettings, Settings } from "../config/types";
import { capacityOf } from "../shared/capacity";
import { takesNamespace } from "../shared/fargate-selectors";

type Profiles = Readonly<Record<string, FargateProfileSettings>>;

/**
 * The Fargate profiles of a stack by key: the user's, and on a cluster with Fargate alone one for the cluster's own pods,
 * unless the user's take all of `kube-system` already.
 */
export function planFargateProfiles(settings: Pick<Settings, "cluster" | "nodePools" | "fargate">): Profiles {
  const { fargate } = settings;
  const selectors = Object.values(fargate).flatMap((profile) => profile.selectors);
  if (!capacityOf(settings).fargateOnly || takesNamespace(selectors, "kube-system")) return fargate;
  return { [freeKey(fargate)]: { selectors: [{ namespace: "kube-system", labels: {} }] }, ...fargate };
}

function freeKey(profiles: Profiles): string {
  let key = "system";
  while (Object.hasOwn(profiles, key)) key += "-pods";
  return key;
}

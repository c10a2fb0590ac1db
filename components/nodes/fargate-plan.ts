import type { FargateProfileSettings, Settings } from "../settings/types";
import { capacityProfile } from "../util/capacity-profile";
import { type NamespaceGroup, takesNamespace } from "../util/fargate-selectors";

type Profiles = Readonly<Record<string, FargateProfileSettings>>;

const system: NamespaceGroup = { key: "system", namespaces: ["kube-system"], needed: ["kube-system"] };

/**
 * The Fargate profiles of a stack by key: the user's, and on a cluster with Fargate only, one for the system pods and those of its
 * add-ons, unless the user's profiles select all of their namespaces already.
 * @param addons namespaces of add-ons, one profile per group
 */
export function planFargateProfiles(
  settings: Pick<Settings, "cluster" | "nodePools" | "fargate">,
  addons: readonly NamespaceGroup[] = [],
): Profiles {
  const { fargate } = settings;
  if (!capacityProfile(settings).fargateOnly) return fargate;
  const selectors = Object.values(fargate).flatMap((profile) => profile.selectors);
  const missing = [system, ...addons].filter(({ needed }) => needed.some((namespace) => !takesNamespace(selectors, namespace)));
  return { ...Object.fromEntries(missing.map((group) => [freeKey(group.key, fargate), profileOf(group)])), ...fargate };
}

function profileOf({ namespaces }: NamespaceGroup): FargateProfileSettings {
  return { selectors: namespaces.map((namespace) => ({ namespace, labels: {} })) };
}

function freeKey(wanted: string, profiles: Profiles): string {
  let key = wanted;
  while (Object.hasOwn(profiles, key)) key += "-pods";
  return key;
}

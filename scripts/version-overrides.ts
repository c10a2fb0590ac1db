// Finds versions in a stack file that are out of support, or older than our pinned ones.

import { type AddonName, addonNames } from "../components/addons/names";
import { type AddonVersions, addonVersions, isEksAddon, pinnedVersion } from "../components/addons/versions";
import { defaultKubernetesVersion, kubernetesVersions, tableDate } from "../components/reference/kubernetes-versions";
import { partitionOf } from "../components/reference/partition";
import { type Partition, regions } from "../components/reference/regions";

type Config = Readonly<Record<string, unknown>>;

/** @param config section `config` of a stack file */
export function overrideFindings(config: Config): string[] {
  const kubernetes = section(config, "cluster").version ?? defaultKubernetesVersion;
  const region = String(config["aws:region"]);
  if (!Object.hasOwn(regions, region)) return [`aws:region: ${region} is not an AWS region with EKS`];
  const partition = partitionOf(region);
  const addons = Object.entries(section(config, "addons")).flatMap(([name, options]) => {
    const version = typeof options === "object" && options !== null ? (options as Config).version : undefined;
    if (typeof version !== "string" || !(addonNames as readonly string[]).includes(name)) return [];
    const finding = assessVersion(addonVersions[name as AddonName], version, partition, String(kubernetes));
    return finding ? [`eks-blueprints:addons.${name}.version: ${finding}`] : [];
  });
  return [...kubernetesFindings(String(kubernetes)), ...addons];
}

function section(config: Config, name: string): Config {
  return (config[`eks-blueprints:${name}`] ?? {}) as Config;
}

function kubernetesFindings(version: string): string[] {
  const facts = kubernetesVersions[version];
  const path = "eks-blueprints:cluster.version";
  if (facts && facts.extendedUntil < tableDate) return [`${path}: ${version} is out of support since ${facts.extendedUntil}`];
  if (facts && facts.standardUntil < tableDate) return [`${path}: ${version} is out of standard support since ${facts.standardUntil}`];
  return [];
}

/** Out of support: older than all versions in our table for supported Kubernetes versions. */
function assessVersion(versions: AddonVersions, version: string, partition: Partition, kubernetes: string): string | undefined {
  if (version === "default" || version === "latest") return undefined;
  const known = isEksAddon(versions, partition)
    ? Object.values(versions.eksAddon!).map(([each]) => each)
    : versions.chart
      ? [versions.chart]
      : [];
  const oldest = [...known].sort(compareVersions)[0];
  const pinned = pinnedVersion(versions, partition, kubernetes);
  const since = pinned ? `; Kubernetes ${kubernetes} gets ${pinned}` : "";
  if (oldest && isEksAddon(versions, partition) && compareVersions(version, oldest) < 0)
    return `${version} is out of support: the oldest in use is ${oldest}${since}`;
  return pinned && compareVersions(version, pinned) < 0 ? `${version} is behind${since}` : undefined;
}

/** Compares versions by their numbers. */
export function compareVersions(one: string, other: string): number {
  const numbers = (version: string) => (version.match(/\d+/g) ?? []).map(Number);
  const [a, b] = [numbers(one), numbers(other)];
  const index = a.findIndex((number, at) => number !== b[at]);
  return index < 0 ? a.length - b.length : a[index]! - (b[index] ?? -1);
}

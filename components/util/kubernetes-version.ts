import { kubernetesVersions } from "../reference/kubernetes-versions";

/** Minor version of Kubernetes in a version such as `1.35`, `v1.35.2` or `v1.35.0-eksbuild.2`; undefined where there is none. */
export function minorOf(version: string | undefined): number | undefined {
  const minor = /^v?1\.(\d+)(?:[.-]|$)/.exec(version ?? "")?.[1];
  return minor === undefined ? undefined : Number(minor);
}

/** The newest version in the table of supported versions. */
export const newestKubernetesVersion = Object.keys(kubernetesVersions).reduce((a, b) => (minorOf(a)! > minorOf(b)! ? a : b));

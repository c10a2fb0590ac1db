import type { Registration } from "./format";

/** Flags of the kubelet with which a node registers its labels and taints. */
export function kubeletFlags({ labels, taints }: Registration): string[] {
  const nodeLabels = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  const nodeTaints = taints.map(({ key, value, effect }) => `${key}${value && `=${value}`}:${effect}`);
  return [
    ...(nodeLabels.length > 0 ? [`--node-labels=${nodeLabels.join(",")}`] : []),
    ...(nodeTaints.length > 0 ? [`--register-with-taints=${nodeTaints.join(",")}`] : []),
  ];
}

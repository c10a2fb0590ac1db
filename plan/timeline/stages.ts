import { qualifiedTypeOf } from "../engine/urn";

/** Stages by part of the URN, innermost component first. kube-proxy and the Pod Identity Agent count as CNI. */
const stages: readonly (readonly [part: string, stage: string])[] = [
  ["::eks-vpc-cni", "CNI"],
  ["::eks-kube-proxy", "CNI"],
  ["::eks-eks-pod-identity-agent", "CNI"],
  ["eks-blueprints:index:NodePool", "nodes"],
  ["eks-blueprints:index:AutoModePool", "nodes"],
  ["eks-blueprints:index:FargateProfile", "nodes"],
  ["eks-blueprints:index:Network", "network"],
  ["eks-blueprints:index:Cluster", "control plane"],
  ["eks-blueprints:index:Addons", "add-on"],
  ["eks-blueprints:index:Teams", "team"],
];

/** The stage of a deployment that a resource belongs to. */
export function stageOf(urn: string): string {
  const text = `${qualifiedTypeOf(urn)}::${urn.split("::").slice(3).join("::")}`;
  return stages.find(([part]) => text.includes(part))?.[1] ?? "other";
}

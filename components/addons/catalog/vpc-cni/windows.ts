// What the VPC CNI does for Windows nodes, and what it does not. Source: EKS user guide, "Deploy Windows nodes on EKS clusters" (2026).
import type { AddonOptions } from "../../../settings/types";
import { listed } from "../../../util/did-you-mean";
import type { AddonIssue, AddonWarning } from "../../addon";
import { allWindowsPools, type StackProfile } from "../../stack-profile";

export function hasWindows(profile: StackProfile): boolean {
  return allWindowsPools(profile).length > 0;
}

/** The user's own values win. */
export function windowsIssue({ values }: AddonOptions, profile: StackProfile): AddonIssue | undefined {
  const { enableWindowsIpam = "true" } = (values ?? {}) as { readonly enableWindowsIpam?: unknown };
  if (!hasWindows(profile) || enableWindowsIpam === "true") return undefined;
  return {
    at: ["values", "enableWindowsIpam"],
    message: `must be "true" for pods on Windows nodes (pool ${listed(allWindowsPools(profile))}) to get addresses; remove the key`,
  };
}

export function windowsWarnings(profile: StackProfile): AddonWarning[] {
  const { podNetworking } = profile;
  if (!hasWindows(profile)) return [];
  const where = `on Windows nodes (pool ${listed(allWindowsPools(profile))})`;
  return [
    ...(podNetworking.customNetworking
      ? [{ message: `pods ${where} get addresses of the node's subnet, not of the subnets for pods`, fix: "keep room for them there" }]
      : []),
    ...(podNetworking.podEnis
      ? [
          {
            message: `pods ${where} cannot have security groups of their own: EKS supports them on Linux alone`,
            fix: "let each SecurityGroupPolicy select only pods that run on Linux",
          },
        ]
      : []),
  ];
}

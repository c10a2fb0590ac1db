// Settings of the control plane that EKS changes in one direction alone.

import type { GuardedFacts } from "./stack-facts";
import { another, type BlockedChange } from "./types";

/** EKS accepts the ConfigMap `aws-auth` until access entries are the only mode. */
export function authenticationMode({ cluster: before }: GuardedFacts, { cluster: after }: GuardedFacts): BlockedChange | undefined {
  if (before?.source !== "own" || before.authenticationMode !== undefined || after?.authenticationMode === undefined) return undefined;
  return {
    path: "eks-blueprints:cluster.authenticationMode",
    reason: "api -> apiAndConfigMap: EKS cannot accept the ConfigMap aws-auth again after access entries became the only mode",
    fix: "keep api, and grant access by cluster.access",
  };
}

/** Source: EKS API reference, VpcConfigRequest (2026-11). */
export function controlPlaneEgress({ cluster: before }: GuardedFacts, { cluster: after }: GuardedFacts): BlockedChange | undefined {
  if (before?.controlPlaneEgress === undefined || after?.source !== "own" || after.controlPlaneEgress !== undefined) return undefined;
  return {
    path: "eks-blueprints:cluster.controlPlaneEgress",
    reason: `${before.controlPlaneEgress} -> awsManaged: EKS does not change this back on the same cluster`,
    fix: `keep ${before.controlPlaneEgress}, or ${another}`,
  };
}

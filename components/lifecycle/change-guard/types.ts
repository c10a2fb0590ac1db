/** A change that AWS or Kubernetes refuses, or that would replace the VPC or the control plane and all that hangs on it. */
export interface BlockedChange {
  /** Path of the setting in the stack file, such as `eks-blueprints:cluster.version`. */
  readonly path: string;
  /** What was asked for, and why it cannot be. */
  readonly reason: string;
  /** How to fix it. */
  readonly fix: string;
}

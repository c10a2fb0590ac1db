/** A change that AWS or Kubernetes rejects, or that would replace the VPC or the control plane and everything in it. */
export interface BlockedChange {
  /** Path of the setting in the stack file, such as `eks-blueprints:cluster.version`. */
  readonly path: string;
  /** The requested change, and why it is blocked. */
  readonly reason: string;
  /** How to fix it. */
  readonly fix: string;
}

/** How to make a change that an existing cluster does not take. */
export const another = "create the new configuration as another stack, migrate, then destroy this one";

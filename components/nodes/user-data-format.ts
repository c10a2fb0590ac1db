import type { Registration } from "./types";

/** The cluster that a node joins, in plain values. */
export interface ClusterIdentity {
  readonly name: string;
  readonly endpoint: string;
  /** Base64. */
  readonly certificateAuthority: string;
  readonly serviceCidr: string;
}

/** How an operating system takes its user data. */
export interface UserDataFormat {
  /** The user's own part alone, where EKS adds what makes the node join: managed groups on AWS's AMIs. Nothing where the user gave none. */
  own(userData: string): string | undefined;
  /**
   * All of it, the user's own part merged in: self-managed groups, and own AMIs.
   * @throws Error at once where the user's part cannot be read
   */
  joining(node: Registration, userData: string): (cluster: ClusterIdentity) => string;
}

/** With what the nodes of a group register. */
export interface Registration {
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly { readonly key: string; readonly value: string; readonly effect: string }[];
  /** Most pods on a node. Default: what its own software counts. */
  readonly maxPods?: number | undefined;
  /** What the node makes of its instance store volumes: one volume for images, pods and their logs. Default: nothing. */
  readonly instanceStore?: "raid0" | undefined;
}

/** The cluster that a node joins, in plain values. */
export interface ClusterIdentity {
  readonly name: string;
  readonly endpoint: string;
  /** Base64. */
  readonly certificateAuthority: string;
  /** Of IPv4 or IPv6, as the Services of the cluster. */
  readonly serviceCidr: string;
}

/** Kinds of parts that can be named in settings. */
export type UserDataPartType = "shell" | "cloudConfig" | "nodeConfig";

/** The user's own part: one text, whose kind its first line tells, or a list of parts. */
export type UserData = string | readonly { readonly type: UserDataPartType; readonly content: string }[];

/** How an operating system takes its user data. */
export interface UserDataFormat {
  /** The user's own part alone, where EKS adds what lets the node join: managed groups on AWS's AMIs. Nothing without settings of the user. @param node what the settings say of it */
  own(userData: UserData, node?: Pick<Registration, "maxPods" | "instanceStore">): string | undefined;
  /**
   * All of it, the user's own part merged in: self-managed groups, and custom AMIs.
   * @throws Error at once where the user's part cannot be read
   */
  joining(node: Registration, userData: UserData): (cluster: ClusterIdentity) => string;
}

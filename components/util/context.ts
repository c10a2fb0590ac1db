import type { Partition } from "../reference/regions";

/** What all components of one environment share: plain values, known before anything is made. */
export interface Context {
  readonly region: string;
  readonly partition: Partition;
  /** Name of the EKS cluster. */
  readonly clusterName: string;
  /** Tags of the stack, on every resource that takes tags. */
  readonly tags: Readonly<Record<string, string>>;
  /** What every IAM role carries. */
  readonly iam: { readonly permissionsBoundary?: string; readonly path?: string };
  /** Sections of the settings in which something is encrypted in the stack file. Default: none, as in code. */
  readonly secretSections?: ReadonlySet<string>;
}

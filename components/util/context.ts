import type { Partition } from "../reference/regions";

/** What all components of one environment share: plain values, known before any resource is created. */
export interface Context {
  /** AWS region. */
  readonly region: string;
  /** AWS partition, such as `aws-cn`. */
  readonly partition: Partition;
  /** Name of the EKS cluster. */
  readonly clusterName: string;
  /** Tags of the stack, on every resource that takes tags. */
  readonly tags: Readonly<Record<string, string>>;
  /** What every IAM role carries. */
  readonly iam: { readonly permissionsBoundary?: string; readonly path?: string };
  /** Prefix of the repositories in which ECR caches images. Default: no cache. */
  readonly imageCache?: string;
  /** Sections of the settings in which something is encrypted in the stack file. Default: none, as in code. */
  readonly secretSections?: ReadonlySet<string>;
}

/** What the components of a cluster have in common, as a program gives it. */
export interface ClusterScope {
  /** Name of the EKS cluster, part of names and tags. Default: the name of the component. */
  readonly clusterName?: string | undefined;
  /** AWS region, such as `eu-west-1`. Default: `aws:region` of the stack. Required with an explicit AWS provider. */
  readonly region?: string | undefined;
  /** Tags on every resource that takes tags. Default: none. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** Permissions boundary (ARN) and path (such as `/eks/`) of every IAM role. Default: none. */
  readonly iam?: { readonly permissionsBoundary?: string | undefined; readonly path?: string | undefined } | undefined;
}

/** The value of a KMS key in `fixed`. */
export const keyOf = (kmsKeyArn: string | undefined) => kmsKeyArn ?? "a key of AWS";

/** A resource that holds data, such as a file system, and what replaces it. */
export interface DataStore {
  /** Path of its settings below the add-on's key, such as `fileSystem`; none if they are the add-on's own options. */
  readonly option?: string;
  /** What it is, for messages, such as `file system`. */
  readonly noun: string;
  /** Values that cannot change, by key below `option`, and their defaults in words. */
  readonly fixed: Readonly<Record<string, string>>;
  /** Zones that cannot change, by key, among those of the private subnets, in their order; undefined if unknown. */
  readonly zones?: (ofSubnets: readonly string[]) => Readonly<Record<string, string | undefined>>;
  /** CSI driver without whose volumes alone AWS deletes it; none if they are deleted with it, or if it is kept. */
  readonly blockedByVolumesOf?: string;
  /** Sizes that can grow but not shrink, by key. */
  readonly sizes?: Readonly<Record<string, number>>;
}

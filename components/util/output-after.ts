import type * as pulumi from "@pulumi/pulumi";

/**
 * A value that resolves after the given resources, so that its consumers implicitly wait for them.
 * It waits for their URNs, which a preview knows too: an id to come would leave the value unknown, and what takes it would look replaced.
 */
export function outputAfter<T>(value: pulumi.Output<T>, resources: readonly pulumi.Resource[]): pulumi.Output<T> {
  return resources.reduce((after, { urn }) => urn.apply(() => after), value);
}

import * as pulumi from "@pulumi/pulumi";

/**
 * A value that resolves when resources are there, so that whoever has it can act at once.
 * It waits for their URNs, which a preview knows too: an id to come would leave the value unknown, and what takes it would look replaced.
 */
export function outputAfter<T>(value: pulumi.Output<T>, resources: readonly pulumi.Resource[]): pulumi.Output<T> {
  return pulumi.all([value, pulumi.all(resources.map(({ urn }) => urn))]).apply(([known]) => known as T);
}

import { type AwsImageName, awsImages } from "../../../reference/aws-images";
import { partitionOf } from "../../../reference/partition";
import type { Partition } from "../../../reference/regions";
import type { Mirror } from "../../addon";

const publicRegistry = "public.ecr.aws";

/** Where an image of AWS's own is pulled from: the user's mirror, the region's own copy, or public.ecr.aws. */
export function awsImage(name: AwsImageName, region: string, mirror: Mirror): string {
  const registry = mirror(publicRegistry);
  const copy = registry === publicRegistry ? copyOf(name, partitionOf(region)) : undefined;
  return copy?.(region) ?? `${registry}/${awsImages[name].path}`;
}

/** Registries that an image of AWS's own needs in a partition: none where each region has its copy. */
export function awsImageRegistries(name: AwsImageName, partition: Partition): readonly string[] {
  return copyOf(name, partition) ? [] : [publicRegistry];
}

function copyOf(name: AwsImageName, partition: Partition): ((region: string) => string) | undefined {
  const copies: Partial<Record<Partition, (region: string) => string>> = awsImages[name].copies;
  return copies[partition];
}

import { type AwsImageName, awsImages } from "../../../reference/aws-images";
import { partitionOf } from "../../../reference/partition";
import type { Partition } from "../../../reference/regions";
import type { Mirror } from "../../addon";

const publicRegistry = "public.ecr.aws";

/** Registry of an AWS image: the user's mirror, the region's copy, or public.ecr.aws. */
export function awsImage(name: AwsImageName, region: string, mirror: Mirror): string {
  const registry = mirror(publicRegistry);
  const copy = registry === publicRegistry ? copyOf(name, partitionOf(region)) : undefined;
  return copy?.(region) ?? `${registry}/${awsImages[name].path}`;
}

/** Public registries that an AWS image needs in a partition: none if each region has its copy. */
export function awsImageRegistries(name: AwsImageName, partition: Partition): readonly string[] {
  return copyOf(name, partition) ? [] : [publicRegistry];
}

function copyOf(name: AwsImageName, partition: Partition): ((region: string) => string) | undefined {
  const copies: Partial<Record<Partition, (region: string) => string>> = awsImages[name].copies;
  return copies[partition];
}

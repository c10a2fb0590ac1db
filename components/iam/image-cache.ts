import type { Context } from "../util/context";
import type { Statement } from "./policy";

/**
 * What nodes may do beyond pulling, so that the first pull of an image fills the cache; nothing without a cache.
 * Source: ECR user guide, IAM permissions required to sync an upstream registry (2026).
 */
export function imageCacheStatements({ partition, region, imageCache }: Context): Statement[] {
  if (imageCache === undefined) return [];
  return [
    {
      Effect: "Allow",
      Action: ["ecr:CreateRepository", "ecr:BatchImportUpstreamImage"],
      Resource: `arn:${partition}:ecr:${region}:*:repository/${imageCache}/*`,
    },
  ];
}

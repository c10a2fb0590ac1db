import { z } from "zod";
import { text } from "../../util/schemas";

/** Properties of resources that are set as they are. */
export const override = z.strictObject({
  type: text(/\S/, "a resource type such as aws:eks/cluster:Cluster").describe("Resource type, as `npm run plan -- --tree` prints it"),
  name: text(/\S/, "a resource name such as eks-eksCluster, with * for any characters")
    .default("*")
    .describe("Name of the resource, as `npm run plan -- --tree` prints it, with `*` for any characters"),
  set: z
    .record(z.string(), z.unknown())
    .describe("Properties as the resource takes them: maps are merged, lists and scalars replace, `null` removes"),
});

export const overrides = z.array(override);

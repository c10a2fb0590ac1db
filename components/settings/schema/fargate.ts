import { z } from "zod";
import { text } from "../../util/schemas";
import { entryName } from "./scalars";

const selector = z.strictObject({
  namespace: text(/^[a-z0-9*?]([a-z0-9*?-]{0,61}[a-z0-9*?])?$/, "a namespace; * and ? stand for any letters").describe(
    "Namespace of the pods; * and ? stand for any letters",
  ),
  labels: z.record(z.string(), z.string()).default({}).describe("Labels that the pods carry"),
});

export const fargateProfile = z.strictObject({
  selectors: z.array(selector).min(1).max(5).describe("Which pods run on Fargate: by namespace, and labels if given"),
});

/** Section `fargate`: name -> profile. */
export const fargate = z.record(entryName, fargateProfile);

import { z } from "zod";
import { name } from "./scalars";

export const fargateProfile = z.strictObject({
  selectors: z
    .array(z.strictObject({ namespace: name, labels: z.record(z.string(), z.string()).default({}) }))
    .min(1)
    .max(5)
    .describe("Which pods run on Fargate: by namespace, and labels if given"),
});

/** Section `fargate`: name -> profile. */
export const fargate = z.record(name, fargateProfile);

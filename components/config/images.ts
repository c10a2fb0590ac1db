import { z } from "zod";
import { text } from "./scalars";

const label = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
const host = `${label}(\\.${label})+(:\\d{1,5})?`;

const registry = text(new RegExp(`^${host}$`), "the host of a registry such as quay.io, without a path");
const mirror = text(
  new RegExp(`^${host}(/[a-z0-9]+([._-]+[a-z0-9]+)*)*$`),
  "a registry, with a path if it has one, such as 111122223333.dkr.ecr.eu-west-1.amazonaws.com/quay, without https:// and without / at its end",
);

/** Section `images`: where container images come from. */
export const images = z.strictObject({
  registries: z
    .record(registry, mirror)
    .default({})
    .describe("Registry -> where its images are pulled from instead, host and path: an ECR pull-through cache or a mirror"),
});

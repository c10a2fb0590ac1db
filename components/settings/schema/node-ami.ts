import { z } from "zod";
import { type AmiFamily, type AmiTypeName, amis, amiTypes, retiredAmiFamilies } from "../../reference/ami-types";
import { listed } from "../../util/did-you-mean";
import { text } from "../../util/schemas";
import { hints } from "../validation/messages";
import { ec2Id } from "./scalars";

export const amiFamilies = Object.keys(amis) as [AmiFamily, ...AmiFamily[]];

/** Says of a family that EKS had what to use instead. */
function retired(family: unknown): string | undefined {
  if (typeof family !== "string" || !Object.hasOwn(retiredAmiFamilies, family)) return undefined;
  const { goneFrom, instead } = retiredAmiFamilies[family]!;
  return `EKS provides no ${family} AMIs from Kubernetes ${goneFrom} on: write ${instead}`;
}

export const amiFamily = z.enum(amiFamilies).register(hints, { hint: retired });

/** AMI of a pool, in its long form. */
export const ami = z
  .strictObject({
    id: ec2Id("ami").optional().describe("ID of a custom AMI. Default: the newest that AWS publishes for the instance types"),
    family: amiFamily
      .optional()
      .describe(
        "Family of the AMI, or that a custom one is built from; determines the format of the user data. Required unless `type` is set",
      ),
    type: z
      .enum(Object.keys(amiTypes) as [AmiTypeName, ...AmiTypeName[]])
      .optional()
      .describe("AMI type of a managed node group, such as a FIPS type. Default: from family and instance types"),
    version: text(/^(\d+\.\d+\.\d+-[0-9a-z]+|\d+\.\d+-\d{4}\.\d{2}\.\d{2})$/, "a release of an AMI such as 1.35.2-20261101")
      .optional()
      .describe("Release of the AMI of a managed node group. Default: the newest when the group is created or upgraded"),
    architecture: z
      .enum(["x86_64", "arm64"])
      .optional()
      .describe("CPU architecture of instance types that are newer than the table of instance families. Default: from the table"),
    accelerator: z
      .enum(["nvidia", "neuron"])
      .optional()
      .describe("Accelerator of such instance types, whose driver the AMI needs. Default: none"),
  })
  .superRefine(({ family, type }, context) => {
    if (family === undefined && type === undefined)
      context.addIssue({ code: "custom", path: ["family"], message: `missing; expected ${listed(amiFamilies, "or")}` });
  });

import { z } from "zod";
import { iamPermissions, text } from "../../util/schemas";
import { certificates, cidr } from "./scalars";

const credentials = z.strictObject({
  type: z
    .enum(["ssm", "rolesAnywhere"])
    .default("ssm")
    .describe("How machines get AWS credentials: hybrid activations of Systems Manager, or certificates of your own by IAM Roles Anywhere"),
  registrationLimit: z
    .int()
    .min(1)
    .max(1000)
    .optional()
    .describe("ssm: how many machines may register with the activation. Default: 10. A change creates another activation"),
  expires: text(/^\d{4}-\d{2}-\d{2}$/, 'a quoted date such as "2027-01-31"')
    .optional()
    .describe(
      "ssm: last day on which machines may register, quoted, 30 days ahead at most. Default: 24 hours. A change creates another activation",
    ),
  certificateAuthority: certificates
    .optional()
    .describe("rolesAnywhere: certificates of the authority that issued those of the machines, in PEM format"),
  certificateAuthorityArn: text(
    /^arn:aws[a-z-]*:acm-pca:[a-z0-9-]+:\d{12}:certificate-authority\/[0-9a-f-]+$/,
    "the ARN of an authority of AWS Private CA such as arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/1234abcd-12ab-34cd-56ef-1234567890ab",
  )
    .optional()
    .describe("rolesAnywhere: authority of AWS Private CA, instead of `certificateAuthority`"),
});

/** Networks outside of AWS whose machines join the cluster (EKS Hybrid Nodes). */
export const remoteNetworks = z
  .strictObject({
    nodes: z.array(cidr).min(1).describe("Address ranges of the machines"),
    pods: z
      .array(cidr)
      .default([])
      .describe("Address ranges of pods on them; needed for webhooks there, and where their CNI does not translate addresses"),
    credentials: credentials.prefault({}).describe("Credentials of the machines"),
    policies: iamPermissions.policies
      .unwrap()
      .optional()
      .describe("ARNs of additional managed policies of the role of the machines. Default: none"),
    statements: iamPermissions.statements
      .unwrap()
      .optional()
      .describe("Further statements of an inline policy of that role, in the format of IAM. Default: none"),
  })
  .optional();

import { awsLimits } from "../../components/reference/aws-limits";
import { blocks, exceeded, nameAndPrefix, type ResourceType, uses } from "./resource-type";

export const iamTypes = {
  "aws:iam/instanceProfile:InstanceProfile": {
    immutable: [...nameAndPrefix, "path"],
    name: { maxLength: 128 },
    references: [uses("role", "aws:iam/role:Role")],
  },
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": { immutable: ["url"] },
  "aws:iam/policy:Policy": { immutable: [...nameAndPrefix, "description", "path"], name: { maxLength: 128 } },
  "aws:iam/role:Role": {
    immutable: [...nameAndPrefix, "path"],
    name: { maxLength: 64 },
    quota: { name: "roles", limit: 1000, code: "LimitExceeded", message: exceeded("RolesPerAccount") },
  },
  "aws:iam/rolePolicy:RolePolicy": {
    immutable: [...nameAndPrefix, "role"],
    name: { maxLength: 128 },
    references: [blocks("role", "aws:iam/role:Role")],
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    immutable: ["policyArn", "role"],
    references: [blocks("role", "aws:iam/role:Role"), blocks("policyArn", "aws:iam/policy:Policy")],
    quota: {
      name: "policiesPerRole",
      limit: awsLimits.managedPoliciesPerRole.value,
      per: ({ role }) => role,
      code: "LimitExceeded",
      message: exceeded("PoliciesPerRole"),
    },
  },
  "aws:iam/user:User": { name: { maxLength: 64 } },
  "aws:iam/userPolicy:UserPolicy": { immutable: [...nameAndPrefix, "user"], references: [blocks("user", "aws:iam/user:User")] },
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": {
    references: [blocks("user", "aws:iam/user:User"), blocks("policyArn", "aws:iam/policy:Policy")],
  },
} satisfies Readonly<Record<string, ResourceType>>;

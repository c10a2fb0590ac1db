import { awsLimits } from "../../components/reference/aws-limits";
import { blocks, exceeded, type ResourceType, uses } from "./resource-type";

export const iamTypes = {
  "aws:iam/instanceProfile:InstanceProfile": {
    name: { maxLength: 128 },
    references: [uses("role", "aws:iam/role:Role")],
  },
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": {},
  "aws:iam/policy:Policy": { name: { maxLength: 128 } },
  "aws:iam/role:Role": {
    name: { maxLength: 64 },
    quota: { name: "roles", limit: 1000, code: "LimitExceeded", message: exceeded("RolesPerAccount") },
  },
  "aws:iam/rolePolicy:RolePolicy": {
    name: { maxLength: 128 },
    references: [blocks("role", "aws:iam/role:Role")],
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
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
  "aws:iam/userPolicy:UserPolicy": { references: [blocks("user", "aws:iam/user:User")] },
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": {
    references: [blocks("user", "aws:iam/user:User"), blocks("policyArn", "aws:iam/policy:Policy")],
  },
} satisfies Readonly<Record<string, ResourceType>>;

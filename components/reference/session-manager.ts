/** AWS managed policy with the permissions of the SSM agent, including Session Manager. */
export const sessionManagerPolicy = "AmazonSSMManagedInstanceCore";

/** Names of AWS managed policies that let Session Manager reach an instance. Source: AWS managed policy reference, 2026-11. */
export const sessionManagerPolicies: readonly string[] = [
  sessionManagerPolicy,
  "AmazonSSMManagedEC2InstanceDefaultPolicy",
  "AmazonEC2RoleforSSM",
];

/** AWS managed policy with the permissions of the SSM agent, including Session Manager. */
export const sessionManagerPolicy = "AmazonSSMManagedInstanceCore";

/** Names of AWS managed policies that let Session Manager reach an instance. Source: AWS managed policy reference, 2026-11. */
export const sessionManagerPolicies: readonly string[] = [
  sessionManagerPolicy,
  "AmazonSSMManagedEC2InstanceDefaultPolicy",
  "AmazonEC2RoleforSSM",
];

/** AWS services that the SSM agent calls for sessions. Source: Systems Manager user guide, VPC endpoints (2026); agents from 3.3 on need no `ec2messages`. */
export const sessionManagerServices = ["ssm", "ssmmessages"] as const;

// Keys of the stack file whose change is not in the table, with the reason.
const blocked = "blocked: tests/lifecycle/change-guard/blocked-changes.test.ts";
const planOnly = "read by the offline plan alone: nothing is deployed";
const upgrade = "part of an upgrade: tests/engine/upgrades.test.ts";
const template = "part of the launch template of a pool, as disk and user data";
const gitopsObject = "part of the objects that `gitops.engine` creates, which are updated in place";
const sameRole = "part of the role and the association that `policies` creates";
const sameProfile = "the profile is replaced, as with other `zones`";
const behindDomain = "resources of `domain.name`: the note of its row says what replaces them";

export const withoutRows: Readonly<Record<string, string>> = {
  "budget.level": planOnly,
  "budget.monthly": planOnly,
  "cost.assumptions": planOnly,
  "policies.exceptions": planOnly,
  "policies.profile": planOnly,

  "cluster.creatorAdmin": "without effect on a cluster that exists; the change guard warns",
  "cluster.existing": blocked,
  "cluster.ipFamily": blocked,
  "cluster.name": blocked,
  "cluster.roleArn": blocked,
  "cluster.serviceCidr": blocked,
  "iam.path": blocked,
  "network.cidr": blocked,
  "network.existing": blocked,
  "network.publicSubnets": blocked,

  "cluster.forceUpdate": upgrade,
  "cluster.version": upgrade,
  "nodePools.*.version": upgrade,

  "nodePools.*.instanceStore": template,
  "nodePools.*.outpost": "the subnets of a self-managed pool, as `zones`",
  "nodePools.*.roleArn": "the pool is replaced, as with other instance types, and its own role is deleted",
  "fargate.*.logging": "a policy of the profile's role, as `statements`",
  "fargate.*.roleArn": `${sameProfile}, and its own role is deleted`,
  "fargate.*.subnetIds": sameProfile,

  "serviceAccounts.*.roleArn": "the existing role takes the place of the one that `policies` creates, which is deleted",
  "serviceAccounts.*.roleOnly": "decides whether the row creates the service account and its namespace",
  "serviceAccounts.*.statements": sameRole,
  "serviceAccounts.*.targetRoleArn": sameRole,
  "teams.*.permissionSets": "their roles are members, as those of `members`",
  "teams.*.role": "the existing role takes the place of the team's own, which is deleted with its access",
  "tenants.application": "with GitOps: an Application for each tenant, updated in place",

  "domain.certificate": behindDomain,
  "domain.expose": behindDomain,
  "domain.inboundCidrs": behindDomain,
  "domain.scheme": behindDomain,
  "gitops.addons": gitopsObject,
  "gitops.credentials": gitopsObject,
  "gitops.path": gitopsObject,
  "gitops.revision": gitopsObject,
  "gitops.teams": gitopsObject,

  "addons.aws-node-termination-handler": "a queue with rules, as Karpenter's, and a chart",
};

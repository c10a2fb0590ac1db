import { tenantGroups } from "../validation/tenants";
import { issue, type Rule, rule } from "./rule";
import { gitopsPoolIssue, ownPoolIssue } from "./team-pools";

/** Keys of `tenants` that belong into a tier where there are tiers. */
const groupKeys = ["template", "names", "application"] as const;

const tiersAlone = rule(["tenants"], function* ({ tenants }) {
  if (!tenants.tiers) return;
  for (const key of groupKeys) {
    const value = tenants[key];
    if (value !== undefined && (!Array.isArray(value) || value.length > 0))
      yield issue(["tenants", key], "cannot be combined with `tiers`; move it into a tier");
  }
});

const tierPoolsKnown = rule(["tenants.tiers[]", "nodePools[]", "names"], function* ({ tenants, names }) {
  for (const [tier, { nodePool }] of Object.entries(tenants.tiers ?? {})) {
    const message = nodePool !== undefined && ownPoolIssue(nodePool, names);
    if (message) yield issue(["tenants", "tiers", tier, "nodePool"], message);
  }
});

const tierPoolsOfStack = rule(["tenants.tiers[]", "names", "gitops.addons"], function* ({ tenants, ...stack }) {
  for (const [tier, { nodePool }] of Object.entries(tenants.tiers ?? {})) {
    const message = nodePool !== undefined && gitopsPoolIssue(nodePool, stack);
    if (message) yield issue(["tenants", "tiers", tier, "nodePool"], message);
  }
});

/** A pool has one owner, whose taint it carries. */
const tierPoolsOwnedOnce = rule(["tenants.tiers[]", "teams[]"], function* ({ tenants, teams }) {
  const owners = new Map<string, string>();
  for (const [name, team] of Object.entries(teams)) {
    if (team.kind === "application" && team.nodePool !== undefined) owners.set(team.nodePool, `team ${name}`);
  }
  for (const [tier, { nodePool }] of Object.entries(tenants.tiers ?? {})) {
    if (nodePool === undefined) continue;
    const owner = owners.get(nodePool);
    if (owner !== undefined)
      yield issue(["tenants", "tiers", tier, "nodePool"], `${nodePool} already belongs to ${owner}; create one pool for each`);
    owners.set(nodePool, owner ?? `tier ${tier}`);
  }
});

/** Pods carry the label and toleration of one pool: the tenant's, or the tier's. */
const onePoolPerTenant = rule(["tenants.tiers[]", "teamTemplates[]"], function* ({ tenants, teamTemplates }) {
  for (const [tier, { nodePool, template = "" }] of Object.entries(tenants.tiers ?? {})) {
    const own = Object.hasOwn(teamTemplates, template) ? teamTemplates[template]!.nodePool : undefined;
    if (nodePool !== undefined && own !== undefined)
      yield issue(
        ["tenants", "tiers", tier, "nodePool"],
        `template ${template} gives its teams the pool ${own}, and pods run in one pool; remove \`nodePool\` here or there`,
      );
  }
});

const applicationsByGitops = rule(["tenants", "gitops"], function* ({ tenants, gitops }) {
  for (const { application, path } of tenantGroups(tenants)) {
    if (!application) continue;
    const at = [...path, "application"];
    if (!gitops) yield issue(at, "is installed by GitOps, which is off; set `gitops`, or remove this key");
    else if (application.path === "." || gitops.path === application.path || gitops.path.startsWith(`${application.path}/`))
      yield issue(
        [...at, "path"],
        `${application.path} holds ${gitops.path}, the directory of the whole cluster; put the chart into its own directory, such as charts/app`,
      );
  }
});

export const tenantRules: readonly Rule[] = [
  tiersAlone,
  tierPoolsKnown,
  tierPoolsOfStack,
  tierPoolsOwnedOnce,
  onePoolPerTenant,
  applicationsByGitops,
];

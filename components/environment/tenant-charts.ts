import type { TenantApplication } from "../gitops/tenants";
import type { ApplicationTeamSettings, GitopsSettings, Settings } from "../settings/types";
import { tenantGroups } from "../settings/validation/tenants";
import type { Context } from "../util/context";
import { mergeValues } from "../util/deep-merge";
import { ownerTaint, poolOwnerOf } from "../util/pool-owners";
import { keepSecret } from "../util/section-secrets";
import { tolerationOf } from "../util/toleration";

/**
 * The charts that GitOps installs for tenants, by tenant. Charts get the tenant's name and tier, and by the usual names of Helm charts where
 * their pods may run and which class their Ingresses have.
 */
export function tenantCharts(
  context: Context,
  settings: Pick<Settings, "teams" | "tenants">,
  { repo, revision }: Pick<GitopsSettings, "repo" | "revision">,
  ingressClasses: Readonly<Record<string, string>>,
): Map<string, TenantApplication> {
  const charts = new Map<string, TenantApplication>();
  for (const { application, names, tier } of tenantGroups(settings.tenants)) {
    if (!application) continue;
    for (const tenant of names) {
      const owner = poolOwnerOf(tenant, settings.teams[tenant] as ApplicationTeamSettings);
      const className = ingressClasses[tenant];
      const place = {
        ...(owner && { nodeSelector: { [owner.key]: owner.value }, tolerations: [tolerationOf(ownerTaint(owner))] }),
        ...(className !== undefined && { ingress: { className } }),
      };
      const values = { ...mergeValues(place, application.values), tenant, ...(tier && { tier: tier.name }) };
      charts.set(tenant, {
        repo,
        path: application.path,
        revision: application.revision ?? revision,
        values: keepSecret(context, "tenants", values),
      });
    }
  }
  return charts;
}

import * as pulumi from "@pulumi/pulumi";
import { mapValues } from "../util/map-values";
import { recordedSettings } from "../util/section-secrets";
import type { EnvironmentArgs } from "./resolve-settings";

/** Sections that define application teams. */
const teamSections = ["teams", "teamTemplates", "tenants"];

/** Settings recorded as inputs of the environment, by section. The plan's own, of which nothing is deployed, are no part of the state; sections added later are part of it only if they are set. */
export function recordedSections({
  region,
  settings: { cost: _cost, budget: _budget, policies: _policies, charts, serviceAccounts, domain, overrides, ...settings },
  secretSections,
}: EnvironmentArgs): pulumi.Inputs {
  const optional = {
    ...(Object.keys(charts.registries).length > 0 && { charts }),
    ...(domain && { domain }),
    ...(overrides.length > 0 && { overrides }),
    ...(Object.keys(serviceAccounts).length > 0 && { serviceAccounts }),
  };
  const recorded = mapValues({ ...settings, ...optional }, (section, value) =>
    recordedSettings({ secretSections }, teamSections.includes(section) ? teamSections : [section], value as object),
  );
  const { gitops } = settings;
  const logsIn = gitops !== false && [gitops, ...Object.values(gitops.teams)].some(({ credentials }) => credentials !== undefined);
  const { images } = settings;
  const hasToken = Object.values(images.cache?.upstreams ?? {}).some(
    (entry) => typeof entry === "object" && entry.accessToken !== undefined,
  );
  return { region, ...recorded, ...(logsIn && { gitops: pulumi.secret(gitops) }), ...(hasToken && { images: pulumi.secret(images) }) };
}

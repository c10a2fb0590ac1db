import type { AddonWarning, Selected } from "../../addon";
import type { StackProfile } from "../../stack-profile";
import type { Options } from "./options";

/** Regions of Amazon Managed Grafana. Source: botocore 1.43.11, endpoints.json. */
const grafanaRegions = [
  ...["ap-northeast-1", "ap-northeast-2", "ap-southeast-1", "ap-southeast-2", "eu-central-1", "eu-west-1", "eu-west-2"],
  ...["us-east-1", "us-east-2", "us-west-2", "us-gov-east-1", "us-gov-west-1"],
];

export function warnings({ scraper, grafana }: Options, profile: StackProfile, selected: Selected): AddonWarning[] {
  return [...(scraper ? scraperWarnings(profile) : writerWarnings(selected)), ...(grafana ? grafanaWarnings(grafana, profile) : [])];
}

function writerWarnings(selected: Selected): AddonWarning[] {
  if (selected.has("prometheus") || selected.has("adot")) return [];
  const message = "nothing writes to the workspace: there is neither a scraper nor `prometheus`";
  return [{ at: ["scraper"], message, fix: "set `scraper: true`, or `prometheus: { remoteWrite: amp }`" }];
}

function scraperWarnings({ zonesKnown }: StackProfile): AddonWarning[] {
  if (zonesKnown) return [];
  const message = "a managed scraper needs subnets in at least two zones, and the zones of the existing subnets are not known";
  return [{ at: ["scraper"], message, fix: "set `network.existing.zones`" }];
}

function grafanaWarnings({ authentication, admins, editors, viewers }: Exclude<Options["grafana"], false>, { region }: StackProfile) {
  const at = ["grafana"];
  const identityCenter = authentication.includes("AWS_SSO");
  const warnings: AddonWarning[] = [];
  if (identityCenter && admins.length === 0)
    warnings.push({
      at,
      message: "Grafana has no administrator until a user or group is assigned to the workspace",
      fix: "add the ID of a group to `grafana.admins`",
    });
  if (!identityCenter && admins.length + editors.length + viewers.length > 0)
    warnings.push({
      at,
      message: "its groups have no effect, because users do not log in through IAM Identity Center",
      fix: "add `AWS_SSO` to `grafana.authentication`, or remove the groups",
    });
  if (!grafanaRegions.includes(region))
    warnings.push({
      at,
      message: `Amazon Managed Grafana is not known to be available in ${region}`,
      fix: "remove `grafana`, and create a workspace in another region",
    });
  return warnings;
}

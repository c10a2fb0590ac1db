import type { Settings } from "../../settings/types";
import { finding, type SettingFinding } from "../../util/finding";
import { pathOf, type ValidationIssue } from "../../util/settings-error";
import { isEndpointMissing } from "../catalog/common/endpoint-missing";
import type { StackProfile } from "../stack-profile";
import type { Requirement } from "./requirements";

type Teams = Settings["teams"];

/** Secrets of all teams. */
function* secretsOf(teams: Teams) {
  for (const [team, settings] of Object.entries(teams)) {
    if (settings.kind !== "application") continue;
    for (const [name, secret] of Object.entries(settings.secrets ?? {})) yield { team, name, ...secret };
  }
}

/** The CSI driver serves teams where the stack has it and not External Secrets. */
export function teamSecretRequirements(teams: Teams, requested: Readonly<Record<string, unknown>>): Requirement[] {
  const [first] = secretsOf(teams);
  if (!first) return [];
  const mounted = !requested["external-secrets"] && Boolean(requested["secrets-store-csi-driver"]);
  const addon = mounted ? "secrets-store-csi-driver" : "external-secrets";
  return [{ addon, by: pathOf("teams", first.team, "secrets"), first: true }];
}

/** Secrets that the stack's network cannot reach. */
export function teamSecretIssues(teams: Teams, profile: StackProfile): ValidationIssue[] {
  return [...secretsOf(teams)].flatMap(({ team, name, secretsManager }) => {
    const service = secretsManager === undefined ? "ssm" : "secretsmanager";
    const key = secretsManager === undefined ? "parameter" : "secretsManager";
    const message = `is unreachable without NAT; add \`${service}\` to \`network.endpoints\``;
    return isEndpointMissing(service, profile) ? [{ path: pathOf("teams", team, "secrets", name, key), message }] : [];
  });
}

/** Mounted files keep the old value after a rotation, unless the driver polls. */
export function teamSecretFindings(teams: Teams, selected: Readonly<Record<string, Readonly<Record<string, unknown>>>>): SettingFinding[] {
  const [first] = secretsOf(teams);
  const driver = selected["secrets-store-csi-driver"];
  if (!first || selected["external-secrets"] || !driver || driver.rotation === true) return [];
  const message = "pods keep the values that they started with: the driver does not read rotated secrets again";
  const fix = "write `rotation: true`, or restart the pods after a rotation";
  return [finding({ rule: "secret-rotation", path: pathOf("addons", "secrets-store-csi-driver", "rotation"), message, fix })];
}

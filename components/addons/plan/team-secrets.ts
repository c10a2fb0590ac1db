import type { Settings } from "../../settings/types";
import { flatMapValid } from "../../settings/validation/guard";
import { finding, type SettingFinding } from "../../util/finding";
import { typeOfFiles } from "../../util/secret-types";
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

/** Secrets that the stack's network cannot reach, or that cannot be as they are wanted. */
export function teamSecretIssues(teams: Teams, profile: StackProfile, isSelected: (addon: string) => boolean): ValidationIssue[] {
  return flatMapValid(Object.keys(teams), (only) =>
    flatMapValid(secretsOf({ [only]: teams[only]! }), ({ team, name, secretsManager, type }) => {
      const service = secretsManager === undefined ? "ssm" : "secretsmanager";
      const key = secretsManager === undefined ? "parameter" : "secretsManager";
      const message = `is unreachable without NAT; add \`${service}\` to \`network.endpoints\``;
      const at = (own: string) => pathOf("teams", team, "secrets", name, own);
      return [
        ...(isEndpointMissing(service, profile) ? [{ path: at(key), message }] : []),
        ...(type !== undefined && !isSelected("external-secrets") ? [{ path: at("type"), message: typeOfFiles }] : []),
      ];
    }),
  );
}

type Selected = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What the stack cannot know or do of the way in which secrets come into the cluster. */
export function teamSecretFindings(teams: Teams, selected: Selected, { existing }: Pick<StackProfile, "existing">): SettingFinding[] {
  const [first] = secretsOf(teams);
  if (!first) return [];
  if (selected["external-secrets"]) return existing ? [needsOidcProvider(pathOf("teams", first.team, "secrets"))] : [];
  const driver = selected["secrets-store-csi-driver"];
  return driver && driver.rotation !== true ? [keepsValues] : [];
}

/** The operator reads as a service account, which only IRSA allows. */
function needsOidcProvider(path: string): SettingFinding {
  const message = "are read by IRSA, so IAM needs an OIDC provider for the existing cluster, which the stack does not create";
  return finding({ rule: "secret-irsa", path, message, fix: "make sure of it, or create one: `eksctl utils associate-iam-oidc-provider`" });
}

/** Mounted files keep the old value after a rotation, unless the driver polls. */
const keepsValues = finding({
  rule: "secret-rotation",
  path: pathOf("addons", "secrets-store-csi-driver", "rotation"),
  message: "pods keep the values that they started with: the driver does not read rotated secrets again",
  fix: "write `rotation: true`, or restart the pods after a rotation",
});

import type { DomainSettings, TeamSettings } from "../types";

/** An ARN, and its keys in the settings. */
type ArnAt = readonly [arn: string | undefined, ...path: PropertyKey[]];

export function arnsOfDomain({ certificate, expose }: DomainSettings): ArnAt[] {
  const pools = Object.entries(expose).flatMap(([name, { auth }]): ArnAt[] =>
    auth.type === "cognito" ? [[auth.userPoolArn, "domain", "expose", name, "auth", "userPoolArn"]] : [],
  );
  return [...(typeof certificate === "string" ? ([[certificate, "domain", "certificate"]] as const) : []), ...pools];
}

/** Of a team's secrets, with their keys in the team. */
export function arnsOfSecrets(team: TeamSettings): ArnAt[] {
  const secrets = team.kind === "application" ? Object.entries(team.secrets ?? {}) : [];
  return secrets.flatMap(([name, secret]) =>
    (["secretsManager", "parameter", "kmsKeyArn"] as const).map((key): ArnAt => [secret[key], "secrets", name, key]),
  );
}

import { sessionManagerServices } from "../reference/session-manager";
import type { EndpointName } from "../reference/vpc-endpoints";
import type { Settings, TeamSettings } from "../settings/types";
import { gitHost, isCodeCommit } from "../util/git-host";
import { isRecord } from "../util/is-record";

/** Without NAT each needs a VPC endpoint. Nodes reach Session Manager by two services: `ssm`, and `ssmmessages` for the sessions. */
export function calledServices(
  { network, nodePools, gitops, teams }: Pick<Settings, "network" | "nodePools" | "gitops" | "teams">,
  { karpenter }: Readonly<Record<string, unknown>>,
) {
  const started = isRecord(karpenter) ? karpenter.ssm !== false : Boolean(karpenter);
  const sessions = network.bastion !== false || started || Object.values(nodePools).some(({ ssm }) => ssm);
  const repos = gitops ? [gitops.repo, ...Object.values(gitops.teams).flatMap(({ repo }) => repo ?? [])] : [];
  const codeCommit = repos.some((repo) => isCodeCommit(gitHost(repo)));
  return [
    ...(sessions ? sessionManagerServices : []),
    ...(codeCommit ? (["git-codecommit"] as const) : []),
    ...new Set(Object.values(teams).flatMap(secretServices)),
  ];
}

/** Services from which a team gets secrets by reference. */
function secretServices(team: TeamSettings): EndpointName[] {
  const secrets = team.kind === "application" ? Object.values(team.secrets ?? {}) : [];
  return secrets.map(({ secretsManager }) => (secretsManager === undefined ? "ssm" : "secretsmanager"));
}

import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import type { ClusterHandle } from "../cluster/types";
import type { IdentityMode } from "../iam/workload-role";
import type { ApplicationTeamInput, PlatformTeamInput } from "../settings/generated/settings-input";
import { anyCidr } from "../settings/schema/scalars";
import type { ApplicationTeamSettings, PlatformTeamSettings } from "../settings/types";
import { validateComponent } from "../settings/validation/component";
import { check } from "../settings/validation/messages";
import type { Context } from "../util/context";
import type { SettingFinding } from "../util/finding";
import { namespaceName } from "../util/schemas";
import { typeOfFiles } from "../util/secret-types";
import { pathOf, type ValidationIssue } from "../util/settings-error";
import type { AllowedEgress, AllowedIngress } from "./network-policy";
import { type SecretsAddon, secretsAddons } from "./secrets-addon";

/** Name and members of a team. */
export interface TeamMembers {
  /** Name of the team: up to 58 lowercase letters, digits and hyphens. Default: the name of the component. */
  readonly team?: string | undefined;
  /** ARNs of the IAM roles and users that may assume the team's role. Required unless `role` is set. */
  readonly members?: readonly pulumi.Input<string>[] | undefined;
}

/** The keys of an application team in section `teams`, and settings from other sections of the stack file. */
export interface ApplicationTeamArgs
  extends TeamMembers,
    Omit<
      ApplicationTeamInput,
      | "kind"
      | "template"
      | "members"
      | "createUsers"
      | "allowIngressFrom"
      | "allowEgressTo"
      | "friends"
      | "rights"
      | "loadBalancers"
      | "samples"
    > {
  /** Cluster in which the team works: a `Cluster` or an `ExistingCluster`, whose tags and role defaults apply to the team's resources. */
  readonly cluster: ClusterHandle;
  /** Other sources that may connect to the pods, with `network: "isolated"`. Default: none. */
  readonly allowedIngress?: AllowedIngressInput | undefined;
  /** Where the pods may connect to besides their own team and DNS, with `network: "isolated"`; `{}` means nowhere else. Default: everywhere. */
  readonly allowedEgress?: AllowedEgressInput | undefined;
  /**
   * Add-on of the cluster that brings `secrets` into the namespaces. It must be installed: name the component that installs it in `dependsOn`.
   * Default: `external-secrets`.
   */
  readonly secretsBy?: SecretsAddon | undefined;
  /** How service accounts get their AWS permissions: `podIdentity`, or `irsa`, which pods on Fargate need. Default: `podIdentity`. */
  readonly identity?: IdentityMode | undefined;
}

/** Who may connect to an isolated team. */
export interface AllowedIngressInput {
  /** Namespaces of other pods. Default: none. */
  readonly namespaces?: readonly string[] | undefined;
  /** Address ranges of the subnets of load balancers, IPv4 or IPv6, such as `10.0.0.0/22`. Default: none. */
  readonly cidrs?: readonly pulumi.Input<string>[] | undefined;
}

/** Where pods of an isolated team may connect to. */
export interface AllowedEgressInput {
  /** Namespaces of other pods. Default: none. */
  readonly namespaces?: readonly string[] | undefined;
  /** Address ranges, IPv4 or IPv6, such as `10.20.0.0/16`. On a cluster with IPv6 pods need `fd00:ec2::23/128` for Pod Identity. Default: none. */
  readonly cidrs?: readonly pulumi.Input<string>[] | undefined;
  /** Every IPv4 address that is not private. Default: false. */
  readonly internet?: boolean | undefined;
}

/** The keys of a platform team in section `teams`. */
export interface PlatformTeamArgs extends TeamMembers, Omit<PlatformTeamInput, "kind" | "members" | "permissionSets" | "createUsers"> {
  /** Cluster that the team administers: a `Cluster` or an `ExistingCluster`, whose tags and role defaults apply to the team's resources. */
  readonly cluster: Pick<ClusterHandle, "context" | "arn" | "clusterName">;
}

interface ValidatedTeamArgs {
  readonly context: Context;
  /** Name of the team. */
  readonly team: string;
  /** ARNs of the principals that may assume the team's role. */
  readonly members: readonly pulumi.Input<string>[];
  /** Whether the component creates the access entry of `settings.role`; in an environment the cluster does. */
  readonly grantsRole?: boolean;
  readonly findings?: readonly SettingFinding[];
}

/** Args whose settings are valid and complete. */
export interface ValidatedApplicationTeamArgs extends ValidatedTeamArgs {
  readonly cluster: ClusterHandle;
  readonly settings: ApplicationTeamSettings;
  /** Sources that may connect to the pods of an isolated team. */
  readonly allowedIngress: AllowedIngress;
  /** Destinations of the pods of an isolated team. Default: everywhere. */
  readonly allowedEgress?: AllowedEgress | undefined;
  /** How service accounts of a namespace get their AWS permissions. */
  readonly identityMode: (namespace: string) => IdentityMode;
  /** How the team gets its secrets. Default: by External Secrets. */
  readonly secretsBy?: SecretsAddon;
  /** Shared spec of the IngressClassParams of all teams, if each has its own load balancer. */
  readonly ingressClassParams?: Readonly<Record<string, unknown>>;
  /** Resources that must exist before the team's namespaces, and until they are deleted. Default: the shared resources of teams, created by the first of them. */
  readonly after?: readonly pulumi.Resource[];
}

/** Args whose settings are valid and complete. */
export interface ValidatedPlatformTeamArgs extends ValidatedTeamArgs, Pick<PlatformTeamArgs, "cluster"> {
  readonly settings: PlatformTeamSettings;
}

/** @throws SettingsError with every problem in the args */
export function validApplicationTeamArgs(name: string, component: string, args: ApplicationTeamArgs): ValidatedApplicationTeamArgs {
  const { cluster, team = name, members = [], allowedIngress = {}, allowedEgress, identity = "podIdentity", secretsBy, ...own } = args;
  const { namespaces = [], cidrs = [] } = allowedIngress;
  const issues = ownIssues({ ...own, identity, secretsBy, allowedIngress, allowedEgress });
  const { settings, ...valid } = validTeam(component, { cluster, team, members, own: { ...own, kind: "application" }, issues });
  const application = settings as ApplicationTeamSettings;
  return {
    ...valid,
    cluster,
    settings: application,
    allowedIngress: { namespaces: [...application.namespaces, ...namespaces], cidrs },
    ...(allowedEgress && { allowedEgress: destinations(application.namespaces, allowedEgress) }),
    identityMode: () => identity,
    ...(secretsBy && { secretsBy }),
  };
}

/** @throws SettingsError with every problem in the args */
export function validPlatformTeamArgs(name: string, component: string, args: PlatformTeamArgs): ValidatedPlatformTeamArgs {
  const { cluster, team = name, members = [], ...own } = args;
  const { settings, ...valid } = validTeam(component, { cluster, team, members, own: { ...own, kind: "platform" } });
  return { ...valid, cluster, settings: settings as PlatformTeamSettings };
}

function destinations(own: readonly string[], { namespaces = [], cidrs = [], internet = false }: AllowedEgressInput): AllowedEgress {
  return { namespaces: [...own, ...namespaces], cidrs, internet, ipv6: false };
}

type OwnArgs = Pick<ApplicationTeamArgs, "identity" | "secretsBy" | "secrets" | "network" | "allowedIngress" | "allowedEgress">;

/** Issues of args that a stack file does not have. */
function ownIssues({ identity, secretsBy, secrets, network, allowedIngress = {}, allowedEgress }: OwnArgs): ValidationIssue[] {
  const plain = ({ cidrs, ...peers }: AllowedEgressInput) => ({
    ...peers,
    ...(cidrs && { cidrs: cidrs.map((cidr) => (typeof cidr === "string" ? cidr : noRange)) }),
  });
  const given = {
    identity,
    secretsBy,
    allowedIngress: plain(allowedIngress),
    ...(allowedEgress && { allowedEgress: plain(allowedEgress) }),
  };
  const wrong = (check(ownArgs, given).issues ?? []).map(({ path, message }) => ({ path: pathOf(...path), message }));
  for (const [name, secret] of secretsBy === "secrets-store-csi-driver" ? Object.entries(secrets ?? {}) : []) {
    if (secret.type !== undefined) wrong.push({ path: pathOf("secrets", name, "type"), message: typeOfFiles });
  }
  if (!allowedEgress || network === "isolated") return wrong;
  return [...wrong, { path: "allowedEgress", message: "restricts pods only with `network: isolated`; write it, or remove this arg" }];
}

const peers = { namespaces: z.array(namespaceName).optional(), cidrs: z.array(anyCidr).optional() };

/** Args of an application team that are no keys of a stack file. */
const ownArgs = z.object({
  identity: z.enum(["podIdentity", "irsa"]),
  secretsBy: z.enum(secretsAddons).optional(),
  allowedIngress: z.strictObject(peers),
  allowedEgress: z.strictObject({ ...peers, internet: z.boolean().optional() }).optional(),
});

/** In place of a range that is an output, which cannot be checked. */
const noRange = "0.0.0.0/0";

interface TeamRequest extends Required<TeamMembers> {
  readonly cluster: Pick<ClusterHandle, "context">;
  readonly own: object;
  readonly issues?: readonly ValidationIssue[];
}

const lookedUp = { path: "permissionSets", message: "are looked up for stack files alone; name their roles in `members`" };

function validTeam(component: string, { cluster, team, members, own, issues = [] }: TeamRequest) {
  const { region, clusterName, tags, iam } = cluster.context;
  const plain = members.filter((member) => typeof member === "string");
  const { stack, context, findings } = validateComponent({
    component,
    region,
    clusterName,
    sections: { tags, iam, teams: { [team]: { ...own, members: plain } } },
    args: ["teams", team],
    known: ["tags", "iam", "teams", "tenantPaths"],
    issues: "permissionSets" in own ? [...issues, lookedUp] : issues,
    unknown: plain.length < members.length ? [["teams", team, "members"]] : [],
  });
  return { context, team, members, settings: stack.teams[team]!, grantsRole: true, findings };
}

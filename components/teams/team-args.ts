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
import { pathOf, type ValidationIssue } from "../util/settings-error";
import type { AllowedIngress } from "./network-policy";
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
      "kind" | "template" | "members" | "createUsers" | "allowIngressFrom" | "friends" | "rights" | "loadBalancers" | "samples"
    > {
  /** Cluster in which the team works: a `Cluster` or an `ExistingCluster`, whose tags and role defaults apply to the team's resources. */
  readonly cluster: ClusterHandle;
  /** Other sources that may connect to the pods, with `network: "isolated"`. Default: none. */
  readonly allowedIngress?: AllowedIngressInput | undefined;
  /**
   * Add-on of the cluster that brings `secrets` into the namespaces. It must be installed: name the component that installs it in `dependsOn`.
   * Default: `external-secrets`.
   */
  readonly secretsBy?: SecretsAddon | undefined;
  /** How service accounts get their AWS permissions: `podIdentity`, or `irsa`, which pods on Fargate need. Default: `podIdentity`. */
  readonly identity?: IdentityMode | undefined;
}

export interface AllowedIngressInput {
  /** Namespaces of other pods. Default: none. */
  readonly namespaces?: readonly string[] | undefined;
  /** Address ranges of the subnets of load balancers, IPv4 or IPv6, such as `10.0.0.0/22`. Default: none. */
  readonly cidrs?: readonly pulumi.Input<string>[] | undefined;
}

/** The keys of a platform team in section `teams`. */
export interface PlatformTeamArgs extends TeamMembers, Omit<PlatformTeamInput, "kind" | "members" | "createUsers"> {
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
  const { cluster, team = name, members = [], allowedIngress = {}, identity = "podIdentity", secretsBy, ...own } = args;
  const { namespaces = [], cidrs = [] } = allowedIngress;
  const plain = {
    identity,
    secretsBy,
    allowedIngress: { namespaces, cidrs: cidrs.map((cidr) => (typeof cidr === "string" ? cidr : noRange)) },
  };
  const issues = (check(ownArgs, plain).issues ?? []).map(({ path, message }) => ({ path: pathOf(...path), message }));
  const { settings, ...valid } = validTeam(component, { cluster, team, members, own: { ...own, kind: "application" }, issues });
  const application = settings as ApplicationTeamSettings;
  return {
    ...valid,
    cluster,
    settings: application,
    allowedIngress: { namespaces: [...application.namespaces, ...namespaces], cidrs },
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

/** Args of an application team that are no keys of a stack file. */
const ownArgs = z.object({
  identity: z.enum(["podIdentity", "irsa"]),
  secretsBy: z.enum(secretsAddons).optional(),
  allowedIngress: z.object({ namespaces: z.array(namespaceName), cidrs: z.array(anyCidr) }),
});

/** In place of a range that is an output, which cannot be checked. */
const noRange = "0.0.0.0/0";

interface TeamRequest extends Required<TeamMembers> {
  readonly cluster: Pick<ClusterHandle, "context">;
  readonly own: object;
  readonly issues?: readonly ValidationIssue[];
}

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
    issues,
    unknown: plain.length < members.length ? [["teams", team, "members"]] : [],
  });
  return { context, team, members, settings: stack.teams[team]!, grantsRole: true, findings };
}

import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { bridgeConfigMap } from "./config-map";
import { repositorySecret } from "./credentials";
import {
  createPlatformKustomization,
  createPlatformRepository,
  createTeamKustomization,
  createTeamRepository,
  deployRole,
  fluxNamespace,
  teamObjects as nameOf,
  repositoryLogin,
} from "./flux";
import { deployRules } from "./kinds";
import { type Credentials, type TeamSource, teamSource } from "./sources";
import { createTenantRelease, createTenantRepository } from "./tenants";
import { chartPaths, type GitOpsArgs, type GitopsTeam } from "./types";

type Options = pulumi.CustomResourceOptions;

/** Secret with which the environment's repository is read. */
const platformSecret = "platform-repository";

/** The objects of Flux for an environment: its repository, the values of the environment, and Kustomizations for the environment and for each team. */
export function fluxObjects(name: string, args: GitOpsArgs, opts: Options): void {
  const { settings, teams, bridge } = args;
  const { repo, credentials } = settings;
  const secret = login(`${name}-repository`, platformSecret, repo, credentials, opts);
  const values = bridgeConfigMap(`${name}-environment`, fluxNamespace, bridge, opts);
  const source = custom(
    `${name}-platform`,
    createPlatformRepository(settings, repositoryLogin(platformSecret, credentials), chartPaths(args)),
    {
      ...opts,
      dependsOn: secret,
    },
  );
  custom(`${name}-platform`, createPlatformKustomization(settings), { ...opts, dependsOn: [source, values] });
  if (Object.keys(teams).length === 0) return;
  const role = clusterRole(name, "eks-blueprints-deploy", [], opts);
  for (const [team, about] of Object.entries(teams)) teamObjects(`${name}-team-${team}`, team, about, args, opts, { secret, role });
}

/**
 * A team's source is in Flux's own namespace: there no member can read the environment's credentials, or give the team another service account.
 * Its service account is deleted after the resources that were deployed with it.
 */
function teamObjects(
  name: string,
  team: string,
  { namespaces, ready, application }: GitopsTeam,
  { settings }: GitOpsArgs,
  opts: Options,
  shared: { readonly secret: pulumi.Resource[]; readonly role: pulumi.Resource },
): void {
  const source = teamSource(settings, team);
  const roleName = deployRole(team, source);
  const role = source.kinds.length > 0 ? clusterRole(name, roleName, source.kinds, opts) : shared.role;
  const ownSecret = `${nameOf(team)}-repository`;
  const own = login(`${name}-repository`, ownSecret, source.repo, source.credentials, opts);
  const ofPlatform = repositoryLogin(platformSecret, settings.credentials);
  const access = source.credentials ? repositoryLogin(ownSecret, source.credentials) : source.shared ? ofPlatform : undefined;
  const account = new k8s.core.v1.ServiceAccount(name, { metadata: { name: nameOf(team), namespace: fluxNamespace } }, opts);
  const bindings = namespaces.map((namespace) =>
    binding(`${name}.${namespace}`, { team, namespace, roleName }, { ...opts, dependsOn: [role, ...ready] }),
  );
  const repository = custom(name, createTeamRepository(team, source, access), { ...opts, dependsOn: [...shared.secret, ...own] });
  custom(name, createTeamKustomization(team, namespaces, source), { ...opts, dependsOn: [repository, account, ...bindings] });
  if (!application) return;
  const ofTenant = `${name}-application`;
  const chart = custom(ofTenant, createTenantRepository(team, application, ofPlatform), { ...opts, dependsOn: shared.secret });
  custom(ofTenant, createTenantRelease(team, namespaces[0]!, application), { ...opts, dependsOn: [chart, account, ...bindings] });
}

/** Permissions of the teams' service accounts in the namespaces where they are bound. */
function clusterRole(name: string, roleName: string, kinds: TeamSource["kinds"], opts: Options): k8s.rbac.v1.ClusterRole {
  return new k8s.rbac.v1.ClusterRole(`${name}-deploy`, { metadata: { name: roleName }, rules: deployRules(kinds) }, opts);
}

/** A team's service account may deploy in a namespace. */
function binding(
  name: string,
  { team, namespace, roleName }: { readonly team: string; readonly namespace: string; readonly roleName: string },
  opts: Options,
): k8s.rbac.v1.RoleBinding {
  return new k8s.rbac.v1.RoleBinding(
    name,
    {
      metadata: { name: "flux", namespace },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: roleName },
      subjects: [{ kind: "ServiceAccount", name: nameOf(team), namespace: fluxNamespace }],
    },
    opts,
  );
}

function login(name: string, secret: string, repo: string, credentials: Credentials | undefined, opts: Options): pulumi.Resource[] {
  if (!credentials) return [];
  const described = { name: secret, namespace: fluxNamespace, repo, credentials, labels: {}, about: {}, engine: "flux" as const };
  return [repositorySecret(name, described, opts)];
}

function custom(name: string, object: k8s.apiextensions.CustomResourceArgs, opts: Options): pulumi.CustomResource {
  return new k8s.apiextensions.CustomResource(name, object, opts);
}

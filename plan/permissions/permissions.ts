import { naturalOrder } from "../../components/util/natural-order";
import type { DocumentResource } from "../report/json";
import { AccessEntries } from "./access-entries";
import { awsGrants, type Boundary, type HeldPolicy } from "./aws-grants";
import { Clusters } from "./clusters";
import { IamPolicies, roleType, userType } from "./iam-policies";
import { KubernetesGrants, serviceAccountGroups, serviceAccountUser } from "./kubernetes-grants";
import { KubernetesRoles } from "./kubernetes-roles";
import { lastOf, nameOf } from "./names";
import { known, named, ResourceIndex } from "./resource-index";
import { type AccountRoles, serviceAccounts } from "./service-accounts";
import { tableDates } from "./tables";
import { Teams, teamPermissions } from "./teams";
import { type Trust, trustOf } from "./trust";
import type { PathStep, Permissions, Subject } from "./types";
import { unseenGrants } from "./unseen-grants";

/** Who may do what in AWS and in Kubernetes by the planned resources of a program, and by which path. */
export function permissionsOf(resources: readonly DocumentResource[]): Permissions {
  return new PermissionsReader(new ResourceIndex(resources)).read();
}

const everyoneRoles = ["system:basic-user", "system:discovery", "system:public-info-viewer"];

class PermissionsReader {
  private readonly policies: IamPolicies;
  private readonly teams: Teams;
  private readonly roles: KubernetesRoles;
  private readonly grants: KubernetesGrants;
  private readonly access: AccessEntries;
  /** By URN of the role. */
  private readonly trusts: ReadonlyMap<string, Trust>;
  private readonly plannedRoles: readonly DocumentResource[];
  /** Roles by the principals that may assume them. */
  private readonly trusting = new Map<string, DocumentResource[]>();

  constructor(private readonly index: ResourceIndex) {
    const clusters = new Clusters(index);
    this.policies = new IamPolicies(index);
    this.teams = new Teams(index);
    this.roles = new KubernetesRoles(index, (object) => clusters.ofObject(object));
    this.grants = new KubernetesGrants(index, clusters, this.roles);
    this.access = new AccessEntries(index, clusters, this.roles, this.grants);
    this.plannedRoles = index.ofType(roleType).filter(({ external }) => !external);
    this.trusts = new Map(
      this.plannedRoles.flatMap((role) => {
        const trust = trustOf(role);
        return trust ? [[role.urn, trust] as const] : [];
      }),
    );
    for (const role of this.plannedRoles)
      for (const principal of this.trusts.get(role.urn)?.principals ?? [])
        this.trusting.set(principal, [...(this.trusting.get(principal) ?? []), role]);
  }

  read(): Permissions {
    const accounts = serviceAccounts(this.index, this.trusts, this.grants.serviceAccounts).map((account) => this.account(account));
    const users = this.index.ofType(userType).filter(({ external }) => !external);
    const outside = this.outsidePrincipals();
    const isNode = (key: string) => this.access.of(key)?.grants.every(({ role }) => role === "Node authorizer") === true;
    const roles = [...this.plannedRoles.map((role) => this.planned(role)), ...outside.filter(isNode).map((key) => this.outsider(key))];
    const people = [...users.map((user) => this.planned(user)), ...outside.filter((key) => !isNode(key)).map((key) => this.outsider(key))];
    const byName = (a: Subject, b: Subject) => naturalOrder(a.name, b.name) || naturalOrder(a.id, b.id);
    const found = { people: people.sort(byName), roles: roles.sort(byName), serviceAccounts: accounts.sort(byName) };
    const everyone = this.grants.of({ groups: ["system:authenticated"], path: [] });
    const builtIn = everyoneRoles.map((name) => ({
      role: this.roles.use({ kind: "ClusterRole", name }),
      namespaces: null,
      path: [{ kind: "group", name: "system:authenticated" } as const],
    }));
    return {
      tables: tableDates(),
      ...found,
      teams: this.teams.all.map((team) => teamPermissions(team, found)).sort((a, b) => naturalOrder(a.name, b.name)),
      everyone: [...builtIn, ...everyone],
      kubernetesRoles: this.roles.used,
      unknown: [
        ...this.grants.undecided.map((urn) => ({ urn, reason: "subjects of the binding: known after deployment" })),
        ...unseenGrants(this.index),
      ],
    };
  }

  private idOf(resource: DocumentResource): string {
    return known(resource.outputs.arn) ?? resource.urn;
  }

  /** Principals that the plan names but does not create, by ARN or name. */
  private outsidePrincipals(): string[] {
    const isPlanned = (key: string) => this.index.find([roleType, userType], key) !== undefined;
    const trusted = [...this.trusts.values()].flatMap(({ principals }) => principals);
    const arns = [...new Set([...this.access.principals, ...trusted])].filter((key) => !isPlanned(key) && !key.startsWith("urn:"));
    const names = this.policies.others.filter(({ kind }) => kind !== "group").map(({ key }) => key);
    return [...arns, ...names.filter((key) => !arns.some((arn) => arn === key || lastOf(arn) === key))];
  }

  private planned(resource: DocumentResource): Subject {
    const { policies, unknown } = this.policies.of(resource.urn);
    const boundary = this.boundaryOf(resource);
    const access = this.access.of(resource.urn);
    const trust = this.trusts.get(resource.urn);
    const isRole = resource.type === roleType;
    const team = this.teams.of(resource);
    return {
      id: this.idOf(resource),
      name: nameOf(resource),
      urn: resource.urn,
      teams: team ? [team.name] : this.teamsThatTrust(this.idOf(resource)),
      ...(trust && { trusts: [...trust.principals, ...trust.services, ...trust.federated] }),
      ...this.assumed(this.idOf(resource)),
      ...(boundary && { boundary: boundary.step.name }),
      aws: awsGrants(policies, boundary),
      ...inCluster(access),
      kubernetes: access?.grants ?? [],
      unknown: [
        ...unknown,
        ...(access?.unknown ?? []),
        ...(isRole && !trust ? ["who may assume it: its trust policy is not known here"] : []),
        ...(boundary && boundary.statements === undefined ? [`what the permissions boundary ${boundary.step.name} leaves of it`] : []),
      ],
    };
  }

  private outsider(key: string): Subject {
    const access = this.access.of(key);
    const held = [key, lastOf(key)].filter((each, at, all) => all.indexOf(each) === at).map((each) => this.policies.of(each));
    const isPrincipal = key.startsWith("arn:");
    return {
      id: key,
      name: key,
      teams: this.teamsThatTrust(key),
      ...this.assumed(key),
      aws: awsGrants(held.flatMap(({ policies }) => policies)),
      ...inCluster(access),
      kubernetes: access?.grants ?? [],
      unknown: [
        ...held.flatMap(({ unknown }) => unknown),
        ...(access?.unknown ?? []),
        ...(isPrincipal ? ["what it may do in AWS by policies outside of this stack"] : []),
      ],
    };
  }

  private account({ namespace, name, object, roles }: AccountRoles): Subject {
    const kubernetes = this.grants.of({
      user: serviceAccountUser(namespace, name),
      groups: serviceAccountGroups(namespace).filter((group) => group !== "system:authenticated"),
      path: [],
    });
    const granted = roles.map(({ role, path }) => ({ ...this.ofRole(role, path), id: this.roleId(role) }));
    return {
      id: `${namespace}/${name}`,
      name: `${namespace}/${name}`,
      ...(object && { urn: object.urn }),
      teams: [
        ...new Set([...this.teams.ofNamespace(namespace), ...(object ? [this.teams.of(object)].flatMap((team) => team ?? []) : [])]),
      ].map((team) => team.name),
      ...(granted.length > 0 && { assumes: [...new Set(granted.map(({ id }) => id))] }),
      aws: granted.flatMap(({ aws }) => aws),
      kubernetesUser: serviceAccountUser(namespace, name),
      kubernetes,
      unknown: granted.flatMap(({ unknown }) => unknown),
    };
  }

  /** What a role gives to a principal that reaches it through a path. */
  private ofRole(key: string, path: readonly PathStep[]): Pick<Subject, "aws" | "unknown"> {
    const [role] = this.index.byUrns([key]);
    const step: PathStep = role ? { kind: "role", name: nameOf(role), urn: role.urn } : { kind: "role", name: lastOf(key) };
    const { policies, unknown } = this.policies.of(key);
    const held: HeldPolicy[] = policies.map((policy) => ({ ...policy, path: [...path, step, ...policy.path] }));
    return {
      aws: awsGrants(held, role && this.boundaryOf(role)),
      unknown: role ? unknown : [...unknown, `what role ${lastOf(key)} may do: it is not of this stack`],
    };
  }

  private roleId(key: string): string {
    const [role] = this.index.byUrns([key]);
    return role ? this.idOf(role) : key;
  }

  private boundaryOf(resource: DocumentResource): Boundary | undefined {
    const [boundary] = named(resource, "permissionsBoundary");
    if (!boundary) return undefined;
    const { name, step, statements } = this.policies.managed(boundary.value, boundary.from);
    return { step: { ...step, kind: "boundary", name }, statements };
  }

  /** Roles whose trust policies name a principal. */
  private assumed(principal: string): { readonly assumes?: readonly string[] } {
    const roles = this.trusting.get(principal) ?? [];
    return roles.length > 0 ? { assumes: roles.map((role) => this.idOf(role)) } : {};
  }

  private teamsThatTrust(principal: string): string[] {
    return [...new Set((this.trusting.get(principal) ?? []).flatMap((role) => this.teams.of(role)?.name ?? []))];
  }
}

function inCluster(access: ReturnType<AccessEntries["of"]>): Pick<Subject, "kubernetesUser" | "kubernetesGroups"> {
  const { user, groups = [] } = access ?? {};
  return { ...(user !== undefined && { kubernetesUser: user }), ...(groups.length > 0 && { kubernetesGroups: groups }) };
}

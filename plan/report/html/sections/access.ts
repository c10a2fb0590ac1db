import { naturalOrder } from "../../../../components/util/natural-order";
import {
  type AccessLevel,
  type AwsGrant,
  accessLevels,
  type KubernetesGrant,
  type Permissions,
  type Subject,
} from "../../../permissions/types";
import type { Inventory } from "../../inventory";
import { access } from "../../sections/cluster";
import { actionCount, grouped, subjectNotes, subjectRows, words } from "../../sections/permissions";
import { blocksHtml, table } from "../table";
import { type Content, html } from "../template";

/** Permissions in clusters and in AWS as matrices, and the path of each grant. */
export function accessSection(inventory: Inventory): Content {
  const { permissions } = inventory.plan;
  if (permissions) return matrices(permissions);
  const blocks = access(inventory);
  return blocks.length > 0 ? blocksHtml("Principals of access entries", blocks) : html`<p>The plan has no access entries.</p>`;
}

function matrices({ people, roles, serviceAccounts, teams, unknown, tables }: Permissions): Content {
  const kinds = [
    ["People", people],
    ["Roles", roles],
    ["Service accounts", serviceAccounts],
  ] as const;
  const all = kinds.flatMap(([, subjects]) => subjects);
  if (all.length === 0) return html`<p>The plan grants no permissions.</p>`;
  const names = new Map(all.map(({ id, name }) => [id, name]));
  const namesOf = (ids: readonly string[]) => ids.map((id) => names.get(id) ?? id).join(", ");
  return html`<h3>In Kubernetes</h3>${kubernetesMatrix(all)}
<h3>In AWS</h3>
<p class="note">Services with the number of their actions that are allowed, by access level. ∗: on any resource. Conditions and denials are below.</p>
${awsMatrix(all)}
${teams.length > 0 && html`<h3>By team</h3>`}${table({
  caption: "Teams and who belongs to them",
  columns: ["team", "namespaces", "people", "roles", "service accounts"].map((label) => ({ label })),
  rows: teams.map((team) => [
    team.name,
    team.namespaces.join(", "),
    namesOf(team.people),
    namesOf(team.roles),
    namesOf(team.serviceAccounts),
  ]),
})}
<h3>By which path</h3>
${kinds.map(([title, subjects]) => subjects.length > 0 && html`<details><summary>${title} <span class="note">${subjects.length}</span></summary>${subjects.map((subject) => paths(subject, names))}</details>`)}
${unknown.length > 0 && html`<details><summary>Not in the plan <span class="note">${unknown.length}</span></summary><ul>${unknown.map(({ urn, reason }) => html`<li>${urn.slice(urn.lastIndexOf("::") + 2)}: ${reason}</li>`)}</ul></details>`}
<p class="note">Access levels of IAM actions: AWS service authorization reference of ${tables.iamActions}; AWS managed policies of ${tables.managedPolicies}; roles of Kubernetes ${tables.kubernetes}.</p>`;
}

/** Maximum number of namespaces as columns. */
const mostColumns = 6;

function kubernetesMatrix(all: readonly Subject[]): Content {
  const subjects = all.filter(({ kubernetes }) => kubernetes.length > 0);
  if (subjects.length === 0) return html`<p>No principal in the plan has permissions in a cluster.</p>`;
  const places = [...new Set(subjects.flatMap(({ kubernetes }) => kubernetes.flatMap(({ namespaces }) => namespaces ?? [])))].sort(
    naturalOrder,
  );
  const wide = places.length <= mostColumns;
  const rolesIn = (subject: Subject, matches: (grant: KubernetesGrant) => boolean) => {
    const roles = [...new Set(subject.kubernetes.filter(matches).map(roleName))];
    return roles.map((role) => html`<div>${role}</div>`);
  };
  const columns = ["who", "whole cluster", ...(wide ? places : ["namespaces"])].map((label) => ({ label }));
  const rows = subjects.map((subject) => [
    subject.name,
    rolesIn(subject, ({ namespaces }) => namespaces === null),
    ...(wide ? places.map((place) => rolesIn(subject, ({ namespaces }) => namespaces?.includes(place) ?? false)) : [namespaced(subject)]),
  ]);
  return table({ caption: "Roles and access policies in the cluster, by principal and namespace", columns, rows });
}

/** `edit in team-a, team-b`, one per line. */
function namespaced({ kubernetes }: Subject): Content {
  const inNamespaces = kubernetes.filter(({ namespaces }) => namespaces !== null);
  return [...grouped(inNamespaces, roleName)].map(([role, grants]) => {
    const names = [...new Set(grants.flatMap(({ namespaces }) => namespaces ?? []))];
    return html`<div>${role} in ${names.join(", ")}</div>`;
  });
}

function roleName({ role, cluster }: KubernetesGrant): string {
  const name = role.replace(/^(ClusterRole|Role) /, "").replace(/^AmazonEKS(.*)Policy$/, "$1");
  return cluster === undefined ? name : `${name} (${cluster})`;
}

function awsMatrix(all: readonly Subject[]): Content {
  const rows = all
    .map(({ name, aws }) => ({ name, allowed: aws.filter(({ effect }) => effect === "Allow") }))
    .filter(({ allowed }) => allowed.length > 0)
    .map(({ name, allowed }) => {
      const services = grouped(allowed, ({ service }) => service);
      return [name, ...accessLevels.map((level) => [...services].map(([service, grants]) => cell(service, level, grants)))];
    });
  if (rows.length === 0) return html`<p>No principal in the plan has permissions in AWS.</p>`;
  const columns = ["who", ...accessLevels.map((level) => words[level])].map((label) => ({ label }));
  return table({ caption: "Services and numbers of actions, by principal and access level", columns, rows });
}

function cell(service: string, level: AccessLevel, grants: readonly AwsGrant[]): Content {
  const own = grants.filter(({ levels }) => service === "*" || levels[level] !== undefined);
  if (own.length === 0) return undefined;
  const anywhere = own.some(({ resources }) => resources.length === 0 || resources.includes("*"));
  const what = service === "*" ? "everything" : `${service} ${actionCount(service, level, own) ?? ""}`.trim();
  return html`<div>${what}${anywhere && html`<span title="on any resource">∗</span>`}</div>`;
}

/** Lists instead of tables, because large plans have hundreds of them. */
function paths(subject: Subject, names: ReadonlyMap<string, string>): Content {
  const notes = subjectNotes(subject);
  const rows = subjectRows(subject, names);
  const grants = rows.map(
    ([where, what, by]) => html`<div><dt>${where}</dt><dd>${what}${by !== "" && html`<small>by ${by}</small>`}</dd></div>`,
  );
  return html`<details><summary>${subject.name}${notes !== "" && html` <small>${notes}</small>`}</summary>${
    rows.length === 0 ? html`<p>No permissions that the plan knows of.</p>` : html`<dl class="facts">${grants}</dl>`
  }</details>`;
}

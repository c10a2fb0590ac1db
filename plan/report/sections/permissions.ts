import { matching } from "../../permissions/aws-grants";
import {
  type AccessLevel,
  type AwsGrant,
  accessLevels,
  type KubernetesGrant,
  type PathStep,
  type Permissions,
  type Subject,
} from "../../permissions/types";
import { type Block, count, paragraph, type Row, table } from "../layout";

/** Permissions in AWS and Kubernetes, and the path of each grant. */
export function permissions({ people, roles, serviceAccounts, teams, tables, unknown }: Permissions): Block[] {
  const kinds = [
    ["People", people],
    ["Roles", roles],
    ["Service accounts", serviceAccounts],
  ] as const;
  const names = new Map([...people, ...roles, ...serviceAccounts].map(({ id, name }) => [id, name]));
  const blocks = kinds.flatMap(([title, subjects]) =>
    subjects.length === 0 ? [] : [paragraph(title, { style: "header" }), ...subjects.flatMap((subject) => subjectBlocks(subject, names))],
  );
  if (blocks.length === 0) return [];
  const namesOf = (ids: readonly string[]) => ids.map((id) => names.get(id) ?? id).join(", ");
  const teamRows = teams.map(
    (team): Row => [team.name, team.namespaces.join(", "), namesOf(team.people), namesOf(team.roles), namesOf(team.serviceAccounts)],
  );
  const unseen = unknown.map(({ urn, reason }) => `${urn.slice(urn.lastIndexOf("::") + 2)}: ${reason}`);
  return [
    ...blocks,
    ...(teamRows.length > 0 ? [paragraph("Teams", { style: "header" })] : []),
    ...table(teamRows, { indent: "    ", header: ["team", "namespaces", "people", "roles", "service accounts"] }),
    ...(unseen.length > 0 ? [paragraph("Not in the plan", { style: "header" })] : []),
    ...unseen.map((text) => paragraph(text, { indent: "    " })),
    paragraph(
      `Access levels of IAM actions: AWS service authorization reference of ${tables.iamActions}; AWS managed policies of ${tables.managedPolicies}; roles of Kubernetes ${tables.kubernetes}.`,
    ),
  ];
}

function subjectBlocks(subject: Subject, names: ReadonlyMap<string, string>): Block[] {
  const { name } = subject;
  const notes = subjectNotes(subject);
  return [paragraph(`${name}${notes && ` (${notes})`}`, { indent: "    " }), ...table(subjectRows(subject, names), { indent: "      " })];
}

/** `team burnham; boundary workloads`. */
export function subjectNotes({ teams, boundary }: Subject): string {
  return [teams.length > 0 && `team ${teams.join(", ")}`, boundary && `boundary ${boundary}`].filter(Boolean).join("; ");
}

/**
 * Permissions of one subject, and the path of each grant.
 * @param names of all subjects, by id
 */
export function subjectRows(subject: Subject, names: ReadonlyMap<string, string>): Row[] {
  const { assumes = [], trusts = [], aws, kubernetes, unknown } = subject;
  return [
    ...merged(aws).map(([what, path]): Row => ["AWS", what, path]),
    ...kubernetes.map((grant): Row => ["Kubernetes", kubernetesText(grant), pathText(grant.path)]),
    ...(assumes.length > 0 && !aws.some(({ path }) => path.some(({ kind }) => kind === "role"))
      ? [["may assume", assumes.map((id) => names.get(id) ?? id).join(", "), ""]]
      : []),
    ...(trusts.length > 0 ? [["assumed by", trusts.join(", "), ""]] : []),
    ...unknown.map((text): Row => ["unknown", text, ""]),
  ];
}

/** One row per path, with grants of one service and effect merged. */
function merged(grants: readonly AwsGrant[]): (readonly [what: string, path: string])[] {
  return [...grouped(grants, ({ path }) => pathText(path))].map(([path, own]) => {
    const services = [...grouped(own, ({ effect, service, except = [] }) => `${effect} ${service} ${except.join(" ")}`).values()];
    return [services.map(awsText).join("; "), path];
  });
}

export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

export const words: Readonly<Record<AccessLevel, string>> = {
  list: "list",
  read: "read",
  write: "write",
  tagging: "tagging",
  permissionsManagement: "permissions management",
};

/** `ec2: all list, 12 write on any resource, some with conditions`. */
function awsText(grants: readonly AwsGrant[]): string {
  const [{ effect, service, except }] = grants as readonly [AwsGrant];
  const everything = except ? `everything but ${except.join(", ")}` : "everything";
  const what =
    service === "*"
      ? everything
      : `${service}: ${[...levelTexts(service, grants), ...grants.flatMap(({ unlisted = [] }) => unlisted)].join(", ")}`;
  const anywhere = grants.some(({ resources }) => resources.length === 0 || resources.includes("*"));
  const resources = new Set(grants.flatMap((grant) => grant.resources));
  const conditional = grants.filter(({ conditions }) => conditions.length > 0).length;
  const conditions = conditional === 0 ? "" : conditional === grants.length ? ", with conditions" : ", some with conditions";
  return `${effect === "Deny" ? "denied: " : ""}${what} on ${anywhere ? "any resource" : count(resources.size, "resource")}${conditions}`;
}

/** `all list`, `12 write`. */
function levelTexts(service: string, grants: readonly AwsGrant[]): string[] {
  return accessLevels.flatMap((level) => {
    const number = actionCount(service, level, grants);
    return number === undefined ? [] : [`${number} ${words[level]}`];
  });
}

/** Number of actions of a level, or `all`; empty for none. */
export function actionCount(service: string, level: AccessLevel, grants: readonly AwsGrant[]): string | undefined {
  const own = grants.flatMap(({ levels }) => levels[level] ?? []);
  if (own.length === 0) return undefined;
  const sum = own.reduce((total, { count: each }) => total + (each ?? 0), 0);
  const actions = own.flatMap((grant) => grant.actions);
  const number = own.length === 1 ? sum : Math.min(sum, matching(service, level, actions).length);
  return number === own[0]!.of ? "all" : String(number);
}

export function kubernetesText({ role, namespaces, cluster }: KubernetesGrant): string {
  const where = namespaces === null ? "in the whole cluster" : `in ${namespaces.join(", ")}`;
  return `${role} ${where}${cluster === undefined ? "" : ` ${cluster}`}`;
}

const steps: Readonly<Record<PathStep["kind"], string>> = {
  accessEntry: "access entry",
  capability: "capability",
  accessPolicy: "access policy",
  binding: "",
  boundary: "within boundary",
  cluster: "created cluster",
  group: "group",
  iamGroup: "IAM group",
  inlinePolicy: "inline policy",
  managedPolicy: "managed policy",
  nodes: "",
  podIdentity: "Pod Identity of",
  role: "role",
  trust: "trust of",
};

/** `access entry eks-a -> group team:a -> RoleBinding members`. */
function pathText(path: readonly PathStep[]): string {
  return path.map(({ kind, name }) => `${steps[kind]} ${name}`.trim()).join(" -> ");
}

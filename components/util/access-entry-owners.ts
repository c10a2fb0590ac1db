import { type AutoMode, autoModePoolsOf } from "./capacity-profile";

interface RoleUser {
  readonly roleArn?: string | undefined;
}

interface NodeRoles {
  readonly cluster: { readonly autoMode: AutoMode<RoleUser> };
  readonly nodePools: Readonly<Record<string, RoleUser>>;
  readonly fargate: Readonly<Record<string, RoleUser>>;
}

interface People {
  readonly cluster: {
    readonly admins: readonly string[];
    readonly access: Readonly<Record<string, { readonly principal?: string | undefined }>>;
  };
  readonly teams: Readonly<Record<string, { readonly members: readonly string[]; readonly role?: string | undefined }>>;
}

/** Existing roles whose access entries come with nodes, by EKS or by the stack, each with whose nodes. EKS accepts one entry per role. */
export function rolesOfNodes({ cluster, nodePools, fargate }: NodeRoles): Map<string, string> {
  const of = (users: Readonly<Record<string, RoleUser>>, label: (name: string) => string) =>
    Object.entries(users).flatMap(([name, { roleArn }]) => (roleArn === undefined ? [] : [[roleArn, label(name)] as const]));
  return new Map([
    ...of(autoModePoolsOf(cluster.autoMode), (name) => `pool ${name} of Auto Mode`),
    ...of(fargate, (name) => `Fargate profile ${name}`),
    ...of(nodePools, (name) => `pool ${name}`),
  ]);
}

/** A principal to which the settings give access, and where. */
export interface Grant {
  readonly principal: string;
  /** Path in the settings. */
  readonly path: readonly (string | number)[];
}

/** The principals with access of their own: those of `cluster.admins`, `cluster.access` and teams. */
export function grantsOf({ cluster, teams }: People): Grant[] {
  return [
    ...cluster.admins.map((principal, index) => ({ principal, path: ["cluster", "admins", index] })),
    ...Object.entries(cluster.access).flatMap(([name, { principal }]) =>
      principal === undefined ? [] : [{ principal, path: ["cluster", "access", name] }],
    ),
    ...Object.entries(teams).flatMap(([team, { members, role }]) => [
      ...members.map((principal, index) => ({ principal, path: ["teams", team, "members", index] })),
      ...(role === undefined ? [] : [{ principal: role, path: ["teams", team, "role"] }]),
    ]),
  ];
}

/** Who brings the access entry of each principal that the settings name, such as `pool general` or `cluster.admins`. */
export function accessEntryOwners(stack: NodeRoles & People): Map<string, string> {
  const grants = grantsOf(stack).map(
    ({ principal, path }) => [principal, path.slice(0, 2 + Number(path[1] === "access")).join(".")] as const,
  );
  return new Map([...grants, ...rolesOfNodes(stack)]);
}

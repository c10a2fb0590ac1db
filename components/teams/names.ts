// Names by which namespaces, policies and permissions refer to a team.

/** Annotation of a team's namespaces: the highest priority that its pods may have. */
export const ceilingAnnotation = "eks-blueprints/priority-ceiling";

/** Annotation of a team's namespaces: the pool whose nodes its pods must select. */
export const poolAnnotation = "eks-blueprints/node-pool";

/** Annotation of a tenant's namespaces: the pool of its tier, whose nodes its pods must select. */
export const tierPoolAnnotation = "eks-blueprints/tier-pool";

/** Label of a tenant's namespaces: its tier. Members of a team cannot change it. */
export const tierLabel = "eks-blueprints/tier";

/** Label that the API server sets on every namespace; users cannot change it. */
export const namespaceNameLabel = "kubernetes.io/metadata.name";

/** Kubernetes group of a team's members. */
export function teamGroup(team: string): string {
  return `team:${team}`;
}

/** Kubernetes group of the members of all application teams. */
export const applicationTeamsGroup = "application-teams";

/** Label of a team's namespaces and of its pool's nodes, and tag of its AWS resources, for users and cost allocation. */
export const teamKey = "team";

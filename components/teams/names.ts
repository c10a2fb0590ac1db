// How a team is known in the cluster. Namespaces, policies and rights meet in these names.

/** Annotation of a team's namespaces: the highest priority that its pods may have. */
export const ceilingAnnotation = "eks-blueprints/priority-ceiling";

/** Annotation of a team's namespaces: the pool whose nodes its pods must select. */
export const poolAnnotation = "eks-blueprints/node-pool";

/** Label that every namespace bears, set by the API server: nobody can claim another's. */
export const namespaceNameLabel = "kubernetes.io/metadata.name";

/** Kubernetes group of a team's members. */
export function teamGroup(team: string): string {
  return `team:${team}`;
}

/** Kubernetes group of the members of all application teams. */
export const applicationTeamsGroup = "application-teams";

/** Label of a team's namespaces and of its pool's nodes, and tag of its AWS resources, for people and bills. */
export const teamKey = "team";

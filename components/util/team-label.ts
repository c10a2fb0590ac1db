/** Label of a team's namespaces that policies go by; nobody else's namespaces have it, and no member of a team can change it. */
export const teamLabel = "eks-blueprints/team";

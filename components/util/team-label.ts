/** Label of a team's namespaces, which policies select. Other namespaces do not have it, and members of a team cannot change it. */
export const teamLabel = "eks-blueprints/team";

/** Beginning of the names of the IngressClasses of exposed user interfaces, which teams may not use. */
export const uiClassPrefix = "platform-ui-";

/** Names of the EKS access policies by their short names in the settings. Source: EKS user guide, access policy permissions. */
export const eksAccessPolicies = {
  view: "AmazonEKSViewPolicy",
  edit: "AmazonEKSEditPolicy",
  admin: "AmazonEKSAdminPolicy",
  clusterAdmin: "AmazonEKSClusterAdminPolicy",
} as const satisfies Record<string, string>;

export type AccessPolicy = keyof typeof eksAccessPolicies;

/** Whether a policy allows creating pods in its scope. */
export const createsPods: Readonly<Record<AccessPolicy, boolean>> = { view: false, edit: true, admin: true, clusterAdmin: true };

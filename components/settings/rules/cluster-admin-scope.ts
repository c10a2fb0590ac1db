/** The same wherever an access policy is limited to namespaces. */
export const clusterAdminScope =
  "`clusterAdmin` applies to the whole cluster; write `admin` for full access within namespaces, or remove `namespaces`";

/** Whether namespaces of a Pod Security setting admit privileged pods. `warn` and `audit` hold nothing back. */
export function admitsPrivileged(podSecurity: string | { readonly enforce?: string } | undefined): boolean {
  return (typeof podSecurity === "object" ? podSecurity.enforce : podSecurity) === "privileged";
}

/** Whether namespaces of a Pod Security setting refuse pods beyond `restricted`. */
export function enforcesRestricted(podSecurity: string | { readonly enforce?: string } | undefined): boolean {
  return (typeof podSecurity === "object" ? podSecurity.enforce : podSecurity) === "restricted";
}

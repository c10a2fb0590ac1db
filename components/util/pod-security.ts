/** Whether namespaces of a Pod Security setting admit privileged pods. `warn` and `audit` hold nothing back. */
export function admitsPrivileged(podSecurity: string | { readonly enforce?: string } | undefined): boolean {
  return (typeof podSecurity === "object" ? podSecurity.enforce : podSecurity) === "privileged";
}

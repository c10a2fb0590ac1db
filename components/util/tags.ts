/** Tag `SubnetType` of subnets for the control plane alone, in which no nodes run. */
export const controlPlaneSubnetType = "Control plane";

/** Tags of a resource that needs some besides the stack's own: these, and then its own, which win. */
export function mergeTags(
  tags: Readonly<Record<string, string>>,
  own: Readonly<Record<string, string>> | undefined,
): Record<string, string> {
  return { ...tags, ...own };
}

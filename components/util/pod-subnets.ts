interface PodSubnetSettings {
  readonly pods?: object | undefined;
  readonly existing?: { readonly podSubnetIds?: Readonly<Record<string, string>> | undefined } | undefined;
}

/** Whether pods take addresses from subnets of their own, created by the stack or existing. */
export function hasPodSubnets({ pods, existing }: PodSubnetSettings): boolean {
  return existing ? Object.keys(existing.podSubnetIds ?? {}).length > 0 : pods !== undefined;
}

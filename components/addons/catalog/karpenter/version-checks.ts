import { isOlder } from "../../plan/version-checks";
import type { NodePoolOptions } from "./pool-options";

/** Versions of Karpenter from which on it has what a pool uses. Source: karpenter-provider-aws, reference/settings (feature gates), and the CRDs of its tags. */
const floors: readonly { readonly key: keyof NodePoolOptions; readonly since: string; isUsed(pool: NodePoolOptions): boolean }[] = [
  { key: "ami", since: "1.9.0", isUsed: ({ ami }) => ami === "windows2025" },
  { key: "efa", since: "1.11.0", isUsed: ({ efa }) => efa === true },
  { key: "placementGroup", since: "1.11.0", isUsed: ({ placementGroup }) => placementGroup !== undefined },
  { key: "fips", since: "1.4.0", isUsed: ({ fips }) => fips === true },
  { key: "reservations", since: "1.3.0", isUsed: ({ reservations }) => reservations !== undefined },
  { key: "replicas", since: "1.8.0", isUsed: ({ replicas }) => replicas !== undefined },
];

type VersionCheck = (
  pool: NodePoolOptions,
  name: string,
  profile: unknown,
  options: { readonly version?: string | undefined },
) => (readonly [at: readonly PropertyKey[], message: string])[];

/** Whether the version of Karpenter has what a pool uses. */
export const versionChecks: readonly VersionCheck[] = floors.map(
  ({ key, since, isUsed }) =>
    (pool, _name, _profile, { version }) =>
      isUsed(pool) && version !== undefined && isOlder(version, since, 3)
        ? [[[key], `Karpenter has it since ${since}, and \`version\` is ${version}; remove \`version\` to use the pinned one`]]
        : [],
);

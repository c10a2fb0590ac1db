// Network interfaces and placement of the instances of pools that become a NodePool object.
import { z } from "zod";
import { familyOf } from "../../util/karpenter/instances";
import { efaTypeIssues, excludedFromClusterGroup, spreadInstancesPerZone } from "../../util/placement-issues";

/** Terms of a selector in a NodeClass, by its CRD. */
export const mostTerms = 30;

/** Network interfaces and hardware of the instances. */
export const placementFields = {
  efa: z
    .boolean()
    .optional()
    .describe(
      "Elastic Fabric Adapter: interfaces for it on the network cards of the instances, all in one zone; needs `instanceTypes`. Default: false",
    ),
  placementGroup: z
    .enum(["cluster", "partition", "spread"])
    .optional()
    .describe("Placement of the instances of the pool: close together, in partitions, or each on hardware of its own. Default: none"),
};

interface Pool {
  readonly efa?: boolean | undefined;
  readonly placementGroup?: "cluster" | "partition" | "spread" | undefined;
  readonly instanceTypes?: readonly string[] | undefined;
  readonly families?: readonly string[] | undefined;
  readonly zones?: readonly string[] | undefined;
  readonly subnetIds?: readonly string[] | undefined;
  readonly securityGroupIds: readonly string[];
  readonly replicas?: number | undefined;
}

export interface PoolIssue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

const inOneZone = "write `zones` with one zone, or `subnetIds` with one subnet";

const placesOf = ({ zones, subnetIds }: Pool) => zones ?? subnetIds;

/** What instances with EFA or in a placement group cannot be. */
export const placementChecks: readonly ((pool: Pool) => Iterable<PoolIssue>)[] = [
  function* (pool) {
    if (pool.efa && placesOf(pool)?.length !== 1) yield { path: ["efa"], message: `EFA traffic does not leave a zone; ${inOneZone}` };
  },
  function* ({ efa, instanceTypes = [] }) {
    if (efa && instanceTypes.length === 0)
      yield { path: ["efa"], message: "all instances need the same network cards; write `instanceTypes`, such as [p5.48xlarge]" };
    for (const { position, message } of efa ? efaTypeIssues(instanceTypes) : [])
      yield { path: ["instanceTypes", ...(position === undefined ? [] : [position])], message };
  },
  function* ({ efa, securityGroupIds }) {
    if (efa && securityGroupIds.length >= mostTerms - 1)
      yield {
        path: ["securityGroupIds"],
        message: `expected at most ${mostTerms - 2}, because EFA has one of its own, found ${securityGroupIds.length}`,
      };
  },
  function* (pool) {
    if (pool.placementGroup === "cluster" && placesOf(pool)?.length !== 1)
      yield { path: ["placementGroup"], message: `a cluster placement group is in one zone; ${inOneZone}` };
  },
  function* ({ placementGroup, instanceTypes = [], families = [] }) {
    if (placementGroup !== "cluster") return;
    for (const [key, family, position, name] of [
      ...instanceTypes.map((type, at) => ["instanceTypes", familyOf(type), at, type] as const),
      ...families.map((each, at) => ["families", each, at, each] as const),
    ])
      if (excludedFromClusterGroup(family))
        yield { path: [key, position], message: `${name} cannot start in a cluster placement group; choose a family such as c7gn` };
  },
  function* (pool) {
    if (pool.placementGroup !== "spread") return;
    const most = spreadInstancesPerZone * (placesOf(pool)?.length ?? Number.POSITIVE_INFINITY);
    if ((pool.replicas ?? 0) > most)
      yield {
        path: ["replicas"],
        message: `expected at most ${most}, because a spread placement group has ${spreadInstancesPerZone} instances in each zone, found ${pool.replicas}`,
      };
  },
];

// Instances of node pools of the stack's own in EKS Auto Mode.
import { hasPodSubnets } from "../../util/pod-subnets";
import { autoModeRule, issue, type Rule } from "./rule";

/** Path of a pool, and of keys in it. */
export const at = (pool: string, ...keys: readonly PropertyKey[]) => ["cluster", "autoMode", "pools", pool, ...keys];

/** Source: EKS user guide, Auto Mode, instance selection (2026): more than one vCPU, and no nano, micro or small sizes. */
const tooSmall = /(\.(nano|micro|small)|^[^t][^.]*\.medium)$/;

const instancesFit = autoModeRule(
  ["instanceTypes[]", "requirements[]", "labels[]"],
  function* ({ instanceTypes = [], requirements, labels }, pool) {
    for (const [position, type] of instanceTypes.entries())
      if (tooSmall.test(type))
        yield issue(
          at(pool, "instanceTypes", position),
          `Auto Mode starts no ${type}; it needs more than one vCPU and no nano, micro or small size`,
        );
    for (const [position, { key }] of requirements.entries())
      if (key.startsWith("karpenter.k8s.aws/"))
        yield issue(
          at(pool, "requirements", position, "key"),
          `Auto Mode has labels of its own; did you mean ${key.replace("karpenter.k8s.aws/", "eks.amazonaws.com/")}?`,
        );
    for (const key of Object.keys(labels))
      if (/^([^/]+\.)?eks\.amazonaws\.com\//.test(key))
        yield issue(
          at(pool, "labels", key),
          "EKS sets the labels of eks.amazonaws.com itself; use another prefix, or select instances by `requirements`",
        );
  },
);

/** Source: EKS user guide, Configure advanced security settings for nodes (2026): US East and West, GovCloud, Canada. */
const fipsRegions = /^(us|ca)-/;

const fipsOffered = autoModeRule(
  ["fips"],
  function* ({ fips }, pool, { region }) {
    if (fips && !fipsRegions.test(region))
      yield issue(
        at(pool, "fips"),
        `EKS has such AMIs for Auto Mode in regions of the United States and Canada alone, not in ${region}; remove the key`,
      );
  },
  ["region"],
);

/** Source: EKS user guide, Create a Node Class, static network interface configuration (2026). */
const efaFits = autoModeRule(
  ["efa"],
  function* ({ efa }, pool, { cluster: { ipFamily }, network }) {
    if (!efa) return;
    if (ipFamily === "ipv6")
      yield issue(
        at(pool, "efa"),
        "Auto Mode has EFA interfaces on clusters with IPv4 alone; remove the key, or use a pool in `nodePools`",
      );
    if (hasPodSubnets(network))
      yield issue(
        at(pool, "efa"),
        "nodes with EFA get no interfaces in the subnets for pods of section `network`; use a pool in `nodePools` for EFA, or remove these subnets",
      );
  },
  ["cluster.ipFamily", "network.pods", "network.existing"],
);

export const autoModeInstanceRules: readonly Rule[] = [instancesFit, fipsOffered, efaFits];

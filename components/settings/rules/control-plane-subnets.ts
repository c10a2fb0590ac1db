// Subnets of the control plane: `network.controlPlaneSubnets`, and `controlPlaneSubnetIds` of an existing VPC.
import { hasControlPlaneRoom } from "../../util/address-plan";
import { hasBuiltInNodePools } from "../../util/capacity-profile";
import { makesVpc } from "./network";
import { duplicates, issue, type Rule, rule } from "./rule";

const path = ["network", "controlPlaneSubnets"];

const roomForControlPlane = rule(
  ["network.controlPlaneSubnets", "network.cidr", "network.publicSubnets", "network.existing", "cluster.existing"],
  function* (stack) {
    const { controlPlaneSubnets, cidr, publicSubnets } = stack.network;
    if (!makesVpc(stack) || !controlPlaneSubnets || hasControlPlaneRoom(cidr, publicSubnets)) return;
    yield issue(path, `${cidr} has no room for a /28 beside the other subnets of a zone; choose a /24 or larger`);
  },
);

/** The built-in NodeClass of EKS Auto Mode has the subnets of the cluster. Source: EKS user guide, Create a Node Class (2026). */
const nodesElsewhere = rule(["network.controlPlaneSubnets", "network.existing", "cluster.existing", "cluster.autoMode"], function* (stack) {
  if (!makesVpc(stack) || !stack.network.controlPlaneSubnets || !hasBuiltInNodePools(stack.cluster.autoMode)) return;
  yield issue(
    path,
    "nodes of Auto Mode's built-in node pools run in the subnets of the control plane, and a /28 is too small for them; write `cluster.autoMode: { nodePools: [] }` with a NodeClass of your own, or remove the key",
  );
});

const existingFit = rule(["network.existing[]", "cluster.existing"], function* ({ network: { existing }, cluster }) {
  if (!existing?.controlPlaneSubnetIds) return;
  const at = ["network", "existing", "controlPlaneSubnetIds"];
  if (cluster.existing)
    yield issue(at, "has no effect on an existing cluster, whose control plane has its subnets already; remove the key");
  yield* duplicates(at, existing.controlPlaneSubnetIds);
});

export const controlPlaneSubnetRules: readonly Rule[] = [roomForControlPlane, nodesElsewhere, existingFit];

// Whether the nodes of a node group can join their cluster: they need permissions, a network plugin and a route to the cluster and its images.
// Messages and delay: the health issues of EKS (`NodeCreationFailure`); users report 20 to 30 minutes until EKS gives up.
import { isRecord } from "../../../components/util/is-record";
import type { Ledger } from "./ledger";
import { isNamed, textsAt, types } from "./references";
import { hasPolicies } from "./requirements";
import { FakeAwsError, type LiveResource } from "./types";

/** Seconds until EKS fails a node group, beyond the usual time. */
export const joinTimeout = 25 * 60;

/** The reason for which the nodes of a node group do not join, if any. Checked when they should have joined. */
export function joinFailure(group: LiveResource, ledger: Ledger): FakeAwsError | undefined {
  const { type, inputs } = group;
  if (type !== types.nodeGroup || (isRecord(inputs.scalingConfig) && inputs.scalingConfig.desiredSize === 0)) return undefined;
  const failure = (words: string) => new FakeAwsError("NodeCreationFailure", words);
  const role = ledger.of(types.role).find((live) => isNamed(live, String(inputs.nodeRoleArn)));
  if (role && !hasPolicies(role, ledger)) return failure("Instances failed to join the kubernetes cluster");
  if (textsAt(inputs.subnetIds, []).some((id) => isCutOff(id, ledger))) return failure("Instances failed to join the kubernetes cluster");
  const cluster = ledger.find(types.cluster, String(inputs.clusterName));
  const hasNetworkPlugin =
    cluster?.inputs.bootstrapSelfManagedAddons !== false ||
    ledger.of(types.addon).some((addon) => addon.inputs.clusterName === cluster.id && addon.inputs.addonName === "vpc-cni") ||
    ledger.of(types.release).some(({ server, inputs: { chart } }) => server === cluster.outputs.endpoint && chart === "cilium");
  return hasNetworkPlugin ? undefined : failure("Unhealthy nodes in the kubernetes cluster");
}

/** A subnet whose route table has no default route, in a VPC without an image registry endpoint. */
function isCutOff(subnetId: string, ledger: Ledger): boolean {
  const subnet = ledger.find(types.subnet, subnetId);
  const association = ledger.of("aws:ec2/routeTableAssociation:RouteTableAssociation").find(({ inputs }) => inputs.subnetId === subnetId);
  if (!subnet || !association) return false;
  const leads = ledger
    .of("aws:ec2/route:Route")
    .some(({ inputs }) => inputs.routeTableId === association.inputs.routeTableId && inputs.destinationCidrBlock === "0.0.0.0/0");
  const registry = ledger
    .of(types.endpoint)
    .some(({ inputs }) => inputs.vpcId === subnet.inputs.vpcId && String(inputs.serviceName).endsWith(".ecr.dkr"));
  return !leads && !registry;
}

// The properties of a cluster that node groups need: of a cluster in the same component, or of one in an argument.
import { isRecord } from "../../../components/util/is-record";
import { Reference } from "../../types";
import { Args, type Child, type Scope } from "../expansion/scope";
import { TrackedValue, trackedFrom, unwrap } from "../expansion/tracked-value";
import { refuse, typeOf } from "../values";

/** Everything that a cluster shares with its node groups. */
export interface Core {
  readonly cluster: Child;
  readonly vpcId: TrackedValue;
  readonly subnetIds: TrackedValue;
  readonly publicSubnetIds: TrackedValue | undefined;
  readonly privateSubnetIds: TrackedValue | undefined;
  /** ID of the control plane's security group: the created one, else the one that EKS creates. */
  readonly clusterGroupId: TrackedValue;
  readonly instanceRoleArns: TrackedValue;
  readonly nodeGroupOptions: Args;
  readonly tags: TrackedValue | undefined;
  readonly nodeSecurityGroupTags: TrackedValue | undefined;
  /** Dependencies of nodes: the CNI, if its resources are known, and `aws-auth`. */
  readonly nodeDependencies: readonly (Child | TrackedValue)[];
  /** `aws-auth` alone. */
  readonly nodeAccess: readonly (Child | TrackedValue)[];
  /** The same value with the dependencies of the whole core, like every value that the published code takes from its core. */
  readonly from: (value: TrackedValue) => TrackedValue;
}

/** The core of the cluster in the argument `cluster`: an `eks.Cluster`, or its output `core`. */
export function coreOf(scope: Scope): Core {
  const given = scope.args.get("cluster") ?? refuse("cluster: missing");
  const isComponent = given.value instanceof Reference && typeOf(given.value.urn) === "eks:index:Cluster";
  const data = isComponent ? new TrackedValue(scope.lookUp(given).out("core").value) : given;
  if (!isRecord(data.value)) return refuse("cluster: expected an eks.Cluster or its core");
  const cluster = scope.lookUp(data.get("cluster"));
  const from = trackedFrom([cluster.urn, ...data.urns]);
  const optional = (name: string): TrackedValue | undefined => (data.get(name).value === undefined ? undefined : from(data.get(name)));
  const group = optional("clusterSecurityGroup");
  const roles = data.get("instanceRoles");
  const nodeAccess = optional("eksNodeAccess");
  return {
    cluster,
    vpcId: from(data.get("vpcId")),
    subnetIds: from(data.get("subnetIds")),
    publicSubnetIds: optional("publicSubnetIds"),
    privateSubnetIds: optional("privateSubnetIds"),
    clusterGroupId: from(group ? groupId(group) : cluster.out("vpcConfig", "clusterSecurityGroupId")),
    instanceRoleArns: from(
      unwrap(Array.isArray(roles.value) ? roles.value.map((_, index) => scope.lookUp(roles.get(index)).out("arn")) : []),
    ),
    nodeGroupOptions: new Args(isRecord(data.value.nodeGroupOptions) ? data.value.nodeGroupOptions : {}, {}),
    tags: optional("tags"),
    nodeSecurityGroupTags: optional("nodeSecurityGroupTags"),
    nodeDependencies: nodeAccess ? [new TrackedValue(nodeAccess.value)] : [],
    nodeAccess: nodeAccess ? [new TrackedValue(nodeAccess.value)] : [],
    from,
  };
}

function groupId(group: TrackedValue): TrackedValue {
  const { value } = group;
  return value instanceof Reference ? new TrackedValue(value.id, [value.urn]) : group;
}

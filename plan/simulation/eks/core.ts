// What node groups need to know of a cluster: made in the same component, or taken from a cluster that an argument names.
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
  /** Id of the control plane's security group: the one made for it, else the one that EKS makes. */
  readonly clusterGroupId: TrackedValue;
  readonly instanceRoleArns: TrackedValue;
  readonly nodeGroupOptions: Args;
  readonly tags: TrackedValue | undefined;
  readonly nodeSecurityGroupTags: TrackedValue | undefined;
  /** What nodes wait for: the CNI, where its resources are known, and `aws-auth`. */
  readonly nodeDependencies: readonly (Child | TrackedValue)[];
  /** `aws-auth` alone. */
  readonly nodeAccess: readonly (Child | TrackedValue)[];
  /** The same value, coming from all that the core comes from, as every value does that the published code takes out of its core. */
  readonly from: (value: TrackedValue) => TrackedValue;
}

/** The core of the cluster that the argument `cluster` names: an `eks.Cluster`, or its output `core`. */
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

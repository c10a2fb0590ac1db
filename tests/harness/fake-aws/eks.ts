// Resources that EKS creates automatically, and changes of a cluster and its nodes that it rejects.
// Sources: EKS user guide (cluster security group, access entries, updating versions, subnets) and messages that users quote (2026-11).

import { isRecord } from "../../../components/util/is-record";
import { minorOf } from "../../../components/util/kubernetes-version";
import { texts } from "../../../plan/simulation/values";
import type { Values } from "../../../plan/types";
import type { Ledger } from "./ledger";
import { types } from "./references";
import { FakeAwsError, type LiveResource } from "./types";

const caller = "arn:aws:iam::123456789012:user/plan";

/** Resources that EKS creates along with another, without URNs. */
export function createdByEks(resource: LiveResource, ledger: Ledger): readonly Omit<LiveResource, "serial">[] {
  const { type, inputs, outputs, id } = resource;
  if (type === types.cluster) return [...groupOf(resource), ...creatorEntry(resource), ...autoModeEntry(resource)];
  if (type === types.nodeGroup) return entry(resource, String(inputs.clusterName), String(inputs.nodeRoleArn), "EC2_LINUX", ledger);
  if (type === types.fargateProfile)
    return entry(resource, String(outputs.clusterName ?? id.split(":")[0]), String(inputs.podExecutionRoleArn), "FARGATE_LINUX", ledger);
  return [];
}

function created(by: LiveResource, type: string, id: string, values: Values): Omit<LiveResource, "serial"> {
  return { ...by, type, id, urn: "", seed: "", generation: 0, inputs: values, outputs: { ...values, id }, owner: by.serial };
}

function groupOf(cluster: LiveResource): readonly Omit<LiveResource, "serial">[] {
  const vpc = isRecord(cluster.outputs.vpcConfig) ? cluster.outputs.vpcConfig : {};
  const values: Values = {
    name: `eks-cluster-sg-${cluster.id}-${cluster.serial}`,
    vpcId: vpc.vpcId ?? null,
    tags: { "aws:eks:cluster-name": cluster.id, [`kubernetes.io/cluster/${cluster.id}`]: "owned" },
  };
  return [created(cluster, types.group, String(vpc.clusterSecurityGroupId), values)];
}

function creatorEntry(cluster: LiveResource): readonly Omit<LiveResource, "serial">[] {
  const access = isRecord(cluster.outputs.accessConfig) ? cluster.outputs.accessConfig : {};
  return access.bootstrapClusterCreatorAdminPermissions === true ? [entryFor(cluster, cluster.id, caller, "STANDARD")] : [];
}

function autoModeEntry(cluster: LiveResource): readonly Omit<LiveResource, "serial">[] {
  const compute = isRecord(cluster.inputs.computeConfig) ? cluster.inputs.computeConfig : {};
  const { nodeRoleArn } = compute;
  return compute.enabled === true && typeof nodeRoleArn === "string" ? [entryFor(cluster, cluster.id, nodeRoleArn, "EC2")] : [];
}

/** Node groups with the same role share its access entry. */
function entry(
  by: LiveResource,
  cluster: string,
  principalArn: string,
  type: string,
  ledger: Ledger,
): readonly Omit<LiveResource, "serial">[] {
  const exists = ledger.of(types.accessEntry).some(({ id, gone }) => id === `${cluster}:${principalArn}` && gone === undefined);
  return exists ? [] : [entryFor(by, cluster, principalArn, type)];
}

function entryFor(by: LiveResource, clusterName: string, principalArn: string, type: string): Omit<LiveResource, "serial"> {
  return created(by, types.accessEntry, `${clusterName}:${principalArn}`, { clusterName, principalArn, type });
}

function minor(version: unknown): number {
  return minorOf(String(version)) ?? Number.NaN;
}

/** The reason for which EKS rejects a creation, if any. */
export function rejectedCreation(type: string, inputs: Values, outputs: Values, ledger: Ledger): FakeAwsError | undefined {
  if (type !== types.nodeGroup) return undefined;
  const cluster = ledger.find(types.cluster, String(inputs.clusterName));
  return invalidSize(inputs) ?? (cluster && tooNew(outputs.version, cluster));
}

/** The reason for which EKS rejects an update, if any. */
export function rejectedUpdate(was: LiveResource, inputs: Values, ledger: Ledger): FakeAwsError | undefined {
  if (was.type === types.nodeGroup) {
    const cluster = ledger.find(types.cluster, String(was.inputs.clusterName));
    return invalidSize(inputs) ?? (cluster && inputs.version !== undefined ? tooNew(inputs.version, cluster) : undefined);
  }
  if (was.type !== types.cluster) return undefined;
  const [from, to] = [was.outputs.version, inputs.version];
  if (to !== undefined && to !== from && minor(to) !== minor(from) + 1)
    return new FakeAwsError(
      "InvalidParameterException",
      `Unsupported Kubernetes minor version update from ${String(from)} to ${String(to)}`,
    );
  const other = otherZones(was, inputs, ledger);
  if (other.length === 0) return undefined;
  return new FakeAwsError(
    "InvalidParameterException",
    `Subnets provided are not in the same set of availability zones as those of the cluster: ${other.join(", ")}`,
  );
}

/** The desired size must lie between the other two. Messages: terraform-aws-modules/terraform-aws-eks issues 3521 and 3306. */
function invalidSize({ scalingConfig }: Values): FakeAwsError | undefined {
  if (!isRecord(scalingConfig)) return undefined;
  const { minSize, maxSize, desiredSize } = scalingConfig as Readonly<Record<string, number>>;
  if (minSize! > desiredSize!)
    return new FakeAwsError("InvalidParameterException", `Minimum capacity ${minSize} can't be greater than desired size ${desiredSize}`);
  if (desiredSize! > maxSize!) return new FakeAwsError("InvalidParameterException", "desiredSize can't be greater than maxSize");
  return undefined;
}

function tooNew(version: unknown, { outputs }: LiveResource): FakeAwsError | undefined {
  if (!(minor(version) > minor(outputs.version))) return undefined;
  return new FakeAwsError(
    "InvalidParameterException",
    `Nodegroup Kubernetes version ${String(version)} is greater than the cluster's version ${String(outputs.version)}`,
  );
}

/** A cluster's subnets can change, but not the set of their zones. */
function otherZones(was: LiveResource, inputs: Values, ledger: Ledger): readonly string[] {
  const zones = (values: Values) =>
    new Set(
      texts(isRecord(values.vpcConfig) ? values.vpcConfig.subnetIds : []).map((id) =>
        String(ledger.find(types.subnet, id)?.outputs.availabilityZone ?? id),
      ),
    );
  const [old, now] = [zones(was.inputs), zones(inputs)];
  return [...new Set([...old, ...now])].filter((zone) => old.has(zone) !== now.has(zone)).sort();
}

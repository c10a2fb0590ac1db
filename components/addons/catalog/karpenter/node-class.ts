import type { Input } from "@pulumi/pulumi";
import { maxPods as podsOf } from "../../../reference/max-pods";
import type { NodePoolOptions } from "./options";

/** Network and identity of instances. */
export interface NodeClassPlace {
  readonly clusterName: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly securityGroupId: Input<string>;
  /** Ids of the subnets, if they have no discovery tag. */
  readonly subnetIds?: readonly Input<string>[];
  /** Name of the nodes' role, for which Karpenter manages instance profiles; or of a profile, if it cannot reach IAM. */
  readonly identity: { readonly role: Input<string> } | { readonly instanceProfile: Input<string> };
  /** Whether Session Manager can reach them. */
  readonly ssm: boolean;
  /** Whether the VPC CNI takes prefixes: Karpenter counts the pods of a node by single addresses. */
  readonly prefixDelegation: boolean;
  /** Whether the first network interface serves no pod. Without prefixes Karpenter counts this itself (`reservedENIs`). */
  readonly customNetworking: boolean;
}

/** The `spec` of an EC2NodeClass. CRD: `karpenter.k8s.aws/v1`, 1.14. */
export function nodeClassSpec({ ami, amiVersion, disk, instanceTypes, reservations }: NodePoolOptions, place: NodeClassPlace) {
  const { clusterName, tags, securityGroupId, subnetIds, identity, ssm, prefixDelegation } = place;
  const maxPods = prefixDelegation ? podsOf(instanceTypes ?? anyInstance, place) : undefined;
  return {
    ...identity,
    amiSelectorTerms: [{ alias: `${ami}@${amiVersion}` }],
    subnetSelectorTerms: subnetIds ? subnetIds.map((id) => ({ id })) : [{ tags: { "karpenter.sh/discovery": clusterName } }],
    securityGroupSelectorTerms: [{ id: securityGroupId }],
    metadataOptions: { httpEndpoint: "enabled", httpProtocolIPv6: "disabled", httpPutResponseHopLimit: 1, httpTokens: "required" },
    blockDeviceMappings: blockDevices[ami](`${disk.sizeGiB}Gi`),
    ...(reservations && { capacityReservationSelectorTerms: reservations.map((id) => ({ id })) }),
    ...(maxPods !== undefined && { kubelet: { maxPods } }),
    ...(ami === "bottlerocket" && !ssm && { userData: controlContainerOff }),
    ...(Object.keys(tags).length > 0 && { tags }),
  };
}

/** Stands for the instance types of a pool that names none: the smaller number of pods fits all. */
const anyInstance = ["m7g.large"];

/** Disables the host container with the SSM agent, which would fail without permissions; Karpenter merges the table into its own. */
const controlContainerOff = "[settings.host-containers.control]\nenabled = false\n";

const blockDevices: Readonly<Record<NodePoolOptions["ami"], (size: string) => readonly object[]>> = {
  al2023: (size) => [{ deviceName: "/dev/xvda", rootVolume: true, ebs: volume(size) }],
  // The first volume holds the read-only system in Karpenter's size; container images and pods use the second.
  bottlerocket: (size) => [
    { deviceName: "/dev/xvda", ebs: volume("4Gi") },
    { deviceName: "/dev/xvdb", rootVolume: true, ebs: volume(size) },
  ],
};

function volume(volumeSize: string) {
  return { volumeSize, volumeType: "gp3", encrypted: true, deleteOnTermination: true };
}

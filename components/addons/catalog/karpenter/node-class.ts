import type { Input } from "@pulumi/pulumi";
import { isWindows } from "../../../reference/ami-of-family";
import { bottlerocketParameter } from "../../../reference/ami-types";
import { efaOnlyInterfaces } from "../../../reference/efa";
import { maxPods as podsOf } from "../../../reference/max-pods";
import { systemDevices } from "../../../reference/volume-types";
import { nvidiaShare } from "../../../util/karpenter/instances";
import { type NodeSubnets, subnetSelectorTerms } from "../../../util/karpenter/subnet-terms";
import type { NodePoolOptions } from "./pool-options";
import { nodeClassTags } from "./tags";
import { nodeClassUserData } from "./user-data";

/** Node label for the operating system. */
export const amiLabel = "eks-blueprints/ami";

/** Role or instance profile of nodes. */
export type NodeIdentity = { readonly role: Input<string> } | { readonly instanceProfile: Input<string> };

/** AWS resources of a pool. */
export interface PoolResources {
  /** Security group for EFA traffic. */
  readonly efaSecurityGroupId?: Input<string>;
  /** Name of the placement group. */
  readonly placementGroup?: Input<string>;
}

/** Network and identity of instances. */
export interface NodeClassPlace extends NodeSubnets {
  readonly region: string;
  /** Tags of the stack. */
  readonly tags: Readonly<Record<string, string>>;
  readonly securityGroupId: Input<string>;
  /** Name of the nodes' role, for which Karpenter manages instance profiles; or of a profile, if it cannot reach IAM. */
  readonly identity: NodeIdentity;
  /** That of Windows nodes; none without such pools. */
  readonly windowsIdentity?: NodeIdentity | undefined;
  /** Minor version of the cluster, such as `1.35`. */
  readonly kubernetesVersion: string;
  /** CPU architectures of a pool that names none. */
  readonly architectures: readonly ("amd64" | "arm64")[];
  /** Whether Session Manager can reach them. */
  readonly ssm: boolean;
  /** Whether pods and Services have IPv6 addresses. */
  readonly ipv6: boolean;
  /** Whether the VPC CNI takes prefixes: Karpenter counts the pods of a node by single addresses. */
  readonly prefixDelegation: boolean;
  /** Whether the first network interface serves no pod. Without prefixes Karpenter counts this itself (`reservedENIs`). */
  readonly customNetworking: boolean;
}

/** The `spec` of an EC2NodeClass. CRD: `karpenter.k8s.aws/v1`, 1.14. */
export function nodeClassSpec(pool: NodePoolOptions, place: NodeClassPlace, { efaSecurityGroupId, placementGroup }: PoolResources = {}) {
  const { securityGroupId } = place;
  const windows = isWindows(pool.ami);
  const securityGroupIds = [securityGroupId, ...pool.securityGroupIds, ...(efaSecurityGroupId === undefined ? [] : [efaSecurityGroupId])];
  const tags = nodeClassTags(place.tags, pool.tags);
  const kubelet = kubeletOf(pool, place);
  const userData = nodeClassUserData(pool, place);
  return {
    ...(windows ? place.windowsIdentity! : place.identity),
    ...amis(pool, place),
    subnetSelectorTerms: subnetSelectorTerms(pool, place),
    securityGroupSelectorTerms: securityGroupIds.map((id) => ({ id })),
    ...(pool.efa && { networkInterfaces: efaOnlyInterfaces(pool.instanceTypes![0]!) }),
    ...(placementGroup !== undefined && { placementGroupSelector: { name: placementGroup } }),
    metadataOptions: {
      httpEndpoint: "enabled",
      httpProtocolIPv6: place.ipv6 ? "enabled" : "disabled",
      httpPutResponseHopLimit: pool.hopLimit,
      httpTokens: "required",
    },
    blockDeviceMappings: blockDevices(pool),
    ...(pool.instanceStore && { instanceStorePolicy: "RAID0" }),
    ...(pool.reservations && { capacityReservationSelectorTerms: pool.reservations.map((id) => ({ id })) }),
    ...(pool.monitoring && { detailedMonitoring: true }),
    ...(Object.keys(kubelet).length > 0 && { kubelet }),
    ...(userData !== undefined && { userData }),
    ...(Object.keys(tags).length > 0 && { tags }),
  };
}

const families = { al2023: "AL2023", bottlerocket: "Bottlerocket", windows2022: "Windows2022", windows2025: "Windows2025" } as const;

/** The alias of Bottlerocket has no FIPS AMIs. Karpenter reads the parameters again, so that `latest` follows new releases as with the alias. */
function amis(pool: NodePoolOptions, { kubernetesVersion, architectures }: NodeClassPlace) {
  const { ami, amiVersion, amiIds, fips } = pool;
  if (amiIds) return { amiFamily: families[ami], amiSelectorTerms: amiIds.map((id) => ({ id })) };
  if (!fips) return { amiSelectorTerms: [{ alias: `${ami}@${amiVersion}` }] };
  const variant = { nvidia: nvidiaShare(pool) === "all", fips, release: amiVersion.replace(/^v/, "") };
  const terms = (pool.architectures ?? architectures).map((name) => ({
    ssmParameter: bottlerocketParameter(kubernetesVersion, { ...variant, arch: archOf[name] }),
  }));
  return { amiFamily: families[ami], amiSelectorTerms: terms };
}

const archOf = { amd64: "x86_64", arm64: "arm64" } as const;

/** Stands for the instance types of a pool that names none: the smaller number of pods fits all. */
const anyInstance = ["m7g.large"];

/** Where the VPC CNI takes prefixes, Karpenter would count the pods of a node by single addresses. Windows gets addresses from the control plane. */
function kubeletOf({ ami, instanceTypes, kubelet }: NodePoolOptions, place: NodeClassPlace) {
  const maxPods = place.prefixDelegation && !isWindows(ami) ? podsOf(instanceTypes ?? anyInstance, place) : undefined;
  return { ...(maxPods !== undefined && { maxPods }), ...kubelet };
}

type Disk = NodePoolOptions["disk"];

/** The volumes of the system, then the additional ones. Of Bottlerocket's two the first holds the read-only system in Karpenter's size, the second images and pods. */
function blockDevices({ ami, disk, volumes }: NodePoolOptions) {
  const devices = systemDevices[ami];
  const root = { deviceName: devices.at(-1)!, rootVolume: true, ebs: ebs(disk) };
  const system = devices.slice(0, -1).map((deviceName) => ({ deviceName, ebs: volume("4Gi", "gp3", disk.kmsKeyArn) }));
  const additional = Object.values(volumes).map(({ device, ...each }) => ({ deviceName: device, ebs: ebs(each) }));
  return [...system, root, ...additional];
}

function ebs({ sizeGiB, type, iops, throughput, kmsKeyArn, snapshotId }: Disk) {
  return {
    ...volume(`${sizeGiB}Gi`, type, kmsKeyArn),
    ...(iops !== undefined && { iops }),
    ...(throughput !== undefined && { throughput }),
    ...(snapshotId !== undefined && { snapshotID: snapshotId }),
  };
}

function volume(volumeSize: string, volumeType: string, kmsKeyArn: string | undefined) {
  return { volumeSize, volumeType, encrypted: true, deleteOnTermination: true, ...(kmsKeyArn !== undefined && { kmsKeyID: kmsKeyArn }) };
}

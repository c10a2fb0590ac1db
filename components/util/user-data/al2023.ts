import { stringify } from "yaml";
import type { ClusterIdentity, Registration, UserDataFormat } from "./format";
import { kubeletFlags } from "./kubelet-flags";
import { multipart, type Part } from "./mime";
import { contentTypes, userParts } from "./parts";

/** Amazon Linux 2023: a MIME document of a NodeConfig for nodeadm, and the user's parts, which run or are merged after it. */
export const al2023: UserDataFormat = {
  own: (userData, node = {}) => {
    const parts = [...settingsConfig(node), ...userParts(userData).map(bare)];
    return parts.length > 0 ? multipart(parts) : undefined;
  },
  joining: (node, userData) => {
    const parts = userParts(userData).map(bare);
    return (cluster) => multipart([nodeConfig(cluster, node), ...parts]);
  },
};

/** nodeadm merges it with the document that EKS adds. */
function settingsConfig({ maxPods, instanceStore }: Pick<Registration, "maxPods" | "instanceStore">): Part[] {
  const spec = { ...(maxPods !== undefined && { kubelet: { config: { maxPods } } }), ...localStorage(instanceStore) };
  return Object.keys(spec).length > 0 ? [document(spec)] : [];
}

function document(spec: object): Part {
  const config = { apiVersion: "node.eks.aws/v1alpha1", kind: "NodeConfig", spec };
  return { type: contentTypes.nodeConfig, text: stringify(config, { lineWidth: 0 }) };
}

/** nodeadm moves /var/lib/kubelet, /var/lib/containerd and /var/log/pods to the volume. Source: amazon-eks-ami, nodeadm/doc/api.md (2026-07). */
function localStorage(instanceStore: Registration["instanceStore"]) {
  return instanceStore && { instance: { localStorage: { strategy: "RAID0" } } };
}

function bare({ type, text }: Part): Part {
  return { type, text };
}

function nodeConfig(cluster: ClusterIdentity, node: Registration): Part {
  const flags = kubeletFlags(node);
  return document({
    cluster: {
      name: cluster.name,
      apiServerEndpoint: cluster.endpoint,
      certificateAuthority: cluster.certificateAuthority,
      cidr: cluster.serviceCidr,
    },
    ...((flags.length > 0 || node.maxPods !== undefined) && {
      kubelet: { ...(node.maxPods !== undefined && { config: { maxPods: node.maxPods } }), ...(flags.length > 0 && { flags }) },
    }),
    ...localStorage(node.instanceStore),
  });
}

import { stringify } from "yaml";
import { multipart, type Part } from "./mime";
import type { Registration } from "./types";
import type { ClusterIdentity, UserDataFormat } from "./user-data-format";

/**
 * Amazon Linux 2023: a MIME document of a NodeConfig for nodeadm and the user's part. That is shell, which runs before the node joins,
 * or a NodeConfig, which nodeadm merges into ours.
 */
export const al2023: UserDataFormat = {
  own: (userData) => (userData.trim() ? multipart([userPart(userData)]) : undefined),
  joining: (node, userData) => (cluster) => multipart([nodeConfig(cluster, node), ...(userData.trim() ? [userPart(userData)] : [])]),
};

const nodeConfigType = "application/node.eks.aws";

function userPart(userData: string): Part {
  if (/^apiVersion: *node\.eks\.aws\//m.test(userData) && !userData.startsWith("#!")) return { type: nodeConfigType, text: userData };
  // cloud-init runs a part as a file of its own, which needs an interpreter.
  return { type: "text/x-shellscript", text: userData.startsWith("#!") ? userData : `#!/bin/bash\n${userData}` };
}

function nodeConfig(cluster: ClusterIdentity, node: Registration): Part {
  const flags = kubeletFlags(node);
  const config = {
    apiVersion: "node.eks.aws/v1alpha1",
    kind: "NodeConfig",
    spec: {
      cluster: {
        name: cluster.name,
        apiServerEndpoint: cluster.endpoint,
        certificateAuthority: cluster.certificateAuthority,
        cidr: cluster.serviceCidr,
      },
      ...(flags.length > 0 && { kubelet: { flags } }),
    },
  };
  return { type: nodeConfigType, text: stringify(config, { lineWidth: 0 }) };
}

function kubeletFlags({ labels, taints }: Registration): string[] {
  const nodeLabels = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  const nodeTaints = taints.map(({ key, value, effect }) => `${key}${value && `=${value}`}:${effect}`);
  return [
    ...(nodeLabels.length > 0 ? [`--node-labels=${nodeLabels.join(",")}`] : []),
    ...(nodeTaints.length > 0 ? [`--register-with-taints=${nodeTaints.join(",")}`] : []),
  ];
}

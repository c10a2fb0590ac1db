import { type Inventory, list, record, text, texts } from "../inventory";
import type { DocumentResource } from "../json";
import { type Row, table } from "../table";

export const clusterType = "aws:eks/cluster:Cluster";

/** Where each cluster's API server can be reached, and from where. */
export function endpoints(inventory: Inventory): string[] {
  const rows = inventory.ofType(clusterType).flatMap(({ inputs }): Row[] => {
    const { endpointPrivateAccess, endpointPublicAccess = true, publicAccessCidrs } = record(inputs.vpcConfig);
    const from = texts(publicAccessCidrs) || "0.0.0.0/0";
    const name = text(inputs.name);
    return [
      [name, "private", endpointPrivateAccess === true ? `from the VPC${admitted(inventory)}` : "off"],
      [name, "public", endpointPublicAccess === true ? `from ${from}` : "off"],
    ];
  });
  return table(rows);
}

/** Who else may reach the private endpoint: what the rules of security groups let in at port 443. */
function admitted(inventory: Inventory): string {
  const sources = inventory
    .ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
    .filter(({ inputs }) => inputs.fromPort === 443 && isUnderCluster(inventory, inputs, "securityGroupId"))
    .map(({ inputs }) => text(inputs.cidrIpv4) || text(inputs.referencedSecurityGroupId));
  return sources.length > 0 ? ` and ${sources.join(", ")}` : "";
}

function isUnderCluster(inventory: Inventory, inputs: DocumentResource["inputs"], property: string): boolean {
  return inventory.ofType(clusterType).some(({ outputs }) => record(outputs.vpcConfig).clusterSecurityGroupId === inputs[property]);
}

const policies: Readonly<Record<string, string>> = {
  AmazonEKSClusterAdminPolicy: "cluster admin",
  AmazonEKSAdminPolicy: "admin",
  AmazonEKSEditPolicy: "edit",
  AmazonEKSViewPolicy: "view",
};

/** Who may do what in the clusters, through access entries; nodes, which only join, are left out. */
export function access(inventory: Inventory): string[] {
  const creators: Row[] = inventory
    .ofType(clusterType)
    .filter(({ inputs }) => record(inputs.accessConfig).bootstrapClusterCreatorAdminPermissions === true)
    .map(() => ["whoever creates it", "cluster admin", "whole cluster"]);
  const granted = inventory.ofType("aws:eks/accessPolicyAssociation:AccessPolicyAssociation").map(({ inputs }): Row => {
    const policy = text(inputs.policyArn).split("/").at(-1)!;
    const { type, namespaces } = record(inputs.accessScope);
    return [text(inputs.principalArn), policies[policy] ?? policy, type === "namespace" ? texts(namespaces) : "whole cluster"];
  });
  const groups = inventory
    .ofType("aws:eks/accessEntry:AccessEntry")
    .filter(({ inputs }) => list(inputs.kubernetesGroups).length > 0)
    .map(({ inputs }): Row => [text(inputs.principalArn), `groups ${texts(inputs.kubernetesGroups)}`, "by RBAC"]);
  return table([...creators, ...granted, ...groups]);
}

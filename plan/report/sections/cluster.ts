import { type Inventory, list, record, text, texts } from "../inventory";
import type { DocumentResource } from "../json";
import { type Json, unknownText } from "../printable";
import { type Row, table } from "../table";

export const clusterType = "aws:eks/cluster:Cluster";

/** What the cluster will be called; its name in the program where only a deployment decides. */
export function clusterName({ inputs, outputs, name }: DocumentResource): string {
  return text(inputs.name) || [text(outputs.name)].find((made) => made !== "" && made !== unknownText) || name;
}

/** Where each cluster's API server can be reached, and from where. */
export function endpoints(inventory: Inventory): string[] {
  const rows = inventory.ofType(clusterType).flatMap((cluster): Row[] => {
    const { endpointPrivateAccess, endpointPublicAccess = true, publicAccessCidrs } = record(cluster.inputs.vpcConfig);
    const name = clusterName(cluster);
    return [
      [name, "private", endpointPrivateAccess === true ? `from ${["the VPC", ...admitted(inventory, cluster)].join(", ")}` : "off"],
      [name, "public", endpointPublicAccess === true ? `from ${texts(publicAccessCidrs) || "0.0.0.0/0"}` : "off"],
    ];
  });
  return table(rows);
}

/** Who else may reach the private endpoint: what rules let into the cluster's own security group at port 443. */
function admitted(inventory: Inventory, cluster: DocumentResource): string[] {
  const givers = inventory.line(cluster).map(({ urn }) => urn);
  const { clusterSecurityGroupId } = record(cluster.outputs.vpcConfig);
  return inventory
    .ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
    .filter(({ inputs, propertyDependencies }) => {
      const known = text(clusterSecurityGroupId).startsWith("sg-");
      const own =
        propertyDependencies.securityGroupId?.some((urn) => givers.includes(urn)) ||
        (known && inputs.securityGroupId === clusterSecurityGroupId);
      return own && inputs.fromPort === 443;
    })
    .map(({ inputs }) => text(inputs.cidrIpv4) || text(inputs.referencedSecurityGroupId));
}

const policies: Readonly<Record<string, string>> = {
  AmazonEKSClusterAdminPolicy: "cluster admin",
  AmazonEKSAdminPolicy: "admin",
  AmazonEKSEditPolicy: "edit",
  AmazonEKSViewPolicy: "view",
};

/** Who may do what in the clusters, through access entries; nodes, which only join, are left out. */
export function access(inventory: Inventory): string[] {
  const several = inventory.ofType(clusterType).length > 1;
  const row = (cluster: Json | undefined, ...cells: string[]): Row => (several ? [text(cluster), ...cells] : cells);
  const creators = inventory
    .ofType(clusterType)
    .filter(({ inputs }) => record(inputs.accessConfig).bootstrapClusterCreatorAdminPermissions === true)
    .map((cluster) => row(clusterName(cluster), "whoever creates it", "cluster admin", "whole cluster"));
  const granted = inventory.ofType("aws:eks/accessPolicyAssociation:AccessPolicyAssociation").map(({ inputs }) => {
    const policy = text(inputs.policyArn).split("/").at(-1)!;
    const { type, namespaces } = record(inputs.accessScope);
    const scope = type === "namespace" ? texts(namespaces) : "whole cluster";
    return row(inputs.clusterName, text(inputs.principalArn), policies[policy] ?? policy, scope);
  });
  const groups = inventory
    .ofType("aws:eks/accessEntry:AccessEntry")
    .filter(({ inputs }) => list(inputs.kubernetesGroups).length > 0)
    .map(({ inputs }) => row(inputs.clusterName, text(inputs.principalArn), `groups ${texts(inputs.kubernetesGroups)}`, "by RBAC"));
  return table([...creators, ...granted, ...groups]);
}

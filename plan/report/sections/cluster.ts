import { naturalOrder } from "../../../components/util/natural-order";
import { type Inventory, list, record, text, texts } from "../inventory";
import type { DocumentResource } from "../json";
import { type Block, type Row, table } from "../layout";
import { unknownText } from "../printable";

export const clusterType = "aws:eks/cluster:Cluster";

/** Name of the cluster, or its logical name if the name is unknown. */
export function clusterName({ inputs, outputs, name }: DocumentResource): string {
  return text(inputs.name) || [text(outputs.name)].find((known) => known !== "" && known !== unknownText) || name;
}

/** The range to which a rule of a security group applies, if it is one. */
export function rangeOf(inputs: DocumentResource["inputs"]): string {
  return text(inputs.cidrIpv4) || text(inputs.cidrIpv6);
}

/** Who reaches a public endpoint without ranges of its own. */
export function everywhere({ inputs }: DocumentResource): string {
  return record(inputs.kubernetesNetworkConfig).ipFamily === "ipv6" ? "0.0.0.0/0, ::/0" : "0.0.0.0/0";
}

/** API endpoints of each cluster, and their permitted sources. */
export function endpoints(inventory: Inventory): Block[] {
  const rows = inventory.ofType(clusterType).flatMap((cluster): Row[] => {
    const { endpointPrivateAccess, endpointPublicAccess = true, publicAccessCidrs, securityGroupIds } = record(cluster.inputs.vpcConfig);
    const name = clusterName(cluster);
    // EKS's own group admits its members alone; what further groups admit is theirs to say
    const within = list(securityGroupIds).length > 0 ? "the VPC" : "the nodes";
    return [
      [name, "private", endpointPrivateAccess === true ? `from ${[within, ...admitted(inventory, cluster)].join(", ")}` : "off"],
      [name, "public", endpointPublicAccess === true ? `from ${texts(publicAccessCidrs) || everywhere(cluster)}` : "off"],
    ];
  });
  return table(rows);
}

/** Other sources that may reach the private endpoint: rules of the cluster security group for port 443. */
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
    .map(({ inputs }) => rangeOf(inputs) || groupName(inventory, text(inputs.referencedSecurityGroupId)));
}

/** The name of a planned security group, the id of any other. */
function groupName(inventory: Inventory, id: string): string {
  return inventory.ofType("aws:ec2/securityGroup:SecurityGroup").find((group) => group.id === id)?.name ?? id;
}

const policies: Readonly<Record<string, string>> = {
  AmazonEKSClusterAdminPolicy: "cluster admin",
  AmazonEKSAdminPolicy: "admin",
  AmazonEKSEditPolicy: "edit",
  AmazonEKSViewPolicy: "view",
};

interface Access {
  readonly policies: string[];
  readonly groups: string[];
}

/** Access entries of the clusters, one row per principal. Without nodes. */
export function access(inventory: Inventory): Block[] {
  const several = inventory.ofType(clusterType).length > 1;
  const found = new Map<string, { readonly row: readonly string[]; readonly access: Access }>();
  const of = (cluster: string, principal: string): Access => {
    const key = JSON.stringify([cluster, principal]);
    const known = found.get(key) ?? { row: several ? [cluster, principal] : [principal], access: { policies: [], groups: [] } };
    found.set(key, known);
    return known.access;
  };
  for (const cluster of inventory.ofType(clusterType))
    if (record(cluster.inputs.accessConfig).bootstrapClusterCreatorAdminPermissions === true)
      of(clusterName(cluster), "creator of the cluster").policies.push("cluster admin");
  for (const { inputs } of inventory.ofType("aws:eks/accessPolicyAssociation:AccessPolicyAssociation"))
    of(text(inputs.clusterName), text(inputs.principalArn)).policies.push(policyText(inputs));
  for (const { inputs } of inventory.ofType("aws:eks/accessEntry:AccessEntry"))
    if (list(inputs.kubernetesGroups).length > 0)
      of(text(inputs.clusterName), text(inputs.principalArn)).groups.push(texts(inputs.kubernetesGroups));
  const rows = [...found.values()].map(({ row, access: { policies: all, groups } }) => [...row, all.join("; "), groups.join(", ")]);
  const header = ["principal", "access policies", "Kubernetes groups"];
  return table(
    rows.sort((a, b) => naturalOrder(a.join("\n"), b.join("\n"))),
    { header: several ? ["cluster", ...header] : header },
  );
}

/** `edit in team-a, team-b`. */
function policyText({ policyArn, accessScope }: DocumentResource["inputs"]): string {
  const policy = text(policyArn).split("/").at(-1)!;
  const { type, namespaces } = record(accessScope);
  const name = policies[policy] ?? policy;
  if (type === "namespace") return `${name} in ${texts(namespaces)}`;
  return name === "cluster admin" ? name : `${name} in the whole cluster`;
}

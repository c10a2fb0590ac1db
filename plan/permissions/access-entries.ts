import type { DocumentResource } from "../report/json";
import { type Json, unknownText } from "../report/printable";
import { type Clusters, isSameCluster } from "./clusters";
import { roleType, userType } from "./iam-policies";
import type { Identity, KubernetesGrants } from "./kubernetes-grants";
import { type KubernetesRoles, nodes } from "./kubernetes-roles";
import { known, listOf, type ResourceIndex, recordOf } from "./resource-index";
import type { KubernetesGrant, PathStep } from "./types";

const entryType = "aws:eks/accessEntry:AccessEntry";

/** Access policies that EKS gives the role of a capability, by its type. */
const capabilityPolicies: Readonly<Record<string, readonly string[]>> = {
  ARGOCD: ["AmazonEKSArgoCDClusterPolicy", "AmazonEKSArgoCDPolicy"],
  ACK: ["AmazonEKSACKPolicy"],
  KRO: ["AmazonEKSKROPolicy"],
};

/** What access entries, node groups and Fargate profiles allow one principal in clusters. */
export interface ClusterAccess {
  user?: string;
  groups: string[];
  readonly grants: KubernetesGrant[];
  readonly unknown: string[];
}

/** Access of IAM principals to clusters, by the URN of a planned role or user, or by ARN. */
export class AccessEntries {
  private readonly found = new Map<string, ClusterAccess>();
  /** By principal. */
  private readonly associations = new Map<string, DocumentResource[]>();

  constructor(
    private readonly index: ResourceIndex,
    private readonly clusters: Clusters,
    private readonly roles: KubernetesRoles,
    private readonly grants: KubernetesGrants,
  ) {
    for (const association of index.ofType("aws:eks/accessPolicyAssociation:AccessPolicyAssociation")) {
      const principal = this.principalOf(association) ?? "";
      this.associations.set(principal, [...(this.associations.get(principal) ?? []), association]);
    }
    for (const entry of index.ofType(entryType)) this.addEntry(entry);
    for (const cluster of clusters.all()) this.addCluster(cluster);
    for (const group of index.ofType("aws:eks/nodeGroup:NodeGroup")) this.addNodes(group, "nodeRoleArn", `node group ${group.name}`);
    for (const capability of index.ofType("aws:eks/capability:Capability")) this.addCapability(capability);
    for (const profile of index.ofType("aws:eks/fargateProfile:FargateProfile"))
      this.addNodes(profile, "podExecutionRoleArn", `Fargate profile ${profile.name}`);
  }

  get principals(): readonly string[] {
    return [...this.found.keys()];
  }

  of(principal: string): ClusterAccess | undefined {
    return this.found.get(principal);
  }

  private accessOf(principal: string): ClusterAccess {
    const access = this.found.get(principal) ?? { groups: [], grants: [], unknown: [] };
    this.found.set(principal, access);
    return access;
  }

  private principalOf(resource: DocumentResource, property = "principalArn"): string | undefined {
    const value = resource.inputs[property];
    const from = resource.propertyDependencies[property] ?? [];
    const planned = this.index.find([roleType, userType], value, from);
    if (planned || known(value)) return planned?.urn ?? known(value);
    const [entry] = this.index.byUrns(from).filter(({ type, urn }) => type === entryType && urn !== resource.urn);
    return entry && this.principalOf(entry);
  }

  private addEntry(entry: DocumentResource): void {
    const principal = this.principalOf(entry);
    if (principal === undefined) return;
    const access = this.accessOf(principal);
    const step: PathStep = { kind: "accessEntry", name: entry.name, urn: entry.urn };
    const cluster = this.clusters.named(entry);
    const type = known(entry.inputs.type) ?? "STANDARD";
    if (type !== "STANDARD") {
      this.addNodeGrant(access, [{ ...step, name: `${entry.name} of type ${type}` }], cluster);
    } else {
      const groups = listOf(entry.inputs.kubernetesGroups);
      const names = groups.flatMap((group) => known(group) ?? []);
      const [arn] = this.index.byUrns([principal]);
      const user = known(entry.inputs.userName) ?? (arn ? known(arn.outputs.arn) : principal);
      if (user !== undefined) access.user = user;
      access.groups = [...new Set([...access.groups, ...names])];
      if (names.length < groups.length || entry.inputs.kubernetesGroups === unknownText)
        access.unknown.push(`Kubernetes groups of access entry ${entry.name}: known after deployment`);
      const identity: Identity = { user, groups: [...names, "system:authenticated"], cluster, path: [step] };
      access.grants.push(...this.grants.of(identity));
    }
    access.grants.push(...this.policiesOf(principal, cluster, step));
  }

  /** Access policies that are associated with an entry. */
  private policiesOf(principal: string, cluster: string | undefined, step: PathStep): KubernetesGrant[] {
    return (this.associations.get(principal) ?? [])
      .filter((association) => isSameCluster(this.clusters.named(association), cluster))
      .map((association) => {
        const name = known(association.inputs.policyArn)?.split("/").at(-1) ?? association.name;
        return {
          role: this.roles.use({ kind: "AccessPolicy", name }),
          namespaces: namespacesOf(association.inputs.accessScope),
          ...(cluster !== undefined && { cluster }),
          path: [step, { kind: "accessPolicy", name, urn: association.urn }],
        };
      });
  }

  /** EKS makes entries by itself: for the creator of a cluster, and for the nodes of EKS Auto Mode. */
  private addCluster(cluster: DocumentResource): void {
    const step: PathStep = { kind: "cluster", name: this.clusters.nameOf(cluster), urn: cluster.urn };
    const key = this.clusters.keyOf(cluster);
    const { bootstrapClusterCreatorAdminPermissions: creator } = recordOf(cluster.inputs.accessConfig);
    if (creator !== false) {
      const access = this.accessOf(`creator of the cluster ${step.name}`);
      if (creator !== undefined && creator !== true) access.unknown.push("whether the creator is admin: known after deployment");
      const role = this.roles.use({ kind: "AccessPolicy", name: "AmazonEKSClusterAdminPolicy" });
      access.grants.push({ role, namespaces: null, ...(key !== undefined && { cluster: key }), path: [step] });
    }
    const { nodeRoleArn } = recordOf(cluster.inputs.computeConfig);
    if (nodeRoleArn !== undefined && nodeRoleArn !== null) {
      const principal = this.index.find([roleType], nodeRoleArn, cluster.propertyDependencies.computeConfig)?.urn ?? known(nodeRoleArn);
      if (principal !== undefined) this.addNodeGrant(this.accessOf(principal), [step, { kind: "nodes", name: "EKS Auto Mode" }], key);
    }
  }

  /** EKS makes the entry of a capability's role, with the access policies of its kind. Source: EKS user guide, capability security (2026). */
  private addCapability(capability: DocumentResource): void {
    const principal = this.principalOf(capability, "roleArn");
    if (principal === undefined) return;
    const cluster = this.clusters.named(capability);
    const step: PathStep = { kind: "capability", name: capability.name, urn: capability.urn };
    const { grants } = this.accessOf(principal);
    for (const name of capabilityPolicies[known(capability.inputs.type) ?? ""] ?? [])
      grants.push({
        role: this.roles.use({ kind: "AccessPolicy", name }),
        namespaces: null,
        ...(cluster !== undefined && { cluster }),
        path: [step, { kind: "accessPolicy", name }],
      });
    grants.push(...this.policiesOf(principal, cluster, step));
  }

  private addNodes(resource: DocumentResource, property: string, name: string): void {
    const principal = this.principalOf(resource, property);
    if (principal === undefined) return;
    this.addNodeGrant(this.accessOf(principal), [{ kind: "nodes", name, urn: resource.urn }], this.clusters.named(resource));
  }

  private addNodeGrant(access: ClusterAccess, path: readonly PathStep[], cluster: string | undefined): void {
    const group: PathStep = { kind: "group", name: "system:nodes" };
    access.grants.push({
      role: this.roles.use(nodes),
      namespaces: null,
      ...(cluster !== undefined && { cluster }),
      path: [...path, group],
    });
  }
}

/** Namespaces of an access scope; null for the whole cluster. */
function namespacesOf(scope: Json | undefined): readonly string[] | null {
  const { type, namespaces } = recordOf(scope);
  if (type === "cluster") return null;
  return listOf(namespaces).length > 0 ? listOf(namespaces).map(String) : [unknownText];
}

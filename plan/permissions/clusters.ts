import { urnOfReference } from "../engine/urn";
import type { DocumentResource } from "../report/json";
import { known, type ResourceIndex } from "./resource-index";

const clusterType = "aws:eks/cluster:Cluster";

/** Which cluster a resource is about. Undefined everywhere in a plan of one cluster, where there is only one. */
export class Clusters {
  private readonly several: boolean;
  private readonly byProvider = new Map<string, string | undefined>();

  constructor(private readonly index: ResourceIndex) {
    const entries = index.ofType("aws:eks/accessEntry:AccessEntry").map((entry) => known(entry.inputs.clusterName));
    this.several = index.ofType(clusterType).length > 1 || new Set(entries.filter((name) => name !== undefined)).size > 1;
  }

  all(): readonly DocumentResource[] {
    return this.index.ofType(clusterType);
  }

  nameOf(cluster: DocumentResource): string {
    return known(cluster.inputs.name) ?? known(cluster.outputs.name) ?? cluster.name;
  }

  /** The name, where there are several. */
  keyOf(cluster: DocumentResource): string | undefined {
    return this.several ? this.nameOf(cluster) : undefined;
  }

  /** Of an access entry or a node group, by `clusterName`. */
  named(resource: DocumentResource): string | undefined {
    if (!this.several) return undefined;
    const found = this.index.find([clusterType], resource.inputs.clusterName, resource.propertyDependencies.clusterName);
    return found ? this.nameOf(found) : known(resource.inputs.clusterName);
  }

  /** Of a Kubernetes object, by what its provider depends on; undefined where that does not tell. */
  ofObject({ provider }: DocumentResource): string | undefined {
    if (!this.several || provider === undefined) return undefined;
    const urn = urnOfReference(provider);
    if (!this.byProvider.has(urn)) {
      const [found] = this.index.byUrns([urn]);
      const clusters = found ? this.index.within(clusterType, found.dependencies) : [];
      this.byProvider.set(urn, clusters.length === 1 ? this.nameOf(clusters[0]!) : undefined);
    }
    return this.byProvider.get(urn);
  }
}

/** Whether two resources may be about the same cluster. */
export function isSameCluster(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

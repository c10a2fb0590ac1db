import type { CostAssumptions } from "../../components/reference/cost-assumptions";
import type { Value } from "../types";
import type { Charge } from "./charge";
import { missing, type Price, priced } from "./price";
import { type RegionTable, regionTable } from "./price-table";
import type { CostedResource } from "./resource";
import { text } from "./values";

/** What the cost of a resource depends on besides itself: assumptions, prices, and the other resources. */
export class CostContext {
  private readonly byType = new Map<string, CostedResource[]>();
  /** By type, resources by id, ARN and name. */
  private readonly byKey = new Map<string, Map<string, CostedResource>>();
  /** Region of resources that name none, such as those in the cluster. */
  private readonly defaultRegion: string | undefined;
  readonly byUrn = new Map<string, CostedResource>();

  /** @param resources those that are planned, without what is only looked up */
  constructor(
    readonly resources: readonly CostedResource[],
    readonly assumptions: CostAssumptions,
    region: string | undefined,
  ) {
    for (const resource of resources) {
      this.byUrn.set(resource.urn, resource);
      const type = withoutVersion(resource.type);
      const alike = this.byType.get(type);
      if (alike) alike.push(resource);
      else this.byType.set(type, [resource]);
    }
    const first = (of: readonly CostedResource[]) => of.map((resource) => this.namedRegion(resource)).find((name) => name !== undefined);
    this.defaultRegion =
      first(this.ofType("aws:eks/cluster:Cluster")) ?? region ?? first(resources.filter(({ type }) => type.startsWith("aws:")));
  }

  /** @param type token; of Kubernetes kinds without the version, such as `kubernetes:apps:Deployment` */
  ofType(type: string): readonly CostedResource[] {
    return this.byType.get(type) ?? [];
  }

  /** The planned resource of a type whose id, ARN or name is given. */
  find(type: string, key: string | undefined): CostedResource | undefined {
    if (key === undefined) return undefined;
    let byKey = this.byKey.get(type);
    if (!byKey) {
      byKey = new Map();
      for (const resource of this.ofType(type)) for (const each of keysOf(resource)) if (!byKey.has(each)) byKey.set(each, resource);
      this.byKey.set(type, byKey);
    }
    return byKey.get(key);
  }

  /**
   * The planned resource of a type that a property of another names: by id, ARN or name, else by the dependencies of the property, where only a
   * deployment knows the id.
   */
  target(resource: CostedResource, property: string, type: string, key: string | undefined): CostedResource | undefined {
    const found = this.find(type, key);
    if (found || key !== undefined) return found;
    const dependencies = (resource.propertyDependencies?.[property] ?? []).flatMap((urn) => this.byUrn.get(urn) ?? []);
    const named = dependencies.filter((each) => each.type === type);
    return named.length === 1 ? named[0] : undefined;
  }

  /** What a resource hangs on, itself first. */
  ancestry(resource: CostedResource): CostedResource[] {
    const parent = resource.parent === undefined ? undefined : this.byUrn.get(resource.parent);
    return parent ? [resource, ...this.ancestry(parent)] : [resource];
  }

  /** Region of a resource: its own, that of its provider, that of the cluster, or that of the stack. */
  regionOf(resource: CostedResource): string | undefined {
    return this.namedRegion(resource) ?? this.defaultRegion;
  }

  private namedRegion({ inputs, outputs, provider }: CostedResource): string | undefined {
    const urn = provider?.slice(0, provider.lastIndexOf("::"));
    const ofProvider = urn?.includes("pulumi:providers:aws") ? text(this.byUrn.get(urn)?.inputs.region) : undefined;
    return text(inputs.region) || text(outputs.region) || ofProvider || undefined;
  }

  table(resource: CostedResource): RegionTable | undefined {
    const region = this.regionOf(resource);
    return region === undefined ? undefined : regionTable(region);
  }

  /** Price of a service where the resource is, by its name in the table, such as `nat.hour`. */
  price(resource: CostedResource, name: string): Price {
    const found = this.table(resource)?.services[name];
    return found ? priced(...found) : missing(`the tables have no price for ${this.regionOf(resource) ?? "an unknown region"}`);
  }
}

function keysOf({ id, inputs, outputs }: CostedResource): string[] {
  return [id, outputs.arn, outputs.name, inputs.name].flatMap((each) => text(each as Value) ?? []);
}

/** A type token without the version of a Kubernetes kind. */
export function withoutVersion(type: string): string {
  return type.startsWith("kubernetes:") ? type.replace(/\/[^:]*/, "") : type;
}

/** What a resource of a type costs. */
export type Pricer = (resource: CostedResource, context: CostContext) => readonly Charge[];

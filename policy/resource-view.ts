import type { PlannedResource } from "./planned-resource";
import { at, isText, itemsOf, type Property } from "./values";

/** The planned resources of a stack, indexed once for all rules. */
export class ResourceView {
  private readonly types = new Map<string, PlannedResource[]>();
  private readonly urns = new Map<string, PlannedResource>();
  private readonly computed = new Map<unknown, unknown>();

  constructor(readonly resources: readonly PlannedResource[]) {
    for (const resource of resources) {
      this.urns.set(resource.urn, resource);
      if (resource.external) continue; // read, not managed: not of this stack
      const list = this.types.get(resource.type);
      if (list) list.push(resource);
      else this.types.set(resource.type, [resource]);
    }
  }

  /** All resources of a type that the stack manages. */
  ofType(type: string): readonly PlannedResource[] {
    return this.types.get(type) ?? [];
  }

  /** What a function computes from the resources, computed once for all rules. */
  once<T>(compute: (view: ResourceView) => T): T {
    if (!this.computed.has(compute)) this.computed.set(compute, compute(this));
    return this.computed.get(compute) as T;
  }

  byUrn(urn: string | undefined): PlannedResource | undefined {
    return urn === undefined ? undefined : this.urns.get(urn);
  }

  /**
   * Whether a property of one resource names another, by its id, name or ARN. Where the value is unknown: false if it comes from other resources, else
   * undefined.
   */
  refersTo(resource: PlannedResource, property: string, target: PlannedResource): boolean | undefined {
    const value = at(resource.inputs, property);
    if (value === undefined) return false;
    const items = itemsOf(value);
    if (items) return items.some((item) => isNameOf(item, target));
    const sources = resource.propertyDependencies[property] ?? [];
    return sources.length > 0 && !sources.includes(target.urn) ? false : undefined;
  }

  /** Resources of a type with a property that names a resource, or, where that is not known, may name it. */
  referring(type: string, property: string, target: PlannedResource): readonly PlannedResource[] {
    return this.ofType(type).filter((resource) => this.refersTo(resource, property, target) !== false);
  }

  /** The resources of a type that a property names. */
  named(resource: PlannedResource, property: string, type: string): readonly PlannedResource[] {
    return this.ofType(type).filter((target) => this.refersTo(resource, property, target) === true);
  }
}

function isNameOf(value: Property, { id, inputs, outputs, urn }: PlannedResource): boolean {
  if (typeof value === "object" && value !== null && "urn" in value) return value.urn === urn;
  if (!isText(value)) return false;
  const names: readonly Property[] = [id, outputs.id, outputs.arn, outputs.name ?? inputs.name];
  return names.some((name) => at(name) === value);
}

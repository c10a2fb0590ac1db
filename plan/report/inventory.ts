import { naturalOrder } from "../../components/util/natural-order";
import { type DocumentResource, isCounted, type PlanDocument } from "./json";
import { count } from "./layout";
import { type Json, unknownText } from "./printable";

/** Lookup of planned resources for the sections of the report. */
export class Inventory {
  readonly all: readonly DocumentResource[];
  /** Without the stack and providers, as counted by `summary.resources`. */
  readonly counted: readonly DocumentResource[];
  private readonly byUrn: ReadonlyMap<string, DocumentResource>;
  private readonly byType = new Map<string, DocumentResource[]>();
  private readonly zones = new Map<string, string>();

  constructor(readonly plan: PlanDocument) {
    this.all = plan.deployment.resources;
    this.counted = this.all.filter(({ type }) => isCounted(type));
    this.byUrn = new Map(this.all.map((resource) => [resource.urn, resource]));
    for (const resource of this.all) {
      const alike = this.byType.get(resource.type);
      if (alike) alike.push(resource);
      else this.byType.set(resource.type, [resource]);
    }
    for (const subnet of this.ofType("aws:ec2/subnet:Subnet")) {
      const zone = text(subnet.inputs.availabilityZone) || text(subnet.outputs.availabilityZone);
      for (const key of [subnet.urn, text(subnet.id)]) if (key !== unknownText) this.zones.set(key, zone);
    }
  }

  ofType(type: string): readonly DocumentResource[] {
    return this.byType.get(type) ?? [];
  }

  /** Ancestors of a resource, outermost first, and the resource itself. Without the stack. */
  line(resource: DocumentResource): DocumentResource[] {
    const parent = resource.parent === undefined ? undefined : this.byUrn.get(resource.parent);
    return parent && parent.type !== "pulumi:pulumi:Stack" ? [...this.line(parent), resource] : [resource];
  }

  /** Zones of the subnets in a property, or their number if zones are unknown. */
  zonesOf(resource: DocumentResource, property: string): string {
    const ids = list(resource.inputs[property]).map(text);
    const known = this.zonesIn(ids);
    const zones = known.length > 0 ? known : this.zonesIn(resource.propertyDependencies[property] ?? []);
    return ids.length === 0 || (zones.length > 0 && zones.length <= ids.length) ? zones.join(", ") : count(ids.length, "subnet");
  }

  private zonesIn(sources: readonly string[]): string[] {
    return [...new Set(sources.flatMap((source) => this.zones.get(source) ?? []))].sort(naturalOrder);
  }
}

/** A scalar as text; empty if not set. */
export function text(json: Json | undefined): string {
  return json === undefined || json === null || typeof json === "object" ? "" : String(json);
}

export function list(json: Json | undefined): readonly Json[] {
  return Array.isArray(json) ? json : [];
}

export function record(json: Json | undefined): { readonly [key: string]: Json } {
  return json !== null && typeof json === "object" && !Array.isArray(json) ? json : {};
}

export function texts(json: Json | undefined): string {
  return list(json).map(text).join(", ");
}

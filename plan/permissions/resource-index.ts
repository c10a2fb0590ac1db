import { isRecord } from "../../components/util/is-record";
import type { DocumentResource } from "../report/json";
import { type Json, unknownText } from "../report/printable";

/** Planned resources, found by what other resources say of them. */
export class ResourceIndex {
  private readonly byUrn: ReadonlyMap<string, DocumentResource>;
  private readonly byType = new Map<string, DocumentResource[]>();
  private readonly names = new Map<string, Map<string, DocumentResource>>();

  constructor(readonly resources: readonly DocumentResource[]) {
    this.byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    for (const resource of resources) {
      const alike = this.byType.get(resource.type);
      if (alike) alike.push(resource);
      else this.byType.set(resource.type, [resource]);
    }
  }

  ofType(type: string): readonly DocumentResource[] {
    return this.byType.get(type) ?? [];
  }

  byUrns(urns: readonly string[]): readonly DocumentResource[] {
    return urns.flatMap((urn) => this.byUrn.get(urn) ?? []);
  }

  /** A resource of some types that a value of a property names: by ARN, name or id, as a whole, or, where it is not known, by what it depends on. */
  find(types: readonly string[], value: Json | undefined, from: readonly string[] = []): DocumentResource | undefined {
    if (typeof value === "string" && value !== unknownText)
      return types.map((type) => this.namesOf(type).get(value)).find((resource) => resource !== undefined);
    return this.byUrns(from).find(({ type }) => types.includes(type));
  }

  /** What the resources of a type are called. */
  private namesOf(type: string): ReadonlyMap<string, DocumentResource> {
    const names = this.names.get(type) ?? new Map<string, DocumentResource>();
    if (!this.names.has(type)) {
      this.names.set(type, names);
      for (const resource of this.ofType(type)) {
        const { urn, id, inputs, outputs } = resource;
        for (const name of [urn, id, outputs.arn, outputs.name, inputs.name].flatMap((each) => known(each) ?? []))
          if (!names.has(name)) names.set(name, resource);
      }
    }
    return names;
  }

  /** Components that a resource is in, innermost first. */
  ancestorsOf(resource: DocumentResource): DocumentResource[] {
    const found: DocumentResource[] = [];
    let at = resource.parent === undefined ? undefined : this.byUrn.get(resource.parent);
    while (at && found.length < this.resources.length) {
      found.push(at);
      at = at.parent === undefined ? undefined : this.byUrn.get(at.parent);
    }
    return found;
  }

  /** Resources of a type among some URNs, or in the components among them. */
  within(type: string, urns: readonly string[]): readonly DocumentResource[] {
    const wanted = new Set(urns);
    return this.ofType(type).filter((resource) => [resource, ...this.ancestorsOf(resource)].some(({ urn }) => wanted.has(urn)));
  }
}

/** A text that is known; undefined for everything else. */
export function known(json: Json | undefined): string | undefined {
  return typeof json === "string" && json !== "" && json !== unknownText ? json : undefined;
}

export function listOf(json: Json | undefined): readonly Json[] {
  return Array.isArray(json) ? json : [];
}

export function recordOf(json: Json | undefined): { readonly [key: string]: Json } {
  return isRecord(json) ? (json as { [key: string]: Json }) : {};
}

/** What a list names, each with what it depends on, where the whole list is not known. */
export function named(resource: DocumentResource, property: string): readonly { readonly value: Json; readonly from: readonly string[] }[] {
  const from = resource.propertyDependencies[property] ?? [];
  const value = resource.inputs[property];
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.map((each) => ({ value: each, from })) : [{ value, from }];
}

/** `metadata.name` of an object, as given or as the provider generates it. */
export function objectName({ inputs, outputs, name }: DocumentResource): string {
  return known(recordOf(inputs.metadata).name) ?? known(recordOf(outputs.metadata).name) ?? name;
}

/** `metadata.namespace` of an object; that of the Namespace which it comes from, where only a deployment knows it. */
export function objectNamespace({ inputs, outputs, propertyDependencies }: DocumentResource, index: ResourceIndex): string {
  const given = [recordOf(inputs.metadata).namespace, recordOf(outputs.metadata).namespace].find(
    (each) => each !== undefined && each !== null,
  );
  if (given === undefined && inputs.metadata !== unknownText) return "default";
  const [namespace] = index
    .byUrns(propertyDependencies.metadata ?? [])
    .filter(({ type }) => /^kubernetes:core\/[^:]+:Namespace$/.test(type));
  return known(given) ?? (namespace ? objectName(namespace) : unknownText);
}

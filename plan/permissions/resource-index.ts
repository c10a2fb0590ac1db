import { isRecord } from "../../components/util/is-record";
import type { DocumentResource } from "../report/json";
import { type Json, unknownText } from "../report/printable";

/** Planned resources, found by what other resources say of them. */
export class ResourceIndex {
  private readonly byUrn: ReadonlyMap<string, DocumentResource>;
  private readonly byType = new Map<string, DocumentResource[]>();

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

  /** Resources of some types that a value of a property names: by ARN, name or id, as a whole, or, where it is not known, by what it depends on. */
  find(types: readonly string[], value: Json | undefined, from: readonly string[] = []): DocumentResource | undefined {
    const candidates = types.flatMap((type) => this.ofType(type));
    if (typeof value === "string" && value !== unknownText)
      return candidates.find(({ urn, id, inputs, outputs }) =>
        [urn, id, outputs.arn, outputs.name, inputs.name].some((known) => known === value),
      );
    const urns = new Set(from);
    return candidates.find(({ urn }) => urns.has(urn));
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

export function objectNamespace({ inputs, outputs }: DocumentResource): string {
  return known(recordOf(inputs.metadata).namespace) ?? known(recordOf(outputs.metadata).namespace) ?? "default";
}

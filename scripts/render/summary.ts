import { parseAllDocuments } from "yaml";
import { sortKeys } from "../../components/util/sorted-json";

/** What a chart made. */
export interface Summary {
  /** How many objects of each kind. */
  readonly kinds: Readonly<Record<string, number>>;
  /** All images that its objects name, in fields of their own, in arguments and in environments. */
  readonly images: readonly string[];
}

/**
 * Sums manifests up.
 * @throws Error where a document is no YAML, or says the same key twice
 */
export function summaryOf(manifests: string): Summary {
  const objects = parseAllDocuments(manifests).flatMap((document) => {
    if (document.errors.length > 0) throw document.errors[0];
    const object: Manifest | null = document.toJS();
    return object?.kind === "List" ? object.items! : (object ?? []);
  });
  const kinds: Record<string, number> = {};
  for (const { kind } of objects) kinds[kind] = (kinds[kind] ?? 0) + 1;
  const images = objects.filter(({ kind }) => kind !== "CustomResourceDefinition").flatMap((object) => imagesIn(object));
  return {
    kinds: sortKeys(kinds),
    images: [...new Set(images)].sort(),
  };
}

interface Manifest {
  readonly kind: string;
  /** Of a list. */
  readonly items?: readonly Manifest[];
}

/** A registry's host, a path, and a tag or digest, alone or behind `--some-flag=`. */
const reference = /^(?:-[\w-]+=)?((?:[a-z0-9-]+\.)+[a-z]+(?::\d+)?\/[\w./-]+(?::[\w.-]+|@sha256:[0-9a-f]{64})+)$/;

function imagesIn(value: unknown, key?: string): string[] {
  if (typeof value === "string") {
    if (key === "image") return [value];
    const found = value.match(reference);
    return found ? [found[1]!] : [];
  }
  if (typeof value !== "object" || value === null) return [];
  const { image, repository, version, ...rest } = value as Readonly<Record<string, unknown>>;
  if (typeof image === "string" && typeof repository === "string") return [...imageOf(repository, image, version), ...imagesIn(rest)];
  return Object.entries(value).flatMap(([name, part]) => imagesIn(part, Array.isArray(value) ? key : name));
}

/** An image as objects of some operators name it: nothing without a repository. */
function imageOf(repository: string, image: string, version: unknown): string[] {
  return repository === "" ? [] : [`${repository}/${image}${version ? `:${version}` : ""}`];
}

import { parseAllDocuments } from "yaml";
import { sortKeys } from "../../components/util/sorted-json";

/** Content of a rendered chart. */
export interface Summary {
  /** Number of objects by kind. */
  readonly kinds: Readonly<Record<string, number>>;
  /** All images in its objects: image fields, arguments and environment variables. */
  readonly images: readonly string[];
}

/**
 * Summarizes manifests.
 * @throws Error for invalid YAML or duplicate keys
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
  /** Items of a list. */
  readonly items?: readonly Manifest[];
}

/** Registry host, path, and tag or digest, alone or after `--some-flag=`. */
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

/** An image in the format of some operators; undefined without a repository. */
function imageOf(repository: string, image: string, version: unknown): string[] {
  return repository === "" ? [] : [`${repository}/${image}${version ? `:${version}` : ""}`];
}

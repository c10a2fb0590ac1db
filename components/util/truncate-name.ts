import { createHash } from "node:crypto";

/**
 * A logical name from which Pulumi can make a physical one of limited length: as it is where it fits, else cut, with a hash that keeps it unique.
 * @param longest what AWS allows, such as 64 for IAM roles; Pulumi appends eight characters
 */
export function truncateName(name: string, longest: number): string {
  return cutName(name, longest - 8);
}

/** A name as it is where it fits, else cut, with a hash that keeps it unique. */
export function cutName(name: string, longest: number): string {
  if (name.length <= longest) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 7);
  return `${name.slice(0, longest - 8)}-${hash}`;
}

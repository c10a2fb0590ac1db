/** Tags of a resource: the stack's own, then what the resource needs (which wins), as plain values in a fresh object. */
export function mergeTags(tags: Readonly<Record<string, string>>, own: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { ...tags, ...own };
}

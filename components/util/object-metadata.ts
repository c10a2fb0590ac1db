/** Metadata with annotations, where there are any: the API server drops an empty map, and each refresh would show a change. */
export function withAnnotations<M extends object, V>(
  metadata: M,
  annotations: Readonly<Record<string, V>> = {},
): M & { annotations?: Record<string, V> } {
  return Object.keys(annotations).length > 0 ? { ...metadata, annotations: { ...annotations } } : metadata;
}

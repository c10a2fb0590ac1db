/** An object whose properties are computed when they are first read. */
export function lazily<T extends object>(properties: { readonly [Key in keyof T]-?: () => T[Key] | undefined }): T {
  const object = {};
  for (const [key, compute] of Object.entries<() => unknown>(properties)) {
    Object.defineProperty(object, key, {
      configurable: true,
      enumerable: true,
      get() {
        const value = compute();
        Object.defineProperty(object, key, { value, configurable: true, enumerable: true });
        return value;
      },
    });
  }
  return object as T;
}

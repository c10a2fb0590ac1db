/** Whether a pattern matches any name that begins with a prefix. */
export function matchesPrefix(pattern: string, prefix: string): boolean {
  const [head = "", ...rest] = pattern.split("*");
  return head.startsWith(prefix) || (rest.length > 0 && prefix.startsWith(head));
}

/** Whether a name matches a pattern, in which * stands for any characters. */
export function matchesGlob(pattern: string, name: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s").test(name);
}

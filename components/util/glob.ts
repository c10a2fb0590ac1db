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

/** Whether a text matches a pattern, in which * stands for any characters and ? for one. In time that no pattern can blow up. */
export function matchesWildcards(pattern: string, text: string): boolean {
  let [at, to, star, from] = [0, 0, -1, 0];
  while (to < text.length) {
    if (pattern[at] === "*") {
      star = at++;
      from = to;
    } else if (pattern[at] === "?" || pattern[at] === text[to]) {
      at += 1;
      to += 1;
    } else if (star >= 0) {
      at = star + 1;
      from += 1;
      to = from;
    } else return false;
  }
  while (pattern[at] === "*") at += 1;
  return at === pattern.length;
}

/** Text of others, made harmless for a terminal: control characters, escapes and marks that turn the reading direction become visible. */
export function harmless(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f]/gu, (char) => {
    if (char === "\n") return "\\n";
    return char === "\t" ? "\\t" : `\\u${char.codePointAt(0)!.toString(16).padStart(4, "0")}`;
  });
}

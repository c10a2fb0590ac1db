/**
 * What a terminal acts on instead of printing: control characters (C0, DEL, C1, with them every escape sequence), line and paragraph
 * separators, and marks that turn the reading direction (Unicode 16, Bidi_Control).
 */
const controls = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/gu;

/** Text of others, safe to print on one line: what a terminal would act on becomes visible, such as `\n` or `\u001b`. */
export function escapeControlChars(text: string): string {
  return text.replace(controls, (char) => {
    if (char === "\n") return "\\n";
    return char === "\t" ? "\\t" : `\\u${char.codePointAt(0)!.toString(16).padStart(4, "0")}`;
  });
}

/** The same for text of several lines, which stay lines. */
export function escapeLines(text: string): string {
  return text.split("\n").map(escapeControlChars).join("\n");
}

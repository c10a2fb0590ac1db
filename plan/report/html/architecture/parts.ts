import type { Arrow, Box } from "../graph/layout";

/** Part of the diagram: boxes in the region, and arrows. */
export interface Part {
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
}

/** The first texts, and the number of others. */
export function fewLines(texts: readonly string[], most = 8): string[] {
  return texts.length <= most ? [...texts] : [...texts.slice(0, most - 1), `and ${texts.length - most + 1} more`];
}

import type { Arrow, Box } from "../graph/layout";

/** A part of the diagram: boxes of the region, and arrows between any boxes. */
export interface Part {
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
}

/** The first of many texts, and how many more there are. */
export function fewLines(texts: readonly string[], most = 8): string[] {
  return texts.length <= most ? [...texts] : [...texts.slice(0, most - 1), `and ${texts.length - most + 1} more`];
}

import type { Inventory } from "../../inventory";
import { access } from "../../sections/cluster";
import { blocksHtml } from "../table";
import { type Content, html } from "../template";

/** Who may do what in the clusters. */
export function accessSection(inventory: Inventory): Content {
  const blocks = access(inventory);
  return blocks.length > 0 ? blocksHtml("Principals of access entries", blocks) : html`<p>The plan lets nobody into a cluster.</p>`;
}

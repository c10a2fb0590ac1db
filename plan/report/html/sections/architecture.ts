import type { Inventory } from "../../inventory";
import { addons } from "../../sections/addons";
import { endpoints } from "../../sections/cluster";
import { domain } from "../../sections/domain";
import { gitops } from "../../sections/gitops";
import { network } from "../../sections/network";
import { fargate, nodes } from "../../sections/nodes";
import { teams } from "../../sections/teams";
import { architecture } from "../architecture/model";
import { draw } from "../graph/draw";
import { layout } from "../graph/layout";
import { blocksHtml } from "../table";
import { type Content, html } from "../template";

/** The environment as a diagram and as tables. */
export async function architectureSection(inventory: Inventory): Promise<Content> {
  const graph = architecture(inventory);
  const tables = [
    ["Network", network(inventory)],
    ["API endpoints", endpoints(inventory)],
    ["Nodes", nodes(inventory)],
    ["Fargate profiles", fargate(inventory)],
    ["Add-ons", addons(inventory)],
    ["Exposed user interfaces", domain(inventory)],
    ["GitOps", gitops(inventory)],
    ["Teams", teams(inventory)],
  ] as const;
  const shown = tables.filter(([, blocks]) => blocks.length > 0);
  if (graph.boxes.length === 0 && shown.length === 0) return html`<p>The plan has no network, cluster or add-on to draw.</p>`;
  const diagram =
    graph.boxes.length > 0 &&
    html`<p class="note">Solid arrows show requests on their way in, dashed arrows traffic on its way out. The tables below contain the details.</p>
${draw(await layout(graph), { id: "architecture-diagram", title: "Architecture diagram", description: "From the internet through account, region, VPC and zones to subnets, control plane, add-ons and teams. The tables below contain the same information as text." })}`;
  return html`${diagram}${shown.map(([caption, blocks]) => html`<h3>${caption}</h3>${blocksHtml(caption, blocks)}`)}`;
}

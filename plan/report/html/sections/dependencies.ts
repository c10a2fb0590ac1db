import type { PlanDocument } from "../../json";
import { kindOfType } from "../../kind";
import { count } from "../../layout";
import { DependencyGraph, type GraphGroup } from "../graph/dependency-graph";
import { draw } from "../graph/draw";
import { layout } from "../graph/layout";
import { type Content, type Html, html } from "../template";

/** Maximum number of resources in a readable graph. */
const mostDrawn = 60;
/** Maximum number of dependencies shown per resource. */
const mostListed = 8;

/** Dependencies: a graph of groups, and a graph and a list of each group's resources. */
export async function dependencies(plan: PlanDocument): Promise<Content> {
  const graph = new DependencyGraph(plan);
  if (graph.groups.length === 0) return html`<p>The plan has no resources.</p>`;
  const overview = await layout(graph.overview());
  const critical = graph.hasCriticalPath();
  const parts: Html[] = [];
  for (const each of graph.groups) parts.push(await group(each, graph));
  return html`<p>An arrow leads from what is created first to what waits for it. Arrows that follow from others are left out. Select a box to see its resources.</p>
${critical && html`<p class="legend"><span class="critical">critical path: the longest chain, which determines the duration</span></p>`}
${draw(overview, { id: "overview", title: "Dependencies between components", description: description(graph) })}
<div class="tools"><label for="search">Search resources</label><input type="search" id="search" autocomplete="off" spellcheck="false"><button type="button" id="expand">Expand all</button><button type="button" id="collapse">Collapse all</button><output id="found" for="search"></output></div>
<div id="resources">${parts}</div>`;
}

function description({ groups }: DependencyGraph): string {
  return `${count(groups.length, "group")} of resources. The lists below contain the same information as text.`;
}

async function group(each: GraphGroup, graph: DependencyGraph): Promise<Html> {
  const { group: content, anchor, critical } = each;
  const members = content.members.map(
    (member) => html`<details><summary>${member.title} <small>${member.resources.length}</small></summary>${list(member, graph)}</details>`,
  );
  const drawn =
    members.length === 0 && content.resources.length > 2 && content.resources.length <= mostDrawn ? graph.inside(each) : undefined;
  const diagram =
    drawn &&
    drawn.arrows.length > 1 &&
    draw(await layout(drawn), {
      id: `${anchor}-graph`,
      title: `Dependencies within ${content.title} (${content.kind})`,
      description: `${count(drawn.boxes.length, "resource")}; the list below contains the same information as text.`,
    });
  const marks = critical && html` <span class="badge mandatory">critical path</span>`;
  return html`<details id="${anchor}"><summary>${content.title} <span class="note">${content.kind}, ${content.resources.length}</span>${marks}</summary>${diagram}${
    members.length > 0 ? members : list(content, graph)
  }</details>`;
}

function list({ resources }: GraphGroup["group"], graph: DependencyGraph): Html {
  const items = resources.map((resource) => {
    const waits = graph.listed(resource);
    const links = waits.slice(0, mostListed).map(({ anchor, name }, at) => html`${at > 0 && ", "}<a href="#${anchor}">${name}</a>`);
    const more = waits.length > mostListed && ` and ${waits.length - mostListed} more`;
    const after = waits.length > 0 && html`<div>after ${links}${more}</div>`;
    const critical = graph.isCritical(resource.urn);
    return html`<li id="${graph.anchorOf(resource.urn)}"${critical && html` class="critical"`}>${resource.name} <small>${kindOfType(resource.type)}${critical && ", critical path"}</small>${after}</li>`;
  });
  return html`<ul class="list resources">${items}</ul>`;
}

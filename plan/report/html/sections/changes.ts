import type { Change } from "../../../diff/changes";
import { kindOfType } from "../../kind";
import { count } from "../../layout";
import type { Json } from "../../printable";
import { table } from "../table";
import { type Content, html } from "../template";

export const operations = ["create", "update", "replace", "delete"] as const;
const done = { create: "created", update: "changed", replace: "replaced", delete: "deleted" } as const;

/** More resources are collapsed. */
const mostOpen = 30;

/** `3 created, 1 changed, 0 replaced, 0 deleted`. */
export function changeCounts(changes: readonly Change[]): string {
  return operations.map((op) => `${changes.filter((change) => change.op === op).length} ${done[op]}`).join(", ");
}

/** Changes of each resource, deletions and replacements first. */
export function changes(all: readonly Change[], against: string | undefined): Content {
  const from = against !== undefined && html`Coming from <code>${against}</code>: `;
  if (all.length === 0) return html`<p>${from}nothing changes.</p>`;
  const groups = (["delete", "replace", "update", "create"] as const).map((op) => {
    const some = all.filter((change) => change.op === op);
    if (some.length === 0) return undefined;
    const heading = html`<span class="badge ${op}">${op}</span> ${count(some.length, "resource")} ${done[op]}`;
    const open = some.length <= mostOpen && html` open`;
    const plain = op === "create" || op === "delete";
    return html`<details${open}><summary>${heading}</summary>${plain ? names(some, `Resources that are ${done[op]}`) : some.map(change)}</details>`;
  });
  return html`<p>${from}${changeCounts(all)}.</p>${groups}`;
}

/** Without properties for creations and deletions, because they concern all properties. */
function names(all: readonly Change[], caption: string): Content {
  const columns = [{ label: "resource" }, { label: "type" }];
  return table({ caption, columns, rows: all.map(({ name, type, urn }) => [html`<span title="${urn}">${name}</span>`, type]) });
}

function change({ name, type, because, properties, urn }: Change): Content {
  const heading = html`${name} <span class="note">${kindOfType(type)}</span>`;
  const rows = properties.map(({ path, from, to }) => [html`<code>${path}</code>`, value(from), value(to)]);
  return html`<details><summary>${heading}</summary>
<p class="note mono">${urn}</p>${because !== null && html`<p>Because ${because}.</p>`}
${table({ caption: `Properties of ${name} that differ`, columns: [{ label: "property" }, { label: "before" }, { label: "after" }], rows })}</details>`;
}

function value(json: Json | undefined): Content {
  if (json === undefined) return html`<span class="note">none</span>`;
  return html`<code>${typeof json === "string" ? json : JSON.stringify(json)}</code>`;
}

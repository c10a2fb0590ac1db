import type { Finding } from "../../../../components/util/finding";
import { nameOf, typeOf } from "../../../engine/urn";
import { kindOfType } from "../../kind";
import { type Content, html } from "../template";

const headings = { mandatory: "Errors", advisory: "Warnings" } as const;

/** Every finding with its fix and its controls, mandatory ones first. */
export function findings(all: readonly Finding[]): Content {
  if (all.length === 0) return html`<p>No findings: no rule has anything to say about this plan.</p>`;
  return (["mandatory", "advisory"] as const).map((level) => {
    const some = all.filter((finding) => finding.level === level);
    return some.length > 0 && html`<h3>${headings[level]} (${some.length})</h3><ul class="list">${some.map(item)}</ul>`;
  });
}

function item({ rule, level, path, urn, message, fix, source }: Finding): Content {
  return html`<li class="finding"><span class="badge ${level}">${level}</span> <code>${rule}</code>
<p>${message}</p>
${place(path, urn)}${fix !== "" && html`<p><strong>Fix:</strong> ${fix}</p>`}${
  source.length > 0 && html`<p class="note">Controls: ${source.join(", ")}</p>`
}</li>`;
}

function place(path: string | undefined, urn: string | undefined): Content {
  if (path !== undefined) return html`<p class="note">Setting <code>${path}</code></p>`;
  return urn !== undefined && html`<p class="note">Resource <code title="${urn}">${nameOf(urn)} (${kindOfType(typeOf(urn))})</code></p>`;
}

import type { Finding } from "../../../../components/util/finding";
import { nameOf, typeOf } from "../../../engine/urn";
import { type Alike, alikeFindings } from "../../alike-findings";
import { kindOfType } from "../../kind";
import { count } from "../../layout";
import { type Content, html, prose } from "../template";

const levels = [
  ["mandatory", "Errors"],
  ["advisory", "Warnings"],
] as const;

/** All findings with fixes and controls, mandatory ones first. Those that differ only in place are merged. */
export function findings(all: readonly Finding[]): Content {
  if (all.length === 0) return html`<p>No findings: no rule has anything to say about this plan.</p>`;
  return levels.map(([level, heading]) => {
    const groups = alikeFindings(all, level);
    const number = all.filter((finding) => finding.level === level).length;
    return number > 0 && html`<h3>${heading} (${number})</h3><ul class="list">${groups.map(item)}</ul>`;
  });
}

function item(group: Alike): Content {
  const [{ rule, level, fix, source, exception }] = group;
  const many = group.length > 1 && html` <span class="note">${group.length} times</span>`;
  return html`<li class="finding"><span class="badge ${level}">${level}</span>${
    exception && html` <span class="badge">exception until ${exception.until}</span>`
  } <code>${rule}</code>${many}
${group.length === 1 ? one(group[0]) : places(group)}${fix !== "" && html`<p><strong>Fix:</strong> ${prose(fix)}</p>`}${
  source.length > 0 && html`<p class="note">Controls: ${source.join(", ")}</p>`
}${exception && html`<p class="note">Exception until ${exception.until}: ${exception.reason}</p>`}</li>`;
}

function one(finding: Finding): Content {
  const where = place(finding);
  return html`<p>${prose(finding.message)}</p>${where && html`<p class="note">${where}</p>`}`;
}

/** More are collapsed. */
const mostOpen = 5;

function places(group: Alike): Content {
  const list = html`<ul>${group.map((finding) => html`<li>${prose(finding.message)} <span class="note">${place(finding)}</span></li>`)}</ul>`;
  return group.length <= mostOpen ? list : html`<details><summary>${count(group.length, "place")}</summary>${list}</details>`;
}

function place({ path, urn }: Finding): Content {
  if (path !== undefined) return html`setting <code>${path}</code>`;
  return urn !== undefined && html`<code title="${urn}">${nameOf(urn) || urn}</code> ${urn.includes("::") && kindOfType(typeOf(urn))}`;
}

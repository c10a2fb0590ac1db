import { record } from "../../inventory";
import type { Json } from "../../printable";
import { table } from "../table";
import { type Content, html, lines } from "../template";

type Maps = { readonly [key: string]: Json };

/** Sections whose entries have user-defined names and many keys. */
const named = new Set(["nodePools", "teams", "addons", "teamTemplates"]);

/** Source of a value. */
export type Origin = "set" | "template" | "default";

/** All settings of the stack, with defaults marked. */
export function settings(all: Json, stated: Maps | undefined): Content {
  if (all === null) return html`<p>This program does not read its settings through eks-blueprints; its stack file is the reference.</p>`;
  const sections = Object.entries(record(all)).map(([section, value]) => {
    const entries = Object.entries(record(value));
    const groups = named.has(section)
      ? entries.map(([name, entry]) => group(`${section}.${name}`, leaves(entry, [section, name]), all, stated))
      : [group(section, leaves(value, [section]), all, stated)];
    if (!named.has(section) || entries.length === 0) return groups;
    return html`<details><summary>${section} <span class="note">${entries.length}</span></summary>${groups}</details>`;
  });
  return html`<p class="note">Every value that the plan uses.${
    stated && html` Values marked default are not in the stack file.`
  }</p>${sections}`;
}

interface Leaf {
  readonly path: readonly string[];
  readonly value: Json;
}

function leaves(value: Json, path: readonly string[]): Leaf[] {
  const entries = Object.entries(record(value));
  return entries.length === 0 ? [{ path, value }] : entries.flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

function group(title: string, all: readonly Leaf[], settings: Json, stated: Maps | undefined): Content {
  const origins = all.map(({ path }) => stated && originOf(path, settings, stated));
  const set = origins.filter((origin) => origin !== "default").length;
  const rows = all.map(({ path, value }, at) => {
    const origin = origins[at];
    return [path.slice(title.includes(".") ? 2 : 1).join(".") || title, shown(value), origin === undefined ? "" : badge(origin)];
  });
  const columns = [{ label: "key" }, { label: "value" }, ...(stated ? [{ label: "origin" }] : [])];
  const content = table({ caption: `Settings of ${title}`, columns, rows: stated ? rows : rows.map((row) => row.slice(0, 2)) });
  return html`<details><summary>${title} <span class="note">${all.length}${stated && `, ${set} set`}</span></summary>${content}</details>`;
}

const badges = {
  set: html`<span class="badge set">set</span>`,
  template: html`<span class="badge set">template</span>`,
  default: html`default`,
} as const;

function badge(origin: Origin): Content {
  return badges[origin];
}

/** Whether the stack file sets a value, directly or in a short form, or the team's template does. */
export function originOf(path: readonly string[], settings: Json, stated: Maps): Origin {
  if (isStated(path, stated)) return "set";
  const [section, team = "", ...rest] = path;
  if (section !== "teams") return "default";
  const own = record(record(stated.teams)[team]);
  const template = own.template ?? record(record(record(settings).teams)[team]).template;
  return typeof template === "string" && isStated(["teamTemplates", template, ...rest], stated) ? "template" : "default";
}

function isStated(path: readonly string[], stated: Json): boolean {
  const [key, ...rest] = path;
  if (key === undefined) return true;
  if (stated === null || typeof stated !== "object" || Array.isArray(stated)) return true;
  return Object.hasOwn(stated, key) && isStated(rest, stated[key]!);
}

function shown(value: Json): Content {
  if (value === null || value === "") return html`<span class="note">empty</span>`;
  if (Array.isArray(value)) return value.length === 0 ? html`<span class="note">empty</span>` : value.map(item);
  if (typeof value === "object") return html`<span class="note">empty</span>`;
  return typeof value === "string" && value.includes("\n") ? html`<pre>${lines(value)}</pre>` : String(value);
}

function item(value: Json): Content {
  return html`<div>${typeof value === "string" ? value : JSON.stringify(value)}</div>`;
}

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../root";
import { asset, type Content, type Html, html } from "./template";

/** A section of the page with a link in the navigation. */
export interface Section {
  /** Its anchor. */
  readonly id: string;
  readonly heading: string;
  readonly content: Content;
}

export interface Page {
  readonly title: string;
  readonly header: Content;
  readonly sections: readonly Section[];
}

const read = (name: string) => readFileSync(path.join(root, "plan/report/html/assets", name), "utf8");
const hash = (source: string) => `'sha256-${createHash("sha256").update(source).digest("base64")}'`;

/** A self-contained page: its content security policy forbids loading anything and running other scripts. */
export function page({ title, header, sections }: Page): Html {
  const [style, script] = [read("page.css"), read("page.js")];
  const policy = `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; img-src data:; base-uri 'none'; form-action 'none'`;
  const links = sections.map(({ id, heading }) => html`<li><a href="#${id}">${heading}</a></li>`);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${asset(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<header class="top">${header}<button type="button" id="theme" hidden>Dark</button></header>
<div class="body">
<nav aria-label="Sections"><ul>${links}</ul></nav>
<main id="main" tabindex="-1">
${sections.map(
  ({ id, heading, content }) => html`<section id="${id}" aria-labelledby="${id}-heading">
<h2 id="${id}-heading">${heading}</h2>
${content}
</section>
`,
)}</main>
</div>
<script>${asset(script)}</script>
</body>
</html>
`;
}

import { type Content, type Html, html } from "../template";
import { cut, type Drawing, lineHeight, type PlacedArrow, type PlacedBox, padding } from "./layout";

export interface DrawingText {
  /** Unique in the page. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

/** Drawings up to this width are scaled to the page; wider ones scroll. */
const widestFitted = 1_300;

/** A drawing as SVG. Colors come from the style sheet of the page. */
export function draw({ width, height, boxes, arrows }: Drawing, { id, title, description }: DrawingText): Html {
  const margin = 12;
  const [fullWidth, fullHeight] = [width + 2 * margin, height + 2 * margin];
  const small = fullWidth <= widestFitted && " fitted";
  return html`<div class="diagram${small}" role="group" aria-label="${title}" tabindex="0"><svg width="${fullWidth}" height="${fullHeight}" viewBox="${-margin} ${-margin} ${fullWidth} ${fullHeight}" role="group" aria-labelledby="${id}-title" aria-describedby="${id}-desc">
<title id="${id}-title">${title}</title><desc id="${id}-desc">${description}</desc>
${boxes.filter(({ box }) => box.children).map(shape)}${arrows.map(line)}${boxes.filter(({ box }) => !box.children).map(shape)}</svg></div>`;
}

function shape({ box, x, y, width, height }: PlacedBox): Content {
  const { title, lines = [], children, style = "", href } = box;
  const text = (content: string, at: number) => {
    const [left, top] = [round(x + padding), round(y + padding + 8 + at * lineHeight)];
    return html`<text x="${left}" y="${top}" class="${at === 0 ? "title" : "small"}">${cut(content)}</text>`;
  };
  const whole = [title, ...lines].some((each) => cut(each) !== each) && html`<title>${[title, ...lines].join("\n")}</title>`;
  const kind = children ? "frame" : "box";
  const drawn = html`<g class="node ${style}"${href && html` data-group="${href}"`}>${whole}<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${children ? 8 : 5}" class="${kind} ${style}"/>${[title, ...lines].map(text)}</g>`;
  return href ? html`<a href="#${href}">${drawn}</a>` : drawn;
}

function line({ arrow: { style = "", label }, points, label: place }: PlacedArrow): Content {
  const path = points.map(({ x, y }, at) => `${at === 0 ? "M" : "L"}${round(x)} ${round(y)}`).join("");
  return html`<path d="${path}" class="edge ${style}"/>${tip(points, style)}${
    place && label && html`<text x="${round(place.x)}" y="${round(place.y + 11)}" class="small">${cut(label)}</text>`
  }`;
}

/** An arrowhead as a separate shape, because markers do not take the color of their line in every browser. */
function tip(points: PlacedArrow["points"], style: string): Content {
  const [before, end] = points.slice(-2);
  if (!before || !end) return undefined;
  const length = Math.hypot(end.x - before.x, end.y - before.y) || 1;
  const [dx, dy] = [(end.x - before.x) / length, (end.y - before.y) / length];
  const corner = (side: number) => `${round(end.x - 7 * dx - 3.5 * side * dy)} ${round(end.y - 7 * dy + 3.5 * side * dx)}`;
  return html`<path d="M${round(end.x)} ${round(end.y)}L${corner(1)}L${corner(-1)}Z" class="tip ${style}"/>`;
}

const round = (number: number) => Math.round(number * 10) / 10;

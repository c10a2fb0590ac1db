import ELK, { type ElkExtendedEdge, type ElkNode } from "elkjs/lib/elk.bundled.js";

/** A box, or a frame around other boxes. */
export interface Box {
  readonly id: string;
  readonly title: string;
  /** Lines below the title. */
  readonly lines?: readonly string[];
  readonly children?: readonly Box[];
  /** Classes of the style sheet. */
  readonly style?: string;
  /** Anchor that the box links to. */
  readonly href?: string;
}

export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly label?: string;
  /** Classes of the style sheet. */
  readonly style?: string;
  /** Whether the arrowhead is at `from`, although `from` is placed first. */
  readonly reversed?: boolean;
  /** Whether it is invisible and only determines the order of its boxes. */
  readonly hidden?: boolean;
}

export interface Graph {
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
  readonly direction: "DOWN" | "RIGHT";
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A box with its position. Frames come before their content. */
export interface PlacedBox extends Point {
  readonly box: Box;
  readonly width: number;
  readonly height: number;
}

export interface PlacedArrow {
  readonly arrow: Arrow;
  readonly points: readonly Point[];
  readonly label?: Point;
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly PlacedBox[];
  readonly arrows: readonly PlacedArrow[];
}

/** Longer texts are truncated; the tooltip has the full text. */
export const longestText = 36;
export const lineHeight = 16;
export const padding = 10;
const titleCharWidth = 7.5;
const lineCharWidth = 6.4;

export function cut(text: string): string {
  const chars = [...text];
  return chars.length > longestText ? `${chars.slice(0, longestText - 1).join("")}…` : text;
}

function widthOf({ title, lines = [] }: Box): number {
  const length = (text: string) => [...cut(text)].length;
  return Math.max(length(title) * titleCharWidth, ...lines.map((line) => length(line) * lineCharWidth)) + 2 * padding;
}

/** Keeps the order of boxes in a frame. Must be set on each frame, because options are not inherited. */
const inFrame = { "elk.layered.crossingMinimization.semiInteractive": "true" };

/** ELK does not support it with frames. */
const asGiven = { "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES" };

const spacing = {
  "elk.algorithm": "layered",
  "elk.hierarchyHandling": "INCLUDE_CHILDREN",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.spacing.edgeLabel": "5",
  "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
  "elk.layered.spacing.nodeNodeBetweenLayers": "36",
  "elk.layered.spacing.edgeNodeBetweenLayers": "14",
  "elk.spacing.nodeNode": "18",
  "elk.spacing.edgeNode": "14",
  "elk.spacing.edgeEdge": "8",
  "elk.spacing.componentComponent": "24",
  "elk.json.shapeCoords": "ROOT",
  "elk.json.edgeCoords": "ROOT",
};

const elk = new ELK();

/** Layered layout along the arrows. Deterministic. */
export async function layout({ boxes, arrows, direction }: Graph): Promise<Drawing> {
  const node = (box: Box, at: number): ElkNode => {
    const position = { "elk.position": `(${at * 1000},${at * 1000})` };
    const width = widthOf(box);
    if (!box.children)
      return { id: box.id, width, height: (1 + (box.lines?.length ?? 0)) * lineHeight + padding + 4, layoutOptions: position };
    const top = (1 + (box.lines?.length ?? 0)) * lineHeight + padding + 6;
    return {
      id: box.id,
      children: box.children.map(node),
      layoutOptions: {
        ...inFrame,
        ...position,
        "elk.padding": `[top=${top},left=14,bottom=14,right=14]`,
        "elk.nodeSize.constraints": "MINIMUM_SIZE",
        "elk.nodeSize.minimum": `(${width},${top})`,
      },
    };
  };
  const edges = arrows.map(
    ({ from, to, label }, at): ElkExtendedEdge => ({
      id: `edge-${at}`,
      sources: [from],
      targets: [to],
      ...(label && { labels: [{ text: label, width: labelWidth(label), height: lineHeight }] }),
    }),
  );
  const root: ElkNode = await elk.layout({
    id: "root",
    layoutOptions: { ...spacing, ...(boxes.some(({ children }) => children) ? inFrame : asGiven), "elk.direction": direction },
    children: boxes.map(node),
    edges,
  });
  return {
    width: Math.ceil(root.width ?? 0),
    height: Math.ceil(root.height ?? 0),
    boxes: placed(boxes, root.children ?? []),
    arrows: arrows.map((arrow, at) => placedArrow(arrow, root.edges![at]!)).filter(({ arrow }) => !arrow.hidden),
  };
}

const labelWidth = (label: string) => [...cut(label)].length * 6.2;

function placed(boxes: readonly Box[], nodes: readonly ElkNode[]): PlacedBox[] {
  return boxes.flatMap((box, at) => {
    const { x = 0, y = 0, width = 0, height = 0, children = [] } = nodes[at]!;
    return [{ box, x, y, width, height }, ...placed(box.children ?? [], children)];
  });
}

function placedArrow(arrow: Arrow, { sections = [], labels = [] }: ElkExtendedEdge): PlacedArrow {
  const points = sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [startPoint, ...bendPoints, endPoint]);
  const [{ x, y } = {}] = labels;
  return {
    arrow,
    points: arrow.reversed ? points.reverse() : points,
    ...(x !== undefined && y !== undefined && { label: { x, y } }),
  };
}

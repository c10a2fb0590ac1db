import { naturalOrder } from "../../../../components/util/natural-order";
import { type DocumentResource, isCounted } from "../../json";
import { kindOfType } from "../../kind";

/** Resources that are one box in the graph: a component with its children, or several resources of one type. */
export interface Group {
  readonly title: string;
  readonly kind: string;
  /** Its components and resources, in the order of the plan. */
  readonly resources: readonly DocumentResource[];
  /** For a group of several components of one type. */
  readonly members: readonly Group[];
}

interface Node {
  readonly resource: DocumentResource;
  readonly children: readonly Node[];
  readonly size: number;
}

/** More sibling components of one type are one group. */
const mostAlike = 12;
/** Smaller components are not divided; in large plans neither are those with a smaller share of the resources. */
const smallest = 14;
const smallestPart = 1 / 60;
/** With fewer boxes, small components are divided as well. */
const fewestBoxes = 6;
const smallestOfFew = 4;
/** Minimum number of resources of one type with the same neighbors that form a group. */
const fewest = 3;

/**
 * Divides resources into groups along components, the largest first.
 * @param most maximum number of boxes
 */
export function groupsOf(resources: readonly DocumentResource[], most = 80): Group[] {
  let groups: (Group | Single)[] = treesOf(resources).map(leaf);
  const whole = Math.max(smallest, resources.length * smallestPart);
  for (;;) {
    const boxes = groups.filter(isDrawn).length;
    const candidates = groups
      .filter((group) => isDivisible(group, boxes < fewestBoxes ? smallestOfFew : whole))
      .sort((a, b) => b.node.size - a.node.size);
    const found = candidates
      .map((group) => ({ group, parts: divided(group.node) }))
      .find(({ parts }) => boxes - 1 + parts.filter(isDrawn).length <= most);
    if (!found) break;
    groups = groups.flatMap((group) => (group === found.group ? found.parts : [group]));
  }
  return groups.map(({ title, kind, resources: all, members }) => ({ title, kind, resources: all, members }));
}

/** Whether a group is one component that can be divided. */
interface Single extends Group {
  readonly node: Node;
}

function isDivisible(group: Group | Single, whole: number): group is Single {
  return "node" in group && group.node.children.length > 0 && group.node.size > whole;
}

/** Whether it is drawn: components themselves have no dependencies. */
export function isDrawn({ resources }: Group): boolean {
  return resources.some(({ custom }) => custom);
}

function treesOf(resources: readonly DocumentResource[]): Node[] {
  const counted = resources.filter(({ type }) => isCounted(type));
  const urns = new Set(counted.map(({ urn }) => urn));
  const children = new Map<string, DocumentResource[]>();
  for (const resource of counted) {
    const parent = resource.parent !== undefined && urns.has(resource.parent) ? resource.parent : "";
    const siblings = children.get(parent);
    if (siblings) siblings.push(resource);
    else children.set(parent, [resource]);
  }
  const nodes = (parent: string): Node[] =>
    (children.get(parent) ?? []).map((resource) => {
      const below = nodes(resource.urn);
      return { resource, children: below, size: below.reduce((sum, { size }) => sum + size, 1) };
    });
  return nodes("");
}

function all({ resource, children }: Node): DocumentResource[] {
  return [resource, ...children.flatMap(all)];
}

function leaf(node: Node): Single {
  const { name, type } = node.resource;
  return { title: name, kind: kindOfType(type), resources: all(node), members: [], node };
}

/** Parts of a component: child components, groups of one type, and its own resources. */
function divided({ resource, children }: Node): (Group | Single)[] {
  const components = children.filter((child) => child.children.length > 0 || !child.resource.custom);
  const kinds = [...new Set(components.map((child) => child.resource.type))];
  const parts = kinds.flatMap((type): (Group | Single)[] => {
    const alike = components.filter((child) => child.resource.type === type).map(leaf);
    if (alike.length <= mostAlike) return alike;
    return [bundle(alike, kindOfType(type))];
  });
  const own = children.filter((child) => !components.includes(child)).map((child) => child.resource);
  return [...parts, ...(own.length > mostAlike ? [{ ...component(resource), resources: own }] : own.map(component)), component(resource)];
}

function component(resource: DocumentResource): Group {
  return { title: resource.name, kind: kindOfType(resource.type), resources: [resource], members: [] };
}

/**
 * Merges groups of one type with the same neighbors.
 * @param edges between groups, by index
 */
export function mergeAlike(
  groups: readonly Group[],
  edges: readonly { readonly from: number; readonly to: number }[],
  apart: (group: Group) => boolean,
): Group[] {
  const neighbors = groups.map((): Set<string> => new Set());
  for (const { from, to } of edges) {
    neighbors[from]!.add(`>${to}`);
    neighbors[to]!.add(`<${from}`);
  }
  const alike = new Map<string, Group[]>();
  for (const [at, group] of groups.entries()) {
    const single = group.members.length > 0 || !isDrawn(group) || apart(group);
    const key = single ? `#${at}` : [group.kind, ...[...neighbors[at]!].sort()].join(" ");
    alike.set(key, [...(alike.get(key) ?? []), group]);
  }
  return [...alike.values()].flatMap((some) => (some.length < fewest ? some : [bundle(some, some[0]!.kind)]));
}

function bundle(groups: readonly Group[], kind: string): Group {
  const members = [...groups].sort((a, b) => naturalOrder(a.title, b.title));
  return {
    title: `${members.length} × ${kind}`,
    kind: members.map((member) => member.title).join(", "),
    resources: members.flatMap(({ resources }) => resources),
    members,
  };
}

import { type DocumentResource, isCounted, type PlanDocument } from "../../json";
import { kindOfType } from "../../kind";
import { Dependencies, withoutShortcuts } from "./dependencies";
import { type Group, groupsOf, isDrawn, mergeAlike } from "./groups";
import type { Arrow, Graph } from "./layout";

export interface GraphGroup {
  readonly group: Group;
  readonly anchor: string;
  /** Whether it is on the critical path. */
  readonly critical: boolean;
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly critical: boolean;
}

/** Dependencies of a plan: between groups, within each group, and of each resource. */
export class DependencyGraph {
  readonly groups: readonly GraphGroup[];
  private readonly resources: readonly DocumentResource[];
  private readonly anchors: ReadonlyMap<string, string>;
  private readonly groupOf = new Map<string, string>();
  private readonly dependencies: Dependencies;
  private readonly byUrn: ReadonlyMap<string, DocumentResource>;
  private readonly path: readonly string[];
  private readonly onPath: ReadonlySet<string>;

  constructor({ deployment: { resources }, timeline }: PlanDocument) {
    this.dependencies = new Dependencies(resources);
    this.resources = resources.filter(({ type }) => isCounted(type));
    this.byUrn = new Map(this.resources.map((resource) => [resource.urn, resource]));
    this.anchors = new Map(this.resources.map(({ urn }, at) => [urn, `r${at}`]));
    this.path = timeline.criticalPath;
    this.onPath = new Set(this.path);
    this.groups = this.merged(groupsOf(resources)).map((group, at) => {
      const anchor = `g${at}`;
      for (const { urn } of group.resources) this.groupOf.set(urn, anchor);
      return { group, anchor, critical: this.leadsThrough(group) };
    });
  }

  private leadsThrough({ resources }: Group): boolean {
    return resources.some(({ urn }) => this.onPath.has(urn));
  }

  private merged(groups: readonly Group[]): Group[] {
    const indices = new Map(groups.flatMap(({ resources }, at) => resources.map(({ urn }) => [urn, String(at)])));
    const drawn = (urn: string) => [indices.get(urn)].find((at) => at !== undefined && isDrawn(groups[Number(at)]!));
    const edges = this.arrows(this.resources, drawn).map(({ from, to }) => ({ from: Number(from), to: Number(to) }));
    return mergeAlike(groups, edges, (group) => this.leadsThrough(group));
  }

  hasCriticalPath(): boolean {
    return this.path.some((urn) => this.byUrn.has(urn));
  }

  isCritical(urn: string): boolean {
    return this.onPath.has(urn);
  }

  anchorOf(urn: string): string {
    return this.anchors.get(urn)!;
  }

  /** Names of its dependencies in the list. */
  listed({ dependencies }: DocumentResource): { readonly anchor: string; readonly name: string }[] {
    return dependencies.flatMap((urn) => {
      const target = this.byUrn.get(urn);
      return target ? [{ anchor: this.anchorOf(urn), name: target.name }] : [];
    });
  }

  /** Groups, and edges between them. */
  overview(): Graph {
    const boxes = this.groups
      .filter(({ group }) => isDrawn(group))
      .map(({ group, anchor, critical }) => ({
        id: anchor,
        title: group.title,
        lines: [`${group.kind}, ${group.resources.length}`],
        href: anchor,
        ...(critical && { style: "critical" }),
      }));
    const drawn = new Set(boxes.map(({ id }) => id));
    const place = (urn: string) => [this.groupOf.get(urn)].find((anchor) => anchor !== undefined && drawn.has(anchor));
    return { boxes, arrows: this.arrows(this.resources, place), direction: "RIGHT" };
  }

  /** Resources of one group, and edges between them. */
  inside({ group }: GraphGroup): Graph {
    const custom = group.resources.filter((resource) => resource.custom);
    const own = new Set(custom.map(({ urn }) => urn));
    const boxes = custom.map(({ urn, name, type }) => ({
      id: this.anchorOf(urn),
      title: name,
      lines: [kindOfType(type)],
      href: this.anchorOf(urn),
      ...(this.onPath.has(urn) && { style: "critical" }),
    }));
    return { boxes, arrows: this.arrows(custom, (urn) => (own.has(urn) ? this.anchorOf(urn) : undefined)), direction: "RIGHT" };
  }

  private arrows(resources: readonly DocumentResource[], place: (urn: string) => string | undefined): Arrow[] {
    const edges = new Map<string, Edge>();
    const add = (before: string, after: string, critical: boolean) => {
      const [from, to] = [place(before), place(after)];
      if (from === undefined || to === undefined || from === to) return;
      const key = `${from} ${to}`;
      if (!edges.has(key) || critical) edges.set(key, { from, to, critical });
    };
    for (const resource of resources) for (const urn of this.dependencies.of(resource)) add(urn, resource.urn, false);
    for (const [at, urn] of this.path.entries()) if (at > 0) add(this.path[at - 1]!, urn, true);
    return withoutShortcuts([...edges.values()], ({ critical }) => critical).map(({ from, to, critical }) => ({
      from,
      to,
      ...(critical && { style: "critical" }),
    }));
  }
}

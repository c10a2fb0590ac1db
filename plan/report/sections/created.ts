import { naturalOrder } from "../../../components/util/natural-order";
import type { Inventory } from "../inventory";
import type { DocumentResource } from "../json";
import { kindOfType } from "../kind";
import { type Block, count, type Row, table, together } from "../layout";

/** Heading of a component's resources, by its type. Other components are listed under their own name. */
const groups: Readonly<Record<string, string>> = {
  "eks-blueprints:index:Network": "networking",
  "eks-blueprints:index:Bastion": "networking",
  "eks-blueprints:index:Cluster": "cluster",
  "eks-blueprints:index:ExistingCluster": "cluster",
  "eks-blueprints:index:NodePool": "nodes",
  "eks-blueprints:index:AutoModePool": "nodes",
  "eks-blueprints:index:FargateProfile": "nodes",
  "eks-blueprints:index:Addons": "add-ons",
  "eks-blueprints:index:Teams": "teams",
  "eks-blueprints:index:ApplicationTeam": "teams",
  "eks-blueprints:index:PlatformTeam": "teams",
  "eks-blueprints:index:Role": "identity",
  "eks-blueprints:index:WorkloadRole": "identity",
  "awsx:ec2:Vpc": "networking",
  "eks:index:Cluster": "cluster",
  "pulumi-nodejs:dynamic/eks-blueprints:ChangeGuard": "lifecycle",
  "pulumi:index:Stash": "lifecycle",
  "pulumi-nodejs:dynamic/eks-blueprints:AddonGuard": "lifecycle",
  "pulumi-nodejs:dynamic/eks-blueprints:Drain": "lifecycle",
  "pulumi-nodejs:dynamic/eks-blueprints:NodeDrain": "lifecycle",
  "pulumi-nodejs:dynamic/eks-blueprints:Sweep": "lifecycle",
};

/** Order of groups. Others follow in the order of the plan. */
const order = ["networking", "cluster", "nodes", "add-ons", "teams", "identity", "lifecycle"];

const environment = "eks-blueprints:index:Environment";

/** Number of resources by type: created resources by component, then components and resources that are only looked up. */
export function created(inventory: Inventory): Block[] {
  const environments = inventory.ofType(environment).map(({ name }) => `${name}: `);
  const several = environments.length > 1;
  const inOrder = (several ? environments : [""]).flatMap((owner) => order.map((group) => owner + group));
  const counts = new Map(inOrder.map((group) => [group, new Map<string, number>()]));
  const add = (group: string, { type }: DocumentResource) => {
    const kinds = counts.get(group) ?? new Map<string, number>();
    counts.set(group, kinds.set(kindOfType(type), (kinds.get(kindOfType(type)) ?? 0) + 1));
  };
  for (const resource of inventory.counted.filter(isMade)) add(groupOf(inventory.line(resource), several), resource);
  for (const resource of inventory.counted.filter(isComponent)) add("components", resource);
  for (const resource of inventory.counted.filter(({ external }) => external)) add("looked up", resource);
  return table([...counts].filter(([, kinds]) => kinds.size > 0).map(row));
}

/** `Plan: 144 resources (33 components, 2 looked up)`. */
export function createdHeading({ counted }: Inventory): string {
  const components = counted.filter(isComponent).length;
  const lookedUp = counted.filter(({ external }) => external).length;
  const notes = [components > 0 && count(components, "component"), lookedUp > 0 && `${lookedUp} looked up`].filter(Boolean);
  return `Plan: ${count(counted.length, "resource")}${notes.length > 0 ? ` (${notes.join(", ")})` : ""}`;
}

function row([group, kinds]: readonly [string, ReadonlyMap<string, number>]): Row {
  const byCount = [...kinds].sort(([a, x], [b, y]) => y - x || naturalOrder(a, b));
  const total = byCount.reduce((sum, [, number]) => sum + number, 0);
  return [
    group,
    String(total).padStart(4),
    byCount.map(([name, number]) => (number > 1 ? together(`${number} ${name}`) : name)).join(", "),
  ];
}

function isComponent({ custom }: DocumentResource): boolean {
  return !custom;
}

function isMade({ custom, external }: DocumentResource): boolean {
  return custom && !external;
}

function groupOf(line: readonly DocumentResource[], several: boolean): string {
  const owner = several ? line.find(({ type }) => type === environment) : undefined;
  const prefix = owner ? `${owner.name}: ` : "";
  const inside = line.filter(({ type }) => type !== environment);
  const known = inside.find(({ type }) => type in groups);
  if (known) return prefix + groups[known.type];
  const [outermost] = inside;
  if (outermost && !outermost.custom) return `${prefix}${kindOfType(outermost.type)} ${outermost.name}`;
  return `${prefix}${line.at(-1)!.type.split(":")[0]}`;
}

import type { Inventory } from "../inventory";
import type { DocumentResource } from "../json";
import { type Row, table } from "../table";

/** Heading of what a component makes, by its type; further components of ours stand under their own name. */
const groups: Readonly<Record<string, string>> = {
  "eks-blueprints:index:Network": "networking",
  "eks-blueprints:index:Cluster": "cluster",
  "eks-blueprints:index:ExistingCluster": "cluster",
  "eks-blueprints:index:NodePool": "nodes",
  "eks-blueprints:index:FargateProfile": "nodes",
  "eks-blueprints:index:Addons": "add-ons",
  "eks-blueprints:index:Teams": "teams",
  "eks-blueprints:index:ApplicationTeam": "teams",
  "eks-blueprints:index:PlatformTeam": "teams",
  "eks-blueprints:index:Role": "identity",
  "eks-blueprints:index:WorkloadRole": "identity",
  "awsx:ec2:Vpc": "networking",
  "eks:index:Cluster": "cluster",
  "pulumi-nodejs:dynamic/eks-blueprints:ChangeGuard": "life cycle",
  "pulumi-nodejs:dynamic/eks-blueprints:AddonGuard": "life cycle",
  "pulumi-nodejs:dynamic/eks-blueprints:Drain": "life cycle",
  "pulumi-nodejs:dynamic/eks-blueprints:NodeDrain": "life cycle",
  "pulumi-nodejs:dynamic/eks-blueprints:Sweep": "life cycle",
};

/** Groups come in this order, others after them as the plan does. */
const order = ["networking", "cluster", "nodes", "add-ons", "teams", "identity", "life cycle"];

const environment = "eks-blueprints:index:Environment";

/** What is created, counted by kind, by the component that makes it. */
export function created(inventory: Inventory): string[] {
  const environments = inventory.ofType(environment).map(({ name }) => `${name}: `);
  const several = environments.length > 1;
  const inOrder = (several ? environments : [""]).flatMap((owner) => order.map((group) => owner + group));
  const made = new Map(inOrder.map((group) => [group, new Map<string, number>()]));
  for (const resource of inventory.all.filter(isMade)) {
    const group = groupOf(inventory.line(resource), several);
    const kinds = made.get(group) ?? new Map<string, number>();
    made.set(group, kinds.set(kind(resource.type), (kinds.get(kind(resource.type)) ?? 0) + 1));
  }
  return table([...made].filter(([, kinds]) => kinds.size > 0).map(row));
}

function row([group, kinds]: readonly [string, ReadonlyMap<string, number>]): Row {
  const byCount = [...kinds].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const total = byCount.reduce((sum, [, number]) => sum + number, 0);
  return [group, String(total).padStart(4), byCount.map(([name, number]) => (number > 1 ? `${number} ${name}` : name)).join(", ")];
}

/** Components are only the tree that holds resources, and providers only the way to them. */
export function isMade({ custom, type, external }: DocumentResource): boolean {
  return custom && !external && !type.startsWith("pulumi:");
}

function groupOf(line: readonly DocumentResource[], several: boolean): string {
  const owner = several ? line.find(({ type }) => type === environment) : undefined;
  const prefix = owner ? `${owner.name}: ` : "";
  const inside = line.filter(({ type }) => type !== environment);
  const known = inside.find(({ type }) => type in groups);
  if (known) return prefix + groups[known.type];
  const [outermost] = inside;
  if (outermost && !outermost.custom) return `${prefix}${kind(outermost.type)} ${outermost.name}`;
  return `${prefix}${line.at(-1)!.type.split(":")[0]}`;
}

/** `aws:ec2/subnet:Subnet` is a Subnet. */
function kind(type: string): string {
  return type.slice(type.lastIndexOf(":") + 1);
}

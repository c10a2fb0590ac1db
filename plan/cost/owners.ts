import type { Value } from "../types";
import { type CostContext, withoutVersion } from "./context";
import type { CostedResource } from "./resource";
import { list, record, text } from "./values";

const groupTypes = ["aws:eks/nodeGroup:NodeGroup", "aws:autoscaling/group:Group", "kubernetes:karpenter.sh:NodePool"];

/** Key of the tag, label and taint that names a team. */
const teamKey = "team";

/** Node pool and team that a resource belongs to. */
export function ownersOf(resource: CostedResource, context: CostContext): { readonly pool?: string; readonly team?: string } {
  const pool = poolOf(resource, context);
  const team = teamOf(resource, context);
  return { ...(pool !== undefined && { pool }), ...(team !== undefined && { team }) };
}

/** The key of a node pool of this project, else the name of the node group. */
function poolOf(resource: CostedResource, context: CostContext): string | undefined {
  const ancestry = context.ancestry(resource);
  const own = ancestry.find(({ type }) => type === "eks-blueprints:index:NodePool");
  if (own) return text(own.inputs.pool) ?? own.name;
  return groupTypes.includes(withoutVersion(resource.type)) ? (text(record(resource.inputs.metadata).name) ?? resource.name) : undefined;
}

/** The team of the taint of a dedicated pool, of the tag `team`, or of the team's component. */
function teamOf(resource: CostedResource, context: CostContext): string | undefined {
  const { inputs } = resource;
  const taints = [...list(inputs.taints), ...list(record(record(record(inputs.spec).template).spec).taints)].map(record);
  const tainted = taints.find(({ key }) => text(key) === teamKey);
  if (tainted) return text(tainted.value);
  const labeled = text(record(inputs.labels)[teamKey]) ?? text(tagsOf(inputs.tags)[teamKey]);
  if (labeled !== undefined) return labeled;
  const namespace = namespaceOf(resource, context);
  const ofNamespace = text(record(record(namespace?.inputs.metadata).labels)[teamKey]);
  if (ofNamespace !== undefined) return ofNamespace;
  const component = context.ancestry(resource).find(({ type }) => /^eks-blueprints:index:(Application|Platform)Team$/.test(type));
  const pool = context.ancestry(resource).find(({ type }) => type === "eks-blueprints:index:NodePool");
  const poolLabels = record(record(pool?.inputs.settings).labels);
  return text(component?.inputs.team) ?? text(poolLabels[teamKey]);
}

/** The planned namespace of a Kubernetes object. */
function namespaceOf({ inputs }: CostedResource, context: CostContext): CostedResource | undefined {
  const name = text(record(inputs.metadata).namespace) ?? text(inputs.namespace);
  if (name === undefined) return undefined;
  return context.ofType("kubernetes:core:Namespace").find((each) => text(record(each.inputs.metadata).name) === name);
}

/** Tags as a map, or as the list that Auto Scaling groups have. */
function tagsOf(tags: Value | undefined): { readonly [key: string]: Value } {
  const entries = list(tags).map(record);
  if (entries.length === 0) return record(tags);
  return Object.fromEntries(entries.map(({ key, value }) => [text(key) ?? "", value ?? ""]));
}

import { eksAccessPolicies } from "../../components/reference/access-policies";
import type { PlannedResource } from "../planned-resource";
import { UNKNOWN } from "../planned-resource";
import type { ResourceView } from "../resource-view";
import { at, entriesOf, isText, itemsOf, knownItems, type Property } from "../values";
import { namespaceType } from "./types";

/** The name of an object; undefined where it is unknown. */
export function nameOf({ inputs, outputs }: PlannedResource): string | undefined {
  const name = at(inputs.metadata, "name") ?? at(outputs.metadata, "name");
  return isText(name) ? name : undefined;
}

/** The namespace of an object, `default` where none is set; undefined where it is unknown. */
export function namespaceOf({ inputs }: PlannedResource): string | undefined {
  const namespace = at(inputs.metadata, "namespace") ?? "default";
  return isText(namespace) ? namespace : undefined;
}

/** The planned namespace of a name. */
export function namespaceNamed(name: string, view: ResourceView): PlannedResource | undefined {
  return view.once(namespacesByName).get(name);
}

function namespacesByName(view: ResourceView): Map<string | undefined, PlannedResource> {
  return new Map(view.ofType(namespaceType).map((namespace) => [nameOf(namespace), namespace]));
}

/** Whether an object of a type is, or may be, in a namespace. */
export function hasObject(
  type: string,
  namespace: string,
  view: ResourceView,
  accepts: (object: PlannedResource) => boolean = () => true,
): boolean {
  const placed = objectsByNamespace(type, view);
  return [namespace, undefined].some((place) => placed.get(place)?.some(accepts));
}

/** The objects of a type by namespace; undefined: where it is unknown. */
function objectsByNamespace(type: string, view: ResourceView): ReadonlyMap<string | undefined, readonly PlannedResource[]> {
  const types = view.once(placedTypes);
  let placed = types.get(type);
  if (!placed) {
    placed = new Map();
    for (const object of view.ofType(type)) {
      const namespace = namespaceOf(object);
      const list = placed.get(namespace);
      if (list) list.push(object);
      else placed.set(namespace, [object]);
    }
    types.set(type, placed);
  }
  return placed;
}

/** Filled by `objectsByNamespace`, a type at a time. */
const placedTypes = (_: ResourceView) => new Map<string, Map<string | undefined, PlannedResource[]>>();

/** Pod Security level that a namespace enforces; `privileged` without one; undefined where it is unknown. */
export function enforcedLevel({ inputs }: PlannedResource): string | undefined {
  const level = at(inputs.metadata, "labels", "pod-security.kubernetes.io/enforce") ?? "privileged";
  return isText(level) ? level : undefined;
}

/** A subject that may create pods. */
export interface Editor {
  /** The resource that grants it. */
  readonly grant: PlannedResource;
  /** What grants it, such as `AmazonEKSEditPolicy`. */
  readonly by: string;
  /** Undefined: in the whole cluster. */
  readonly namespace?: string;
}

const builtInRoles = ["admin", "edit"];
const podKinds = ["*", "pods", "deployments", "statefulsets", "daemonsets", "jobs", "cronjobs", "replicasets", "replicationcontrollers"];

/** Whether rules of a Role allow creating pods. */
function createsPods({ inputs }: PlannedResource): boolean {
  return knownItems(inputs.rules).some((rule) => {
    const [resources, verbs] = [knownItems(at(rule, "resources")), knownItems(at(rule, "verbs"))];
    return resources.some((each) => podKinds.includes(each as string)) && verbs.some((verb) => verb === "*" || verb === "create");
  });
}

const rbac = (kind: string) => `kubernetes:rbac.authorization.k8s.io/v1:${kind}`;
export const roleBindingType = rbac("RoleBinding");
export const clusterRoleBindingType = rbac("ClusterRoleBinding");
export const rbacRoleTypes = [rbac("ClusterRole"), rbac("Role")];

/** Subjects of a binding that are people: users and groups that are not those of Kubernetes itself. */
export function peopleOf({ inputs }: PlannedResource): readonly string[] {
  return knownItems(inputs.subjects).flatMap((subject) => {
    const kind = at(subject, "kind");
    const name = at(subject, "name");
    return (kind === "User" || kind === "Group") && isText(name) && !name.startsWith("system:serviceaccount") ? [name] : [];
  });
}

/** All subjects that may create pods, except administrators of the cluster. */
export function editors(view: ResourceView): readonly Editor[] {
  return view.once(findEditors);
}

function findEditors(view: ResourceView): Editor[] {
  const policies = Object.values(eksAccessPolicies).filter(
    ({ createsPods: creates, name }) => creates && name !== "AmazonEKSClusterAdminPolicy",
  );
  const associations = view.ofType("aws:eks/accessPolicyAssociation:AccessPolicyAssociation").flatMap((grant): Editor[] => {
    const arn = at(grant.inputs.policyArn);
    const policy = policies.find(({ name }) => isText(arn) && arn.endsWith(`/${name}`));
    const scope = at(grant.inputs.accessScope, "type");
    if (!policy || !isText(scope)) return [];
    if (scope === "cluster") return [{ grant, by: policy.name }];
    return knownItems(at(grant.inputs.accessScope, "namespaces"))
      .filter(isText)
      .map((namespace) => ({ grant, by: policy.name, namespace }));
  });
  const bindings = view.ofType(roleBindingType).flatMap((grant): Editor[] => {
    const role = at(grant.inputs.roleRef, "name");
    const kind = at(grant.inputs.roleRef, "kind");
    const namespace = namespaceOf(grant);
    if (!isText(role) || namespace === undefined || peopleOf(grant).length === 0) return [];
    const planned = view
      .ofType(rbac(String(kind)))
      .find((each) => nameOf(each) === role && (kind === "ClusterRole" || namespaceOf(each) === namespace));
    const creates = planned ? createsPods(planned) : kind === "ClusterRole" && builtInRoles.includes(role);
    return creates ? [{ grant, by: `role ${role}`, namespace }] : [];
  });
  return [...associations, ...bindings];
}

const templated = ["apps/v1:Deployment", "apps/v1:StatefulSet", "apps/v1:DaemonSet", "batch/v1:Job"];

/** Types of objects that run pods, with the path of the pod's spec. */
export const workloads: Readonly<Record<string, readonly string[]>> = {
  "kubernetes:core/v1:Pod": ["spec"],
  ...Object.fromEntries(templated.map((type) => [`kubernetes:${type}`, ["spec", "template", "spec"]])),
  "kubernetes:batch/v1:CronJob": ["spec", "jobTemplate", "spec", "template", "spec"],
};

/** The pod spec of an object. */
export function podSpec({ type, inputs }: PlannedResource): Property {
  return at(inputs as Property, ...(workloads[type] ?? []));
}

/** All containers of an object with their names; undefined where they are unknown. */
export function containersOf(resource: PlannedResource): readonly { readonly name: string; readonly container: Property }[] | undefined {
  const spec = podSpec(resource);
  if (spec === UNKNOWN) return undefined;
  const all = ["initContainers", "containers"].map((key) => itemsOf(at(spec, key)));
  if (all.includes(undefined)) return undefined;
  return all.flat().map((container) => ({ name: String(at(container, "name") ?? "container"), container }));
}

/** Namespaces in which people may create pods, or in which the stack itself runs some; with the resource to report. */
export function usedNamespaces(view: ResourceView): Map<string, PlannedResource> {
  const used = new Map<string, PlannedResource>();
  for (const { namespace, grant } of editors(view))
    if (namespace !== undefined && !used.has(namespace)) used.set(namespace, namespaceNamed(namespace, view) ?? grant);
  return used;
}

/** Labels that a selector requires; none selects everything. */
export function selectsAll(selector: Property): boolean {
  return entriesOf(at(selector, "matchLabels")).length === 0 && knownItems(at(selector, "matchExpressions")).length === 0;
}

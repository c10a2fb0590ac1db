import { inputTypeTable } from "../../reference/input-types";
import { readMembers, type Shape, type Type } from "./type-expression";

/** Properties of objects whose kind no table knows: those of an add-on's own CRDs. */
const customResource = "metadata?:inputs.meta.v1.ObjectMeta;[_:string]:any";

const read = new Map<string, Shape>();

function shape(members: string): Shape {
  let known = read.get(members);
  if (!known) {
    known = readMembers(members);
    read.set(members, known);
  }
  return known;
}

/** Whether a type may be that of a custom resource: `kubernetes:<group>/<version>:<Kind>`, with a group that has a domain. */
function isCustomResource(type: string): boolean {
  return (
    /^kubernetes:[a-z0-9-]+(\.[a-z0-9-]+)+\/v\d+((alpha|beta)\d+)?:[A-Z]\w*$/.test(type) && !/^kubernetes:[a-z]+\.k8s\.io\//.test(type)
  );
}

/** Types of the resources that stacks create, such as `aws:eks/cluster:Cluster`. */
export function knownInputTypes(): string[] {
  return Object.keys(inputTypeTable().types);
}

/** The inputs that a resource type takes; undefined for a type that no stack creates. */
export function inputShape(type: string): Shape | undefined {
  const { types } = inputTypeTable();
  const members = Object.hasOwn(types, type) ? types[type] : isCustomResource(type) ? customResource : undefined;
  return members === undefined ? undefined : shape(members);
}

/** What a nested type such as `inputs.eks.ClusterVpcConfig` stands for. */
export function nestedInputType(name: string): Type {
  const members = inputTypeTable().nested[name];
  return members === undefined ? { kind: "any" } : { kind: "object", shape: shape(members) };
}

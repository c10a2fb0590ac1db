import type { Shape, Type } from "../../components/util/sdk-types/type-expression";
import { type Declaration, declarationOf } from "./schema/declarations";

const computed = new Map<string, readonly string[]>();

/**
 * Properties of an AWS type that AWS decides where the program does not, as paths such as `kubernetesNetworkConfig.ipFamily`: those that are
 * optional and computed in the provider's schema. The SDK declares them as optional arguments whose outputs always have a value.
 * Properties of list items are not among them.
 * @param directory of the program, from which its SDKs resolve
 */
export function computedProperties(type: string, directory: string): readonly string[] {
  if (!type.startsWith("aws:")) return [];
  const key = `${directory}\0${type}`;
  if (!computed.has(key)) {
    const declaration = declarationOf(type, directory);
    computed.set(key, declaration ? [...within(declaration, declaration.args, declaration.outputs, "")] : []);
  }
  return computed.get(key)!;
}

function* within({ types, ...rest }: Declaration, args: Shape, outputs: Shape, path: string): Generator<string> {
  for (const [name, argument] of args.properties) {
    const output = outputs.properties.get(name);
    if (!output) continue;
    if (argument.optional && !output.optional) yield path + name;
    const [inner, result] = [argument.type, output.type].map((type) => shapeOf(type, types));
    if (inner && result) yield* within({ types, ...rest }, inner, result, `${path}${name}.`);
  }
}

/** The properties of a single object; none of a list, a map or a scalar. */
function shapeOf(type: Type, types: Declaration["types"]): Shape | undefined {
  if (type.kind === "named") return shapeOf(types.resolve(type.name), types);
  if (type.kind === "union") return type.members.map((member) => shapeOf(member, types)).find((shape) => shape !== undefined);
  return type.kind === "object" ? type.shape : undefined;
}

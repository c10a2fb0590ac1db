import { declarationOf } from "./schema/declarations";

/**
 * Properties of an AWS type that keep their value when the program no longer sets them: those that are optional and computed in the
 * provider's schema. The SDK declares them as optional arguments whose outputs always have a value.
 * @param directory of the program, from which its SDKs resolve
 */
export function keptWhenRemoved(type: string, directory: string): readonly string[] {
  if (!type.startsWith("aws:")) return [];
  const declaration = declarationOf(type, directory);
  if (!declaration) return [];
  const { args, outputs } = declaration;
  return [...args.properties].flatMap(([name, { optional }]) =>
    optional && outputs.properties.get(name)?.optional === false ? [name] : [],
  );
}

// Resources that the engine itself provides (pkg/resource/deploy/builtins.go), and dynamic resources.
import { SimulationError, UNKNOWN, type Value, type Values } from "../types";
import { isProvider, packageOf } from "./urn";

/** Dynamic resources: the provider is a closure of the program, and is not run. */
const isDynamic = (type: string) => packageOf(type) === "pulumi-nodejs";
export const isBuiltin = (type: string) => (packageOf(type) === "pulumi" && !isProvider(type)) || isDynamic(type);

export function builtinOutputs(type: string, inputs: Values): Values {
  if (isDynamic(type)) return inputs;
  if (type === "pulumi:index:Stash") return { input: inputs.input ?? null, output: inputs.input ?? null };
  throw new SimulationError(`unrecognized resource type '${type}'`);
}

/** A stack reference: the outputs of other stacks stay unknown. */
export function readStackReference(name: Value, preview: boolean): Values {
  if (preview) return { name, outputs: UNKNOWN, secretOutputNames: UNKNOWN };
  throw new SimulationError(`outputs of stack '${String(name)}' cannot be read offline; with --preview they stay unknown`);
}

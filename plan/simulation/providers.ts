// Explicit providers, and packages that are not simulated.
import { mapValues } from "../../components/util/map-values";
import { type ResourceRequest, UNKNOWN, type Value, type Values } from "../types";
import { checkInputs } from "./schema/check";
import { declarationOf } from "./schema/declarations";
import type { SimulatedResource } from "./state-store";
import { hex, plainValues } from "./values";

/** A provider of a simulated package. Its SDK sends everything except strings as JSON. */
export function providerResource({ type, inputs, directory }: ResourceRequest): SimulatedResource {
  const declaration = declarationOf(type, directory);
  const decoded = Object.entries(inputs).map(([name, value]) => {
    const isText = declaration?.args.properties.get(name)?.type.kind === "string";
    return [name, isText ? value : decode(value)] as const;
  });
  // What the engine itself puts among the inputs of a provider.
  const own = Object.fromEntries(decoded.filter(([name]) => name !== "version" && name !== "pluginDownloadURL"));
  if (declaration) checkInputs(type, own, declaration);
  return { id: UNKNOWN, outputs: inputs };
}

/** Inputs of a provider as its configuration, nested values decoded. */
export function configuration(inputs: Values): Values {
  return mapValues(inputs, (_, value) => (isNested(value) ? decode(value) : value));
}

function isNested(value: Value): boolean {
  return typeof value === "string" && /^[[{]/.test(value) && typeof decode(value) === "object";
}

function decode(value: Value): Value {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as Value;
  } catch {
    return value;
  }
}

/** A resource of a package that is not simulated: its outputs are its inputs; other declared outputs stay unknown. */
export function echo({ type, urn, inputs, preview, directory }: ResourceRequest): SimulatedResource {
  const given = plainValues(inputs);
  const declared = declarationOf(type, directory)?.outputs.properties ?? new Map();
  const missing = [...declared]
    .filter(([name, { optional }]) => !optional && given[name] === undefined)
    .map(([name]) => [name, UNKNOWN] as const);
  return { id: preview ? UNKNOWN : hex(`id ${urn}`, 20), outputs: { ...given, ...Object.fromEntries(missing) } };
}

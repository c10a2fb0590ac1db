// Values with their dependencies. Transforms receive and return them (upgradeOutputValues and addOutputDependencies in
// pkg/resource/deploy/source_eval.go).
import { mapValues } from "../../components/util/map-values";
import { OUTPUT, REFERENCE, SECRET, SIGNATURE, UNKNOWN_TEXT, type Wire, type WireObject } from "./values";

/** Secrets and unknowns as output values: transforms accept no other form. */
function upgrade(wire: Wire): Wire {
  if (wire === UNKNOWN_TEXT) return { [SIGNATURE]: OUTPUT };
  if (wire === null || typeof wire !== "object") return wire;
  if (Array.isArray(wire)) return wire.map(upgrade);
  if (wire[SIGNATURE] === SECRET) return { [SIGNATURE]: OUTPUT, ...content(upgrade(wire.value ?? null)), secret: true };
  if (wire[SIGNATURE] !== undefined) return wire;
  return mapValues(wire, (_, value) => upgrade(value));
}

const isOutput = (wire: Wire): wire is WireObject =>
  typeof wire === "object" && wire !== null && !Array.isArray(wire) && wire[SIGNATURE] === OUTPUT;

/** The content of an output value; any other value is known and has no dependencies. */
const content = (wire: Wire): WireObject => (isOutput(wire) ? wire : { value: wire });

/** Properties as a transform receives them, each with its dependencies. */
export function withDependencies(props: WireObject, dependencies: Readonly<Record<string, readonly string[]>>): WireObject {
  const result: WireObject = {};
  for (const [key, wire] of Object.entries(props)) {
    const value = upgrade(wire);
    const known = dependenciesOf(value);
    const urns = dependencies[key] ?? [];
    result[key] = urns.every((urn) => known.has(urn))
      ? value
      : { [SIGNATURE]: OUTPUT, ...content(value), dependencies: [...new Set([...outputDependencies(value), ...urns])] };
  }
  return result;
}

const outputDependencies = (wire: Wire) => (isOutput(wire) ? ((wire.dependencies ?? []) as string[]) : []);

/** All dependencies of output values at any depth. */
export function dependenciesOf(wire: Wire, found: Set<string> = new Set()): Set<string> {
  if (wire === null || typeof wire !== "object") return found;
  if (Array.isArray(wire)) {
    for (const element of wire) dependenciesOf(element, found);
    return found;
  }
  const signature = wire[SIGNATURE];
  if (signature === OUTPUT) for (const urn of outputDependencies(wire)) found.add(urn);
  if (signature === undefined) for (const key in wire) dependenciesOf(wire[key]!, found);
  else dependenciesOf((signature === REFERENCE ? wire.id : wire.value) ?? null, found);
  return found;
}

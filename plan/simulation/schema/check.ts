// Rejects inputs that the provider would reject, by the types of its SDK.
import { checkShape, type Opened, type TypeIssue } from "../../../components/util/sdk-types/check-type";
import { Reference, Secret, SimulationError, UNKNOWN, type Values } from "../../types";
import type { Declaration } from "./declarations";

/**
 * Checks the inputs of a resource against its declaration.
 * @throws SimulationError with each error: path, expected, found, nearest valid name
 */
export function checkInputs(type: string, inputs: Values, { args, types }: Declaration): void {
  const resolve = (name: string) => types.resolve(name);
  const issues = checkShape(inputs, args, `property of ${type}`, { resolve, open });
  if (issues.length > 0) throw new SimulationError(issues.map(text).join("; "));
}

function open(value: unknown): Opened | undefined {
  if (value === UNKNOWN) return "fits";
  if (value instanceof Secret) return { value: value.value, secret: true };
  return value instanceof Reference ? { value: value.id ?? "" } : undefined;
}

function text({ path, message }: TypeIssue): string {
  const at = path.map((step, index) => (typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`)).join("");
  return `${at}: ${message}`;
}

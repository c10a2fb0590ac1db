// Quotas of an account, from the rows of the resource types.
import { resourceType } from "../../../plan/resource-types";
import type { Values } from "../../../plan/types";
import type { Ledger } from "./ledger";
import { FakeAwsError } from "./types";

/** The reason for which one more resource of a type is rejected, if any. */
export function quotaExceeded(
  type: string,
  inputs: Values,
  ledger: Ledger,
  limits: Readonly<Record<string, number>> = {},
): FakeAwsError | undefined {
  const { quota } = resourceType(type);
  if (!quota) return undefined;
  const outputsOf = (of: string, id: string) => ledger.find(of, id)?.outputs;
  const scopeOf = (of: Values) => (quota.per ? quota.per(of, outputsOf) : "all");
  const scope = scopeOf(inputs);
  const limit = limits[quota.name] ?? quota.limit;
  if (scope === undefined || ledger.of(type).filter((live) => scopeOf(live.inputs) === scope).length < limit) return undefined;
  return new FakeAwsError(quota.code, quota.message(limit));
}

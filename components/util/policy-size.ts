import { awsLimits } from "../reference/aws-limits";

/** A statement of which a single value may be an output, whose length is not known before it is there. */
export interface SizedStatement {
  readonly Sid?: string | undefined;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
}

/** Characters that stand for a value that is not known yet: an ARN with its path. */
const unknownLength = 200;

/** Length of a policy document as IAM counts it: without white space. */
export function policyLength(statements: readonly SizedStatement[]): number {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements.map(withoutOutputs) }).replace(/\s/g, "").length;
}

/** Outputs are objects with methods; plain data has none. */
function withoutOutputs(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutOutputs);
  if (typeof value !== "object" || value === null) return value;
  if ("apply" in value && typeof value.apply === "function") return "x".repeat(unknownLength);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutOutputs(inner)]));
}

/** Whether statements fit into one inline policy of a role that has no other. */
export function fitsInline(statements: readonly SizedStatement[]): boolean {
  return policyLength(statements) <= awsLimits.inlinePoliciesOfRole.value;
}

/** The statements of as few managed policies as they need, in their order; statements with long lists are divided. */
export function packStatements<T extends SizedStatement>(statements: readonly T[]): readonly (readonly T[])[] {
  const policies: T[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const piece of statements.flatMap(divided)) {
    const added = policyLength([piece]) - policyLength([]) + 1; // a comma before it
    if (length + added > awsLimits.managedPolicy.value) {
      policies.push([]);
      length = policyLength([]);
    }
    policies.at(-1)!.push(piece);
    length += added;
  }
  return policies;
}

/** A statement as several that each fit into a managed policy. Who has one of them has what all of them say, for Allow and for Deny. */
function divided<T extends SizedStatement>(statement: T): T[] {
  if (policyLength([statement]) <= awsLimits.managedPolicy.value) return [statement];
  const lists = Object.entries({ Action: statement.Action, Resource: statement.Resource }).flatMap(([key, list]) =>
    Array.isArray(list) && list.length > 1 ? [{ key, list, length: JSON.stringify(withoutOutputs(list)).length }] : [],
  );
  const [longest] = lists.sort((a, b) => b.length - a.length);
  if (!longest) return [statement]; // too long in itself: `isDivisible`
  const { key, list } = longest;
  const half = Math.ceil(list.length / 2);
  const { Sid: _, ...rest } = statement; // one Sid cannot be in a policy twice
  return [
    { ...statement, [key]: list.slice(0, half) },
    { ...(rest as T), [key]: list.slice(half) },
  ].flatMap(divided);
}

/** Whether every statement fits into a managed policy once its lists are divided. */
export function isDivisible(statement: SizedStatement): boolean {
  return divided(statement).every((piece) => policyLength([piece]) <= awsLimits.managedPolicy.value);
}

/** How many managed policies a role has: those that are attached, and those that its statements need beyond an inline policy. */
export function managedPolicyCount(arns: readonly string[], statements: readonly SizedStatement[]): number {
  return new Set(arns).size + (fitsInline(statements) ? 0 : packStatements(statements).length);
}

// `aws.iam.getPolicyDocument`: JSON of a policy from its parts, as the provider writes it.

import { isRecord } from "../../../components/util/is-record";
import type { Value, Values } from "../../types";
import { isList } from "../../types";
import { hex, refuse, texts } from "../values";

export function policyDocument(args: Values): Values {
  const own = records(args.statements).map(statement);
  const sources = texts(args.sourcePolicyDocuments).flatMap(statementsOf);
  const merged = override([...sources, ...own], texts(args.overridePolicyDocuments).flatMap(statementsOf));
  const document = {
    Version: args.version ?? "2012-10-17",
    ...(args.policyId === undefined ? {} : { Id: args.policyId }),
    Statement: merged,
  };
  const json = JSON.stringify(document, null, 2);
  return { id: hex(json, 10), json, minifiedJson: JSON.stringify(document) };
}

type Statement = Readonly<Record<string, Value>>;

function statementsOf(json: string): readonly Statement[] {
  try {
    const { Statement: found } = JSON.parse(json) as { Statement?: Statement | readonly Statement[] };
    return found === undefined ? [] : ([found].flat() as readonly Statement[]);
  } catch {
    return refuse("sourcePolicyDocuments: expected JSON texts of policies");
  }
}

/** A statement replaces the one with its Sid. */
function override(statements: readonly Statement[], others: readonly Statement[]): readonly Statement[] {
  const kept = statements.filter(({ Sid }) => Sid === undefined || !others.some((other) => other.Sid === Sid));
  return [...kept, ...others];
}

function statement(given: Values): Statement {
  const parts: Readonly<Record<string, Value | undefined>> = {
    Sid: given.sid,
    Effect: given.effect ?? "Allow",
    Principal: principals(given.principals),
    NotPrincipal: principals(given.notPrincipals),
    Action: oneOrMany(given.actions),
    NotAction: oneOrMany(given.notActions),
    Resource: oneOrMany(given.resources),
    NotResource: oneOrMany(given.notResources),
    Condition: conditions(given.conditions),
  };
  return Object.fromEntries(Object.entries(parts).filter((part): part is [string, Value] => part[1] !== undefined));
}

function oneOrMany(value: Value | undefined): Value | undefined {
  const found = texts(value);
  if (found.length === 0) return undefined;
  return found.length === 1 ? found[0] : [...found].sort().reverse();
}

function principals(value: Value | undefined): Value | undefined {
  const found = records(value);
  if (found.length === 0) return undefined;
  if (found.some(({ type, identifiers }) => type === "*" && texts(identifiers).includes("*"))) return "*";
  return Object.fromEntries(found.map(({ type, identifiers }) => [String(type), oneOrMany(identifiers) ?? []]));
}

function conditions(value: Value | undefined): Value | undefined {
  const found = records(value);
  if (found.length === 0) return undefined;
  const tests: Record<string, Record<string, Value>> = {};
  for (const { test, variable, values } of found) {
    tests[String(test)] ??= {};
    tests[String(test)]![String(variable)] = oneOrMany(values) ?? [];
  }
  return tests;
}

function records(value: Value | undefined): readonly Values[] {
  return isList(value) ? value.filter((item): item is Values => isRecord(item)) : [];
}

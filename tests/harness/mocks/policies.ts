import { readFileSync } from "node:fs";
import type { Inputs, Resources } from "./mocks";

/** A statement without its name, with a single action or resource as a list, as IAM reads it. */
export function plain({ Sid: _, Action, Resource, ...rest }: Inputs): Inputs {
  return { ...rest, Action: [Action].flat(), ...(Resource !== undefined && { Resource: [Resource].flat() }) };
}

/** Statements of a published policy, with its example values replaced. */
export function published(file: string, policy: string | undefined, replaced: Readonly<Record<string, string>> = {}): Inputs[] {
  const data = JSON.parse(readFileSync(`tests/fixtures/iam/${file}.json`, "utf8"));
  const text = JSON.stringify((policy === undefined ? data.policy : data.policies[policy]).Statement);
  return JSON.parse(Object.entries(replaced).reduce((all, [from, to]) => all.replaceAll(from, to), text)).map(plain);
}

/** All actions of statements, sorted. */
export function actionsOf(statements: readonly Inputs[]): string[] {
  return [...new Set(statements.flatMap(({ Action }) => Action as string | string[]))].sort();
}

/** Statements of the inline policy of a role. */
export function inlineStatements(resources: Resources, role: string): Inputs[] {
  return JSON.parse(resources.named(`${role}-policy`, "aws:iam/rolePolicy:RolePolicy").inputs.policy).Statement.map(plain);
}

/** The trust policy of a role. */
export function trustOf(resources: Resources, role: string): Inputs {
  return JSON.parse(resources.named(role, "aws:iam/role:Role").inputs.assumeRolePolicy);
}

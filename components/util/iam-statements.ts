import { iamServicePrefixes, modelBounds } from "../reference/generated/aws-models";
import { conditionOperators, setOperators } from "../reference/iam-conditions";
import { didYouMean, nearby } from "./did-you-mean";

/** A statement as settings hold it: plain values. */
export interface PlainStatement {
  readonly Sid?: string | undefined;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>> | undefined;
}

/** What is wrong with a statement, and where below it. */
export interface StatementIssue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** What the offline plan reads in place of an encrypted value. */
const hidden = "[secret]";

/** Sids that a policy has twice. */
export function* sidIssues(statements: readonly PlainStatement[]): Iterable<StatementIssue> {
  const sids = new Map<string, number>();
  for (const [position, { Sid }] of statements.entries()) {
    if (Sid === undefined) continue;
    const first = sids.get(Sid);
    if (first === undefined) sids.set(Sid, position);
    else yield { path: [position, "Sid"], message: `${Sid} is the Sid of statement ${first + 1} already; choose another` };
  }
}

/** What IAM would not accept in a statement, or what would grant nothing: a check for each key, so that an invalid one hides nothing about the others. */
export const statementChecks: readonly ((statement: PlainStatement) => Iterable<StatementIssue>)[] = [
  ({ Action }) => each(Action, ["Action"], (action) => characterIssue(action) ?? actionIssue(action)),
  ({ Resource }) => each(Resource, ["Resource"], (resource) => characterIssue(resource) ?? resourceIssue(resource)),
  ({ Condition }) => conditionIssues(Condition),
];

function* conditionIssues(condition: PlainStatement["Condition"] = {}): Iterable<StatementIssue> {
  for (const [operator, keys] of Object.entries(condition)) {
    const wrong = operatorIssue(operator);
    if (wrong) yield { path: ["Condition", operator], message: wrong };
    for (const [key, values] of Object.entries(keys)) {
      const wrongKey = characterIssue(key) ?? (key.includes(":") ? undefined : conditionKeyIssue(key));
      if (wrongKey) yield { path: ["Condition", operator, key], message: wrongKey };
      yield* each(values, ["Condition", operator, key], characterIssue);
    }
  }
}

function* each(
  value: string | readonly string[],
  path: readonly PropertyKey[],
  issueOf: (value: string) => string | undefined,
): Iterable<StatementIssue> {
  for (const [index, item] of [value].flat().entries()) {
    const message = item === hidden ? undefined : issueOf(item);
    if (message) yield { path: typeof value === "string" ? path : [...path, index], message };
  }
}

const policyCharacters = new RegExp(`^${modelBounds["iam.policyDocumentType"].pattern}$`, "u");

function characterIssue(text: string): string | undefined {
  const odd = [...text].find((character) => !policyCharacters.test(character));
  return (
    odd &&
    `expected the characters of Latin-1, all that IAM policies accept (up to U+00FF), found ${codePoint(odd)} in ${JSON.stringify(text)}`
  );
}

function codePoint(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** Why IAM does not know an action, or nothing. A service prefix that is unknown and near no known one may be newer than the table. */
function actionIssue(action: string): string | undefined {
  if (action === "*") return undefined;
  const parts = action.split(":");
  const [service, name] = parts;
  if (parts.length !== 2 || !/^[A-Za-z0-9-]+$/.test(service!) || !/^[A-Za-z0-9*?]+$/.test(name!))
    return `expected an action such as s3:GetObject, found ${JSON.stringify(action)}`;
  const lower = service!.toLowerCase();
  if (iamServicePrefixes.has(lower)) return undefined;
  const near = nearby(lower, [...iamServicePrefixes]);
  return near.length > 0 ? `IAM has no service ${service}${didYouMean(lower, [...iamServicePrefixes])}` : undefined;
}

/** The service prefix of an action that is not in the table and near no name in it. */
export function unknownService(action: string): string | undefined {
  const [service = ""] = action.split(":", 1);
  return action.includes(":") && !iamServicePrefixes.has(service.toLowerCase()) ? service : undefined;
}

function resourceIssue(resource: string): string | undefined {
  return resource === "*" || /^arn:[^:]*:[^:]*:[^:]*:[^:]*:./s.test(resource) || /^arn:\*$|^arn:aws[a-z-]*:\*$/.test(resource)
    ? undefined
    : `expected an ARN such as arn:aws:s3:::bucket/*, or *, found ${JSON.stringify(resource)}`;
}

function operatorIssue(operator: string): string | undefined {
  const set = setOperators.find((prefix) => operator.startsWith(prefix)) ?? "";
  const name = operator.slice(set.length);
  if (conditionOperators.some((known) => known.toLowerCase() === name.toLowerCase())) return undefined;
  const near = nearby(name, conditionOperators).map((known) => `${set}${known}`);
  return `IAM has no condition operator ${operator}${near.length > 0 ? `; did you mean ${near.join(" or ")}?` : "; expected one such as StringEquals"}`;
}

function conditionKeyIssue(key: string): string {
  return `expected a condition key such as aws:SourceAccount, found ${JSON.stringify(key)}`;
}

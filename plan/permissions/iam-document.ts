import { isRecord } from "../../components/util/is-record";
import { coversAction } from "../../policy/iam-document";

type Texts = string | readonly string[];

/** A statement of an IAM policy. */
export interface Statement {
  readonly Effect?: string;
  readonly Action?: Texts;
  readonly NotAction?: Texts;
  readonly Resource?: Texts;
  readonly NotResource?: Texts;
  readonly Principal?: string | Readonly<Record<string, Texts>>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, Texts>>>>;
}

/** The statements of a policy document, which is JSON or what JSON would say; undefined where it is not known or not a document. */
export function statementsOf(document: unknown): Statement[] | undefined {
  const parsed = typeof document === "string" ? parse(document) : document;
  if (!isRecord(parsed)) return undefined;
  const statements = [parsed.Statement ?? []].flat();
  return statements.every(isRecord) ? (statements as Statement[]) : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // unknown or secret, or malformed
  }
}

export function textsOf(value: unknown): string[] {
  return [value ?? []].flat().filter((each): each is string => typeof each === "string");
}

/** Whether a statement is about an action, whatever its resources and conditions. */
export function isAbout({ Action, NotAction }: Statement, action: string): boolean {
  if (NotAction !== undefined) return !textsOf(NotAction).some((pattern) => coversAction(pattern, action));
  return textsOf(Action).some((pattern) => coversAction(pattern, action));
}

/** `StringEquals aws:ResourceTag/team`, for each condition. */
export function conditionsOf({ Condition }: Statement): string[] {
  if (!isRecord(Condition)) return [];
  return Object.entries(Condition).flatMap(([operator, keys]) =>
    isRecord(keys) ? Object.keys(keys).map((key) => `${operator} ${key}`) : [operator],
  );
}

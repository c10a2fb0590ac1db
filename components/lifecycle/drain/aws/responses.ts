// Reads lists from the output of the AWS CLI. Invalid output is an error, never an empty list.
import { type Aws, AwsError } from "./cli";
import { isNotFound } from "./errors";

// biome-ignore lint/suspicious/noExplicitAny: as the service answers
export type Raw = any;

/**
 * A complete list. The CLI follows the pages of a service itself; if that is turned off, its token is followed here.
 * @param words service, operation and flags
 * @param field name of the list in the output
 */
export async function listed(aws: Aws, words: readonly string[], field: string): Promise<Raw[]> {
  const command = `${words[0]} ${words[1]}`;
  const pages: Raw[][] = [];
  const tokens = new Set<string>();
  for (let token: string | undefined; ; ) {
    const answer = await aws(token === undefined ? words : [...words, "--starting-token", token]);
    pages.push(arrayOf(answer?.[field], command, field));
    token = answer.NextToken ?? answer.nextToken ?? answer.NextMarker ?? answer.Marker ?? undefined;
    if (token === undefined || token === "") return pages.flat();
    if (tokens.has(token)) throw new AwsError("NoAnswer", `aws ${command} returned the same page twice`);
    tokens.add(token);
  }
}

/** A list of objects. @throws AwsError if it is not one */
export function arrayOf(value: unknown, command: string, field: string): Raw[] {
  if (!Array.isArray(value) || value.some((each) => typeof each !== "object" || each === null)) throw unexpectedResponse(command, field);
  return value;
}

export function unexpectedResponse(command: string, field: string): AwsError {
  return new AwsError("NoAnswer", `aws ${command} returned no ${field}`);
}

/** The output; undefined if the resource was deleted since it was listed. */
export async function ifThere<T>(answer: Promise<T>): Promise<T | undefined> {
  return answer.catch((error) => {
    if (error instanceof AwsError && isNotFound(error)) return undefined;
    throw error;
  });
}

/**
 * Limits of tag requests: 20 resources at a time, and the request fails if one of them was deleted (API references of both services,
 * 2026-11).
 */
export interface TagQuery {
  readonly words: readonly string[];
  /** The field that identifies a listed resource, and the field of the output that repeats it. */
  readonly id: string;
  readonly said: string;
}

export const elbTags = ["elb", "describe-tags", "--load-balancer-names"];
export const elbv2Tags = (id: string): TagQuery => ({ words: ["elbv2", "describe-tags", "--resource-arns"], id, said: "ResourceArn" });

/** Tags by resource; resources that were deleted since they were listed are omitted. */
export async function tagsByName(aws: Aws, all: readonly Raw[], { words, id, said }: TagQuery): Promise<Map<string, Raw[]>> {
  const ask = async (names: readonly string[]): Promise<Raw[]> => {
    const descriptions = await ifThere(listed(aws, [...words, ...names], "TagDescriptions"));
    if (descriptions) return complete(descriptions, names, said);
    const half = Math.ceil(names.length / 2);
    return names.length === 1 ? [] : [...(await ask(names.slice(0, half))), ...(await ask(names.slice(half)))];
  };
  const names = all.map((each) => each[id]);
  if (names.some((name) => typeof name !== "string")) throw new AwsError("NoAnswer", `aws ${words[0]} returned an item without ${id}`);
  const descriptions = await inParts(20, names, ask);
  return new Map(descriptions.map((each) => [each[said], arrayOf(each.Tags, `${words[0]} ${words[1]}`, "Tags")]));
}

/** @throws AwsError if the output lacks one of the resources */
function complete(descriptions: readonly Raw[], names: readonly string[], said: string): readonly Raw[] & Raw[] {
  const known = new Set(descriptions.map((each) => each[said]));
  const missing = names.find((name) => !known.has(name));
  if (missing !== undefined) throw new AwsError("NoAnswer", `AWS returned no tags of ${missing}`);
  return [...descriptions];
}

/** Splits a list into batches of this size. */
export async function inParts(most: number, all: readonly string[], ask: (some: readonly string[]) => Promise<Raw[]>): Promise<Raw[]> {
  const parts = Array.from({ length: Math.ceil(all.length / most) }, (_, index) => all.slice(index * most, (index + 1) * most));
  return (await Promise.all(parts.map(ask))).flat();
}

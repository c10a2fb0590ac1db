// Filters of EC2, as its API reference has them (2026-11): all must hold, one value of each is enough, `*` at the end stands for anything.

interface Filter {
  readonly Name: string;
  readonly Values: readonly string[];
}

/** A thing as EC2 lists it. */
interface Listed {
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
  readonly [field: string]: unknown;
}

const fields: Readonly<Record<string, (thing: Listed) => unknown>> = {
  "vpc-id": ({ VpcId }) => VpcId,
  description: ({ Description }) => Description,
  "instance-id": ({ InstanceId }) => InstanceId,
  "instance-state-name": ({ State }) => (State as { Name: string }).Name,
};

/** @param texts filters in JSON @throws Error where a filter is none of those that are known here */
export function filtered(things: readonly object[], texts: readonly string[]): readonly object[] {
  const filters = texts.map((text) => JSON.parse(text) as Filter);
  return things.filter((thing) => filters.every((filter) => holds(filter, thing as Listed)));
}

function holds({ Name, Values }: Filter, thing: Listed): boolean {
  return valuesOf(Name, thing).some((value) => Values.some((pattern) => fits(value, pattern)));
}

/** A star is only ever last here. */
function fits(value: string, pattern: string): boolean {
  return pattern.endsWith("*") ? value.startsWith(pattern.slice(0, -1)) : value === pattern;
}

function valuesOf(name: string, thing: Listed): readonly string[] {
  const tags = thing.Tags ?? [];
  if (name === "tag-key") return tags.map(({ Key }) => Key);
  if (name.startsWith("tag:")) return tags.filter(({ Key }) => Key === name.slice("tag:".length)).map(({ Value }) => Value);
  const field = fields[name];
  if (!field) throw new Error(`InvalidParameterValue: nobody filters by ${name}`);
  return [String(field(thing))];
}

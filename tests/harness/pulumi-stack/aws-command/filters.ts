// Filters of EC2 as in its API reference (2026-11): all filters must match, one value of each is enough, and `*` at the end matches anything.

interface Filter {
  readonly Name: string;
  readonly Values: readonly string[];
}

/** A resource as EC2 lists it. */
interface Listed {
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
  readonly [field: string]: unknown;
}

const fields: Readonly<Record<string, (resource: Listed) => unknown>> = {
  "vpc-id": ({ VpcId }) => VpcId,
  description: ({ Description }) => Description,
  "instance-id": ({ InstanceId }) => InstanceId,
  "instance-state-name": ({ State }) => (State as { Name: string }).Name,
};

/** @param texts filters in JSON @throws Error for an unknown filter */
export function filtered(resources: readonly object[], texts: readonly string[]): readonly object[] {
  const filters = texts.map((text) => JSON.parse(text) as Filter);
  return resources.filter((resource) => filters.every((filter) => passes(filter, resource as Listed)));
}

function passes({ Name, Values }: Filter, resource: Listed): boolean {
  return valuesOf(Name, resource).some((value) => Values.some((pattern) => matches(value, pattern)));
}

/** `*` is supported only at the end. */
function matches(value: string, pattern: string): boolean {
  return pattern.endsWith("*") ? value.startsWith(pattern.slice(0, -1)) : value === pattern;
}

function valuesOf(name: string, resource: Listed): readonly string[] {
  const tags = resource.Tags ?? [];
  if (name === "tag-key") return tags.map(({ Key }) => Key);
  if (name.startsWith("tag:")) return tags.filter(({ Key }) => Key === name.slice("tag:".length)).map(({ Value }) => Value);
  const field = fields[name];
  if (!field) throw new Error(`InvalidParameterValue: unknown filter ${name}`);
  return [String(field(resource))];
}

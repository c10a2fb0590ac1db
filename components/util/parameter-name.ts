import { parseArn } from "./arn";

/** Name of a parameter in Parameter Store, by its name or ARN: the slash after `parameter` is part of a path. */
export function parameterName(parameter: string): string {
  const resource = parseArn(parameter)?.resource;
  if (resource === undefined) return parameter;
  const name = resource.slice("parameter".length);
  return name.lastIndexOf("/") === 0 ? name.slice(1) : name;
}

/** `Subnet net-private-1`, for people; the URN where it has another form. */
export function nameOfUrn(urn: string): string {
  const [, types, name] = /^urn:pulumi:[^:]*(?:::[^:]*){0,1}::(.*?)::(.*)$/s.exec(urn) ?? [];
  return types === undefined || name === undefined ? urn : `${kindOfType(types.split("$").at(-1)!)} ${name}`;
}

/** `aws:ec2/subnet:Subnet` is a Subnet. */
export function kindOfType(type: string): string {
  return type.slice(type.lastIndexOf(":") + 1);
}

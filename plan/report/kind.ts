/** `aws:ec2/subnet:Subnet` is a Subnet. */
export function kindOfType(type: string): string {
  return type.slice(type.lastIndexOf(":") + 1);
}

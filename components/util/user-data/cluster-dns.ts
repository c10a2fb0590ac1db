/** EKS gives CoreDNS the tenth address of the service CIDR, which is never smaller than /24, or /108 in IPv6. */
export function clusterDns(serviceCidr: string): string {
  if (`${serviceCidr}`.includes(":")) return serviceCidr.replace(/\/\d+$/, "a"); // fd00:1::/108 -> fd00:1::a
  return `${serviceCidr}`.replace(/\.\d+\/\d+$/, ".10");
}

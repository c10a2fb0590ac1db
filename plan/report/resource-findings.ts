import { type Finding, finding } from "../../components/util/finding";
import type { PlannedResource } from "../types";

const subnetType = "aws:ec2/subnet:Subnet";

/**
 * What is to be said of planned resources. Subnets that hand out public addresses: one finding for each VPC, that is for each parent.
 * Nothing of ours starts an instance there, so the stack is safe as it is; it is about what others start.
 */
export function resourceFindings(resources: readonly PlannedResource[]): Finding[] {
  const byParent = new Map<string, string[]>();
  for (const { type, urn, name, parent = urn, inputs } of resources) {
    if (type === subnetType && inputs.mapPublicIpOnLaunch === true) byParent.set(parent, [...(byParent.get(parent) ?? []), name]);
  }
  return [...byParent].map(([urn, names]) =>
    finding({
      rule: "public-subnet-addresses",
      level: "information",
      urn,
      message: `every instance that somebody starts in ${names.join(", ")} gets a public IPv4 address (\`mapPublicIpOnLaunch\`)`,
      fix: "start instances in private subnets, as node pools do; to turn it off, set `mapPublicIpOnLaunch: false` on these subnets in a `transforms` option of the VPC",
    }),
  );
}

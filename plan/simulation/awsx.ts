// The simulated awsx: remote components with their children.

import { expandVpc } from "./awsx/vpc";
import type { Expansion, Scope } from "./expansion/scope";
import { derive, type Inputs } from "./expansion/tracked-value";

/** Components of awsx that are simulated. */
export const awsxComponents: Readonly<Record<string, Expansion>> = {
  "awsx:ec2:Vpc": expandVpc,
  "awsx:ec2:DefaultVpc": expandDefaultVpc,
};

/** Creates nothing: looks up the default VPC of the region and its subnets. */
async function expandDefaultVpc(scope: Scope): Promise<Inputs> {
  const vpcId = scope.invoke("aws:ec2/getVpc:getVpc", { default: true }).get("id");
  const ids = scope.invoke("aws:ec2/getSubnets:getSubnets", { filters: [{ name: "vpc-id", values: [vpcId] }] }).get("ids");
  const subnets = derive(ids, (found: readonly string[]) =>
    found.map((id) => {
      const subnet = scope.invoke("aws:ec2/getSubnet:getSubnet", { id });
      return { id, isPublic: subnet.get("mapPublicIpOnLaunch") };
    }),
  );
  const pick = (isPublic: boolean) =>
    derive(subnets, (found: readonly { id: string; isPublic: boolean }[]) =>
      found.filter((subnet) => subnet.isPublic === isPublic).map(({ id }) => id),
    );
  return { vpcId, publicSubnetIds: pick(true), privateSubnetIds: pick(false) };
}

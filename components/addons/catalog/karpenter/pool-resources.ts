import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../util/context";
import { efaSecurityGroupArgs } from "../../../util/efa-security-group";
import { mapValues } from "../../../util/map-values";
import { mergeTags } from "../../../util/tags";
import type { PoolResources } from "./node-class";
import type { KarpenterOptions } from "./options";

/** AWS resources of the pools that need some, by pool. They are deleted after the nodes, because the EC2NodeClasses name them. */
export function poolResources(
  name: string,
  nodePools: KarpenterOptions["nodePools"],
  { context, vpcId }: { readonly context: Context; readonly vpcId: pulumi.Input<string> },
  opts: pulumi.CustomResourceOptions,
): Readonly<Record<string, PoolResources>> {
  return mapValues(nodePools, (pool, { efa, placementGroup: strategy, tags: own }) => {
    const tags = mergeTags(context.tags, own);
    return {
      ...(efa && {
        efaSecurityGroupId: new aws.ec2.SecurityGroup(
          `${name}-${pool}-efa`,
          efaSecurityGroupArgs({ context: { ...context, tags }, pool, vpcId }),
          opts,
        ).id,
      }),
      ...(strategy && { placementGroup: new aws.ec2.PlacementGroup(`${name}-${pool}-placement`, { strategy, tags }, opts).name }),
    };
  });
}

import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { addonCatalog } from "../../../components/addons/plan/catalog-settings";
import { NodePool } from "../../../components/nodes/node-pool";
import type { ValidatedNodePoolArgs } from "../../../components/nodes/node-pool-args";
import type { NodePoolSettings } from "../../../components/settings/types";
import { validSettings } from "../../../components/settings/validation/validate-settings";
import { clusterHandle, context } from "./context";
import { type MockOptions, startMocks } from "./mocks";

const defaults = validSettings({ region: "eu-west-1", defaultName: "shop", sections: { nodePools: { general: {} } } }, addonCatalog);

/** A pool with default settings. */
export function poolSettings(changes: Partial<NodePoolSettings> = {}): NodePoolSettings {
  return { ...defaults.settings.nodePools.general!, ...changes };
}

/** Registers a pool that waits for a queue named `route`, and a queue named `after` that waits for the pool. */
export async function createPool(changes: Partial<NodePoolSettings>, args: Partial<ValidatedNodePoolArgs> = {}, options?: MockOptions) {
  const mocks = startMocks(options);
  const outputs = await mocks.run(() => {
    const route = new aws.sqs.Queue("route");
    const pool = new NodePool(
      "eks-general",
      {
        context,
        cluster: clusterHandle(),
        pool: "general",
        settings: poolSettings(changes),
        subnetIds: ["subnet-a", "subnet-b", "subnet-c"],
        zones: ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
        ...args,
      },
      { dependsOn: [route] },
    );
    new aws.sqs.Queue("after", {}, { dependsOn: [pool] });
    return { nodeRoleArn: pool.nodeRoleArn, autoScalingGroupNames: pulumi.output(pool.autoScalingGroupNames) };
  });
  return { resources: mocks.resources, outputs };
}

/** The user data of a launch template as an instance reads it. */
export function plain(userData: string): string {
  return Buffer.from(userData, "base64").toString();
}

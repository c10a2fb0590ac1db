import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { NodePoolSettings } from "../../components/config/types";
import { NodePool, type NodePoolArgs } from "../../components/nodes/node-pool";
import { clusterHandle, context } from "./context";
import { type MockOptions, startMocks } from "./mocks";

/** A pool as the settings' defaults make it. */
export function poolSettings(changes: Partial<NodePoolSettings> = {}): NodePoolSettings {
  return {
    kind: "managed",
    instanceTypes: ["t4g.large"],
    capacity: "onDemand",
    size: { min: 1, max: 3, desired: 1 },
    spread: "multiZone",
    ami: "al2023",
    disk: { sizeGiB: 50, type: "gp3" },
    labels: {},
    taints: [],
    update: { maxUnavailablePercentage: 33 },
    repair: true,
    userData: "",
    policies: [],
    ...changes,
  };
}

/** Registers one pool that waits for a queue named `route`, and a queue named `after` that waits for the pool. */
export async function makePool(changes: Partial<NodePoolSettings>, args: Partial<NodePoolArgs> = {}, options?: MockOptions) {
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

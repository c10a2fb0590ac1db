import { z } from "zod";
import { kmsKeyArn } from "../../util/schemas";
import { hints } from "../validation/messages";
import { roleArn } from "./arns";
import { instanceFields, nodeFields, otherPoolKeys, poolObjectIssues, poolObjectName } from "./node-pool-objects";
import { scalingFields } from "./node-pool-scaling";

export const autoModeNodePools = ["general-purpose", "system"] as const;

/** Root volume of the nodes. Ranges: EKS user guide, "Create a Node Class for Amazon EKS" (2026). */
const disk = z.strictObject({
  sizeGiB: z.int().min(20).max(59_000).default(80).describe("Size in GiB"),
  iops: z.int().min(3_000).max(16_000).optional().describe("I/O operations per second. Default: 3000"),
  throughput: z.int().min(125).max(1_000).optional().describe("Throughput in MiB per second. Default: 125"),
  kmsKeyArn: kmsKeyArn.optional().describe("KMS key that encrypts the volumes of the node. Default: the account's key for EBS"),
});

const instead = "use a pool in `nodePools` for it";

/** Keys of other pools that Auto Mode has no setting for, with the reason. */
const without: Readonly<Record<string, string>> = {
  ...otherPoolKeys,
  ...Object.fromEntries(
    ["ami", "amiIds", "amiVersion", "version"].map((key) => [
      key,
      `not supported: EKS chooses the AMI of Auto Mode's nodes, a Bottlerocket of its own; ${instead}`,
    ]),
  ),
  userData: `not supported: nodes of Auto Mode run no user data; ${instead}`,
  kubelet: `not supported: EKS configures the kubelet of Auto Mode's nodes; ${instead}`,
  maxPods: `not supported: EKS sets it for Auto Mode's nodes, to 110 at most; ${instead}`,
  hopLimit: `not supported: it is 1 for Auto Mode's nodes; ${instead}`,
  monitoring: `not supported: Auto Mode has no such setting; ${instead}`,
  repair: "not supported: EKS repairs nodes of Auto Mode by itself; remove the key",
  policies: "unknown key; attach them to a role of your own, and write its `roleArn`",
  statements: "unknown key; add them to a role of your own, and write its `roleArn`",
  ssm: "not supported: nodes of Auto Mode allow no shell; use `kubectl debug node`",
  instanceStore: "not supported: EKS uses local disks of instances by itself; remove the key",
  volumes: "not supported: nodes of Auto Mode have one volume for data, `disk`; use volumes of claims",
};

const fields = z.strictObject({
  ...instanceFields,
  ...scalingFields,
  ...nodeFields,
  expireAfter: nodeFields.expireAfter.default("336h").describe("Maximum age of a node, at most 504h, after which EKS replaces it anyway"),
  disk: disk.prefault({}).describe("Volume of the nodes for images and data of pods, gp3; always encrypted"),
  roleArn: roleArn
    .optional()
    .describe("Existing role of the nodes, with everything that they need. Default: a role of the stack that such pools share"),
});

/** A pool of Auto Mode: a NodePool, and the NodeClass of its instances. */
export const autoModePool = fields
  .superRefine((pool, { addIssue }) => {
    for (const { path, message } of poolObjectIssues(pool)) addIssue({ code: "custom", path: [...path], message });
  })
  .register(hints, { keys: without });

/** Key `autoMode` in its long form. */
const settings = z.strictObject({
  nodePools: z
    .array(z.enum(autoModeNodePools))
    .default([...autoModeNodePools])
    .describe("Built-in node pools"),
  pools: z
    .record(poolObjectName, autoModePool)
    .optional()
    .describe("Name -> node pool of your own: a NodePool with a NodeClass. Default: none"),
});

export const autoMode = z.union([z.boolean(), settings]).default(false);

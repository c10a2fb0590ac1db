import { z } from "zod";
import { roleArn } from "../../../settings/schema/arns";
import { poolObjectName } from "../../../settings/schema/node-pool-objects";
import { policyArn } from "../../../util/schemas";
import { commonOptions, replicas } from "../common/options";
import { nodePool } from "./pool-options";

/** Options of the add-on. */
export const karpenterOptions = z.strictObject({
  ...commonOptions.chart,
  ...commonOptions.permissions,
  replicas,
  crds: z
    .strictObject({ values: commonOptions.chart.values })
    .prefault({})
    .describe("The chart `karpenter-crd`, in the version of Karpenter: its `values`"),
  isolated: z
    .boolean()
    .optional()
    .describe(
      "Isolated VPC mode: Karpenter calls neither IAM nor the price list, and its nodes use an instance profile of the stack. Default: true if `network.nat` is none",
    ),
  ssm: z
    .boolean()
    .default(true)
    .describe(
      "Allow shell access to the nodes by AWS Systems Manager Session Manager; false removes the permissions from their role, which all pools share",
    ),
  nodeRoleArn: roleArn
    .optional()
    .describe("Existing role of the nodes, with everything that they need; the stack gives it an access entry. Default: a new role"),
  windowsNodeRoleArn: roleArn
    .optional()
    .describe(
      "Existing role of Windows nodes, another one than that of the others, because its access entry is of another type. Default: a new role",
    ),
  nodePolicies: z.array(policyArn).optional().describe("ARNs of additional managed policies of the new roles of the nodes. Default: none"),
  nodePools: z
    .record(poolObjectName, nodePool)
    .prefault({ default: {} })
    .describe("Name -> NodePool with an EC2NodeClass; `{}` means none, if NodePools are created elsewhere"),
});

export type KarpenterOptions = z.output<typeof karpenterOptions>;

// Keys of pools that become a NodePool object: those of Karpenter, and those of EKS Auto Mode.
import { z } from "zod";
import {
  familyIssue,
  instanceChecks,
  limitIssues,
  requirementIssue,
  restrictedLabel,
  staticPoolChecks,
  taintsIssue,
  typeIssue,
} from "../../util/karpenter/validate";
import { keyError, reservedLabel, reservedTaint, valueError } from "../../util/kubernetes-names";
import { text } from "../../util/schemas";
import { flatMapValid } from "../validation/guard";
import { mostTerms, type PoolIssue, placementChecks, placementFields } from "./node-pool-placement";
import { checked, duration, durationOrNever, scalingFields } from "./node-pool-scaling";
import { ec2Id } from "./scalars";

/** Limits of Karpenter's CRDs: 100 labels and 100 requirements, of which this project sets one and up to eight; one of the terms for security groups is its own. */
const mostLabels = 99;
const mostRequirements = 92;

const labelValue = checked(z.string(), valueError);
const labels = z.record(z.string(), labelValue).superRefine((given, { addIssue }) => {
  for (const key of Object.keys(given)) {
    const message = keyError(key) ?? reservedLabel(key) ?? restrictedLabel(key);
    if (message) addIssue({ code: "custom", path: [key], message });
  }
  const count = Object.keys(given).length;
  if (count > mostLabels) addIssue({ code: "custom", message: `expected at most ${mostLabels} labels, found ${count}; remove some` });
});

function taintOf(keyIssue: (key: string) => string | undefined) {
  return z.strictObject({
    key: checked(z.string().min(1), keyIssue).describe("Key"),
    value: labelValue.default("").describe("Value"),
    effect: z.enum(["NoSchedule", "NoExecute", "PreferNoSchedule"]).describe("Effect on pods that do not tolerate it"),
  });
}

const taint = taintOf((key) => keyError(key) ?? reservedTaint(key));
/** Agents remove taints under any domain, such as `node.cilium.io/agent-not-ready`. */
const startupTaint = taintOf(keyError);

const requirementFields = z.strictObject({
  key: z.string().min(1).describe("Label of the node, such as `karpenter.k8s.aws/instance-size`"),
  operator: z.enum(["In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt", "Gte", "Lte"]).describe("Operator that compares its value"),
  values: z.array(z.string()).default([]).describe("With what"),
  minValues: z.int().min(1).max(50).optional().describe("Minimum number of different values to choose from"),
});

const requirement = checked(requirementFields, requirementIssue);

/** Which instances a pool starts. */
export const instanceFields = {
  categories: z
    .array(text(/^[a-z]+$/, "a category such as m"))
    .min(1)
    .optional()
    .describe("Categories of instance types, such as c, m, r, g. Default: [c, m, r], but all if `families` or `instanceTypes` are set"),
  families: z.array(checked(z.string(), familyIssue)).min(1).optional().describe("Instance families, such as m7g. Default: all"),
  instanceTypes: z
    .array(checked(text(/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/, "an instance type such as m7g.large"), typeIssue))
    .min(1)
    .optional()
    .describe("Instance types, such as m7g.large. Default: all"),
  minGeneration: z
    .int()
    .min(1)
    .max(9)
    .optional()
    .describe(
      "Minimum instance generation. Default: 5, but any if `families` or `instanceTypes` are set, or a category has no instances of that generation, as inf and trn",
    ),
  architectures: z
    .array(z.enum(["amd64", "arm64"]))
    .min(1)
    .optional()
    .describe("CPU architectures. Default: those of the stack's node pools, otherwise amd64"),
  capacityTypes: z
    .array(z.enum(["on-demand", "spot", "reserved"]))
    .min(1)
    .default(["on-demand"])
    .describe("Capacity types; Karpenter prefers reserved, then spot"),
  reservations: z
    .array(text(/^cr-[0-9a-z]+$/, "the id of a capacity reservation such as cr-0123456789abcdef0"))
    .min(1)
    .max(mostTerms)
    .optional()
    .describe("Ids of the capacity reservations in which instances with capacity type `reserved` start"),
  zones: z.array(z.string().min(1)).min(1).optional().describe("Names of zones. Default: all with private subnets"),
  subnetIds: z
    .array(ec2Id("subnet"))
    .min(1)
    .max(mostTerms)
    .optional()
    .describe("Subnets of the nodes, instead of `zones`. Default: the private subnets"),
  securityGroupIds: z
    .array(ec2Id("sg"))
    .max(mostTerms - 1)
    .default([])
    .describe("Security groups of the nodes in addition to that of the cluster"),
  requirements: z
    .array(requirement)
    .max(mostRequirements)
    .default([])
    .describe("Additional requirements of the NodePool, in Karpenter's format"),
};

/** Of the nodes as Kubernetes objects. */
export const nodeFields = {
  expireAfter: durationOrNever.default("720h").describe("Maximum age of a node, or Never"),
  terminationGracePeriod: duration.default("24h").describe("Maximum time to drain a node; its pods are then terminated"),
  labels: labels.default({}).describe("Kubernetes labels of the nodes"),
  taints: checked(z.array(taint), taintsIssue).default([]).describe("Kubernetes taints of the nodes"),
  startupTaints: checked(z.array(startupTaint), taintsIssue)
    .default([])
    .describe("Taints of a new node that an agent removes when the node is ready, such as those of a CNI. Pods need not tolerate them"),
  tags: z
    .record(z.string().min(1), z.string())
    .default({})
    .describe("Tags of the instances, volumes and network interfaces in addition to those of the stack, which they override"),
};

/** Keys of node groups that are called otherwise here. */
export const otherPoolKeys: Readonly<Record<string, string>> = {
  capacity: "unknown key; write `capacityTypes`, a list of on-demand, spot and reserved",
  reservation: "unknown key; write `reservations`, a list of ids",
  size: "unknown key; write `limits`, or `replicas` for a fixed number of nodes",
  spread: "unknown key; write `zones`",
  kind: "unknown key; node groups are pools of section `nodePools`",
  update: "unknown key; write `budgets`, which limit how many nodes are replaced at the same time",
  warmPool: "not supported: nodes start as pods need them; write `replicas` for nodes that wait, or use a pool in `nodePools`",
  outpost: "not supported on Outposts; use a pool in `nodePools` with `kind: selfManaged`",
};

/** Name of a pool: that of two objects, and part of resource names. */
export const poolObjectName = text(
  /^[a-z0-9]([a-z0-9-]{0,33}[a-z0-9])?$/,
  "1 to 35 lowercase letters, digits and -, beginning and ending with a letter or digit",
);

const allFields = z.strictObject({ ...instanceFields, ...placementFields, ...scalingFields, ...nodeFields });
type PoolObject = Omit<z.output<typeof allFields>, "taints"> & { readonly taints?: z.output<typeof allFields>["taints"] | undefined };

/** Checks of the keys above, with the path of each issue. Each needs valid only what it reads. */
export const poolObjectChecks: readonly ((pool: PoolObject) => Iterable<PoolIssue>)[] = [
  ...instanceChecks.map(
    (check) =>
      function* (pool: PoolObject) {
        const unusable = check(pool);
        if (unusable) yield { path: [], message: unusable };
      },
  ),
  ...staticPoolChecks,
  limitIssues,
  ...placementChecks,
  function* ({ taints = [], startupTaints }) {
    const both = taintsIssue([...taints, ...startupTaints]);
    if (both && !taintsIssue(taints) && !taintsIssue(startupTaints))
      yield { path: ["startupTaints"], message: `${both}: it is in \`taints\` too` };
  },
  function* ({ zones, subnetIds }) {
    if (zones && subnetIds) yield { path: ["subnetIds"], message: "`zones` and `subnetIds` exclude each other; remove one" };
  },
];

/** A pool with checks, whose issues are all reported: an invalid key hides only what reads it. */
export function checkedPool<T extends z.ZodType>(fields: T, checks: readonly ((pool: z.output<T>) => Iterable<PoolIssue>)[]): T {
  return fields.superRefine((pool, { addIssue }) => {
    for (const { path, message } of flatMapValid(checks, (check) => check(pool))) addIssue({ code: "custom", path: [...path], message });
  });
}

import { z } from "zod";
import { kmsKeyArn, text } from "../../util/schemas";
import { hints } from "../validation/messages";
import { roleArn } from "./arns";
import { checkedPool, instanceFields, nodeFields, otherPoolKeys, poolObjectChecks, poolObjectName } from "./node-pool-objects";
import { placementFields } from "./node-pool-placement";
import { scalingFields } from "./node-pool-scaling";
import { certificates } from "./scalars";

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
  statements: "unknown key; attach them to a role of your own, and write its `roleArn`",
  policies: "unknown key; attach them to a role of your own, and write its `roleArn`",
  networkPolicy: "not supported: teams with `network: isolated` turn network policies on, and deny what they do not allow",
  networkPolicyEventLogs: "not supported; create a NodeClass of your own with the role in output `autoModeNodeRoleName`",
  ssm: "not supported: nodes of Auto Mode allow no shell; use `kubectl debug node`",
  instanceStore: "not supported: EKS uses local disks of instances by itself; remove the key",
  volumes: "not supported: nodes of Auto Mode have one volume for data, `disk`; use volumes of claims",
};

/** Of 50 entries, those that every node needs are left out. */
const mostNoProxy = 45;

const fields = z.strictObject({
  ...instanceFields,
  ...placementFields,
  ...scalingFields,
  ...nodeFields,
  expireAfter: nodeFields.expireAfter.default("336h").describe("Maximum age of a node, at most 504h, after which EKS replaces it anyway"),
  disk: disk.prefault({}).describe("Volume of the nodes for images and data of pods, gp3; always encrypted"),
  fips: z.boolean().optional().describe("AMIs with FIPS 140 validated modules, in regions of the United States and Canada. Default: false"),
  prefixDelegation: z
    .boolean()
    .optional()
    .describe("Assign /28 prefixes to nodes; false: single addresses, for many nodes with few pods each. Default: true"),
  snatPolicy: z
    .enum(["random", "disabled"])
    .optional()
    .describe(
      "Source addresses of what pods send beyond the VPC: that of the node with a random port, or disabled: their own. Default: random",
    ),
  httpsProxy: text(/^https?:\/\/[!-~]{1,247}$/, "the URL of a proxy such as http://192.0.2.4:3128, of at most 255 characters")
    .optional()
    .describe("Proxy through which nodes reach registries and AWS; it is not passed on to pods. Default: none"),
  noProxy: z
    .array(text(/^[!-~]{1,255}$/, "a domain or address such as .example.com"))
    .max(mostNoProxy)
    .optional()
    .describe("Domains and addresses that nodes reach without `httpsProxy`, besides those that every node needs. Default: none"),
  certificateBundles: z
    .record(text(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, "a name of lowercase letters, digits and -"), certificates)
    .optional()
    .describe("Name -> certificates of authorities that nodes trust, such as that of `httpsProxy`, in PEM format. Default: none"),
  roleArn: roleArn
    .optional()
    .describe("Existing role of the nodes, with everything that they need. Default: a role of the stack that such pools share"),
});

/** What of the keys for networking excludes each other. */
function* prefixIssues({ efa, prefixDelegation }: z.output<typeof fields>) {
  if (efa && prefixDelegation === false)
    yield { path: ["prefixDelegation"], message: "nodes with `efa` get prefixes when they start, and nothing later; remove the key" };
}

function* proxyIssues({ httpsProxy, noProxy }: z.output<typeof fields>) {
  if (noProxy && httpsProxy === undefined)
    yield { path: ["noProxy"], message: "has no effect without `httpsProxy`; add it, or remove this key" };
}

/** A pool of Auto Mode: a NodePool, and the NodeClass of its instances. */
export const autoModePool = checkedPool(fields, [...poolObjectChecks, prefixIssues, proxyIssues]).register(hints, { keys: without });

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

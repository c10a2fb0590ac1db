import { z } from "zod";
import { isWindows } from "../../../reference/ami-of-family";
import { autoModeGroup } from "../../../reference/aws-names";
import { hasInstanceStore } from "../../../reference/instance-store";
import { configuresLocalStorage } from "../../../settings/rules/node-config";
import { deviceIssues, rootSnapshotIssues, volumeIssues } from "../../../settings/rules/node-volumes";
import { windowsPoolIssues } from "../../../settings/rules/node-windows";
import type { RuleResult } from "../../../settings/rules/rule";
import { checkedPool, instanceFields, nodeFields, otherPoolKeys, poolObjectChecks } from "../../../settings/schema/node-pool-objects";
import { placementFields } from "../../../settings/schema/node-pool-placement";
import { scalingFields } from "../../../settings/schema/node-pool-scaling";
import { userData } from "../../../settings/schema/node-pools";
import { disk, volumes } from "../../../settings/schema/node-volumes";
import { ec2Id } from "../../../settings/schema/scalars";
import { eachValid, flatMapValid } from "../../../settings/validation/guard";
import { hints } from "../../../settings/validation/messages";
import { listed } from "../../../util/did-you-mean";
import { acceleratorsOf, architecturesOf, familyOf, nvidiaShare } from "../../../util/karpenter/instances";
import { text } from "../../../util/schemas";
import { kubelet, kubeletIssues } from "./kubelet";
import { poolTagIssues } from "./tags";
import { poolUserDataIssues } from "./user-data";

const fields = z.strictObject({
  ...instanceFields,
  ...placementFields,
  ...scalingFields,
  ...nodeFields,
  ami: z
    .enum(["al2023", "bottlerocket", "windows2022", "windows2025"])
    .default("al2023")
    .describe(
      "AMI family, Windows as Server Core; CPU architecture and accelerator follow the instance type. With `amiIds`, the family that these are built from",
    ),
  amiVersion: text(/^(latest|v?[0-9][0-9A-Za-z.-]*)$/, "latest, or a version such as v20260401 or v1.50.0")
    .default("latest")
    .describe("Release of the AMI. With `latest`, nodes are replaced when AWS publishes a new one, within `budgets`"),
  amiIds: z
    .array(ec2Id("ami"))
    .min(1)
    .max(30)
    .optional()
    .describe("Ids of custom AMIs, one or more for each architecture. Default: those that AWS publishes"),
  fips: z.boolean().optional().describe("Bottlerocket AMIs with FIPS 140 validated modules; needs `ami: bottlerocket`. Default: false"),
  taints: nodeFields.taints.unwrap().optional().describe("Kubernetes taints of the nodes. Default: none; os=windows:NoSchedule on Windows"),
  disk: disk.prefault({}).describe("Root volume of the nodes; always encrypted"),
  volumes,
  instanceStore: z
    .enum(["raid0"])
    .optional()
    .describe("Use the local disks of instances that have some for pods and images, as one RAID 0 volume. Default: they are not used"),
  kubelet: kubelet.optional().describe("Settings of the kubelet, as Karpenter has them. Default: none"),
  hopLimit: z
    .int()
    .min(1)
    .max(64)
    .default(1)
    .describe("Network hops of answers of the instance metadata service (IMDSv2). With 2, pods on the pod network can use the node role"),
  monitoring: z.boolean().default(false).describe("Detailed monitoring of the instances in CloudWatch, each minute, at extra cost"),
  userData: userData.describe(
    "al2023: a script, `#cloud-config`, a NodeConfig or a MIME document, recognized by the first line, or a list of parts; bottlerocket: settings in TOML; Windows: a PowerShell script. Karpenter adds what lets the node join",
  ),
});

/** Keys of node pools that are called otherwise here. */
const otherwise: Readonly<Record<string, string>> = {
  ...otherPoolKeys,
  maxPods: "unknown key; write `kubelet: { maxPods }`",
  version: "unknown key; nodes have the version of the cluster, and `amiVersion` pins the release of the AMI",
  repair:
    "unknown key; write `values: { settings: { featureGates: { nodeRepair: true } } }` in the options of the add-on, and enable eks-node-monitoring-agent",
  roleArn: "unknown key; write `nodeRoleArn` in the options of the add-on, because all pools share the role of their nodes",
  statements:
    "unknown key; create a policy with them, and write its ARN in `nodePolicies` of the add-on, because all pools share the role of their nodes",
  policies: "unknown key; write `nodePolicies` in the options of the add-on, because all pools share the role of their nodes",
  ssm: "unknown key; it is an option of the add-on, because all pools share the role of their nodes",
};

/** One entry of `nodePools`: a NodePool, and the EC2NodeClass of its instances. */
export const nodePool = checkedPool(fields, [(pool) => poolIssues(pool)]).register(hints, { keys: otherwise });

export type NodePoolOptions = z.output<typeof fields>;

/** Of a volume in an EC2NodeClass, by its CRD. */
const largestVolume = 59_000;

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** What Karpenter cannot start as Windows nodes. AWS's AMIs are for x86 and have no drivers of accelerators. */
function* windowsIssues(pool: NodePoolOptions): Iterable<Issue> {
  const { ami, amiIds, amiVersion, architectures, families = [], instanceTypes = [] } = pool;
  if (amiVersion !== "latest")
    yield { path: ["amiVersion"], message: "Karpenter starts the newest Windows AMI alone; remove the key, or write `amiIds`" };
  if (architectures?.includes("arm64")) yield { path: ["architectures"], message: "Windows runs on amd64 alone; remove arm64" };
  for (const [key, names] of [
    ["families", families],
    ["instanceTypes", instanceTypes],
  ] as const)
    for (const [position, name] of names.entries()) {
      const family = key === "families" ? name : familyOf(name);
      const arm = architecturesOf([family]).includes("arm64");
      if (arm) yield { path: [key, position], message: `${name} does not run Windows; choose an x86 family such as m7i` };
      else if (!amiIds && acceleratorsOf({ families: [family] }).length > 0)
        yield { path: [key, position], message: `AWS publishes no ${ami} AMI with the driver for ${name}; write \`amiIds\` of one` };
    }
}

/** Karpenter counts with the local disks of any instance; only NVMe volumes are used. */
function* instanceStoreIssues({ instanceStore, families = [], instanceTypes = [] }: NodePoolOptions): Iterable<Issue> {
  if (!instanceStore) return;
  const types = [...instanceTypes, ...families.map((family) => `${family}.large`)];
  if (types.length > 0 && types.every((type) => hasInstanceStore(type) === false))
    yield {
      path: ["instanceStore"],
      message: `none of ${listed([...instanceTypes, ...families])} has an NVMe instance store; add families that have it, such as m7gd or i4i, or remove it`,
    };
}

function* localStorageIssues({ instanceStore, userData: own, ami }: NodePoolOptions): Iterable<Issue> {
  if (instanceStore && ami === "al2023" && configuresLocalStorage(own))
    yield { path: ["instanceStore"], message: "a NodeConfig in `userData` sets spec.instance.localStorage; remove one of the two" };
}

/** One AMI for each architecture serves all instances of a pool, as Karpenter knows nothing of the AMIs but their architecture. */
function* fipsIssues(pool: NodePoolOptions): Iterable<Issue> {
  if (!pool.fips) return;
  const { ami, amiIds } = pool;
  if (ami !== "bottlerocket")
    yield { path: ["fips"], message: "AWS publishes FIPS AMIs of Bottlerocket alone; write `ami: bottlerocket`, or remove the key" };
  else if (amiIds) yield { path: ["fips"], message: "`amiIds` names the AMIs themselves; remove one of the two" };
  else if (nvidiaShare(pool) === "some")
    yield { path: ["fips"], message: "instances with NVIDIA GPUs need another FIPS AMI than the others; give them a pool of their own" };
}

function* sizeIssues(path: Issue["path"], { sizeGiB }: NodePoolOptions["disk"]): Iterable<Issue> {
  if (sizeGiB > largestVolume)
    yield { path: [...path, "sizeGiB"], message: `expected at most ${largestVolume} GiB, as Karpenter takes, found ${sizeGiB}` };
}

/** Issues of rules of node pools, without their advice. */
function* issuesIn(results: Iterable<RuleResult>): Iterable<Issue> {
  for (const result of results) if (!("rule" in result)) yield { path: result.at, message: result.message };
}

function poolIssues(pool: NodePoolOptions): Issue[] {
  return flatMapValid(checks, (check) => check(pool));
}

const checks: readonly ((pool: NodePoolOptions) => Iterable<Issue>)[] = [
  ...poolObjectChecks,
  (pool) => (isWindows(pool.ami) ? windowsPoolIssues(pool) : []),
  (pool) => (isWindows(pool.ami) ? windowsIssues(pool) : []),
  kubeletIssues,
  poolTagIssues,
  poolUserDataIssues,
  instanceStoreIssues,
  localStorageIssues,
  fipsIssues,
  ({ requirements }) =>
    eachValid(requirements, ({ key }, position): Issue[] => {
      if (!key.startsWith(`${autoModeGroup}/instance-`)) return [];
      const message = `that is a label of Auto Mode's nodes; did you mean ${key.replace(autoModeGroup, "karpenter.k8s.aws")}?`;
      return [{ path: ["requirements", position, "key"], message }];
    }),
  function* ({ amiIds, amiVersion }) {
    if (amiIds && amiVersion !== "latest")
      yield { path: ["amiVersion"], message: "the custom AMIs (`amiIds`) determine the release; remove one of the two" };
  },
  ({ disk }) => sizeIssues(["disk"], disk),
  ({ disk }) => issuesIn(volumeIssues(["disk"], disk)),
  ({ volumes }) => eachValid(volumes, (volume, name) => sizeIssues(["volumes", name], volume)),
  ({ volumes }) => eachValid(volumes, (volume, name) => issuesIn(volumeIssues(["volumes", name], volume))),
  ({ volumes, ami }) => issuesIn(deviceIssues(["volumes"], volumes, ami)),
  ({ disk, ami, amiIds }) => (amiIds ? [] : issuesIn(rootSnapshotIssues(["disk", "snapshotId"], disk, ami, "`amiIds`"))),
];

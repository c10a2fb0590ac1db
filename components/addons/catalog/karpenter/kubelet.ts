// The kubelet of Karpenter's nodes: the fields that every AMI family takes. Source: karpenter-provider-aws v1.14, concepts/nodeclasses (spec.kubelet), and
// the rules of the CRDs before 1.14, which typed these fields.
import { z } from "zod";
import { listed } from "../../../util/did-you-mean";
import { text } from "../../../util/schemas";

const amount = text(/^[0-9]+(\.[0-9]+)?(m|[kMGTPE]|[KMGTPE]i)?$/, "a quantity such as 500m or 1Gi");
const threshold = text(
  /^(([0-9]{1,2}(\.[0-9]+)?|100(\.0+)?)%|[0-9]+(\.[0-9]+)?(m|[kMGTPE]|[KMGTPE]i)?)$/,
  "a quantity or a percentage such as 500Mi or 10%",
);
const duration = text(/^([0-9]+(s|m|h))+$/, "a duration such as 30s or 2m");
const address = text(/^(\d{1,3}(\.\d{1,3}){3}|[0-9a-f:]*:[0-9a-f:]+)$/, "an IP address such as 172.20.0.10");
const percentage = z.int().min(0).max(100);

/** Names that kubelet has for what runs short. */
const signals = [
  "memory.available",
  "nodefs.available",
  "nodefs.inodesFree",
  "imagefs.available",
  "imagefs.inodesFree",
  "pid.available",
] as const;
const reservable = ["cpu", "memory", "ephemeral-storage", "pid"] as const;

const oneOf = (names: readonly string[], what: string) =>
  text(new RegExp(`^(${names.map((name) => name.replace(".", "\\.")).join("|")})$`), `${what}: ${listed(names, "or")}`);
const reserved = z.record(oneOf(reservable, "a resource"), amount);
const bySignal = <T extends z.ZodType>(value: T) => z.record(oneOf(signals, "a signal"), value);

const fields = z.strictObject({
  maxPods: z.int().min(4).max(737).optional().describe("Maximum number of pods on a node. Default: what its network interfaces hold"),
  podsPerCore: z.int().min(1).optional().describe("Maximum number of pods for each vCPU, up to `maxPods`. Not with bottlerocket"),
  kubeReserved: reserved
    .optional()
    .describe("Resources for Kubernetes itself: cpu, memory, ephemeral-storage, pid. Default: by instance type"),
  systemReserved: reserved.optional().describe("Resources for the operating system: cpu, memory, ephemeral-storage, pid"),
  evictionHard: bySignal(threshold)
    .optional()
    .describe("Free resources below which pods are evicted at once, such as `memory.available: 5%`"),
  evictionSoft: bySignal(threshold)
    .optional()
    .describe("The same after a grace period; each signal needs one in `evictionSoftGracePeriod`"),
  evictionSoftGracePeriod: bySignal(duration).optional().describe("Grace periods of `evictionSoft`, such as `memory.available: 2m`"),
  evictionMaxPodGracePeriod: z.int().min(0).optional().describe("Maximum grace period of pods at a soft eviction, in seconds"),
  imageGCHighThresholdPercent: percentage.optional().describe("Disk usage at which unused images are removed, in percent"),
  imageGCLowThresholdPercent: percentage.optional().describe("Disk usage down to which they are removed, in percent"),
  cpuCFSQuota: z.boolean().optional().describe("Enforce the CPU limits of pods"),
  clusterDNS: z.array(address).min(1).max(3).optional().describe("Addresses of DNS servers of pods. Default: that of CoreDNS"),
});

export type KubeletOptions = z.output<typeof fields>;

/** Key `kubelet` of a pool. */
export const kubelet = fields;

/** What of a kubelet's options cannot be combined, by key. */
export function* kubeletIssues({
  kubelet: options,
  ami,
}: {
  readonly kubelet?: KubeletOptions | undefined;
  readonly ami: string;
}): Iterable<{ readonly path: readonly string[]; readonly message: string }> {
  if (!options) return;
  const { evictionSoft = {}, evictionSoftGracePeriod = {}, imageGCHighThresholdPercent: high, imageGCLowThresholdPercent: low } = options;
  for (const signal of signals) {
    const [soft, grace] = [evictionSoft[signal], evictionSoftGracePeriod[signal]];
    if (soft !== undefined && grace === undefined)
      yield { path: ["kubelet", "evictionSoft", signal], message: `needs \`evictionSoftGracePeriod\` with ${signal}; add it there` };
    if (soft === undefined && grace !== undefined)
      yield {
        path: ["kubelet", "evictionSoftGracePeriod", signal],
        message: `has no effect without \`evictionSoft\` with ${signal}; add it there, or remove it here`,
      };
  }
  if (high !== undefined && low !== undefined && high <= low)
    yield {
      path: ["kubelet", "imageGCHighThresholdPercent"],
      message: `expected more than \`imageGCLowThresholdPercent\` (${low}), found ${high}`,
    };
  if (ami === "bottlerocket" && options.podsPerCore !== undefined)
    yield { path: ["kubelet", "podsPerCore"], message: "Bottlerocket has no such setting; write `maxPods`, or use `ami: al2023`" };
  if (ami !== "al2023" && (options.clusterDNS?.length ?? 0) > 1)
    yield { path: ["kubelet", "clusterDNS"], message: `${ami} takes one address; remove the others, or use \`ami: al2023\`` };
}

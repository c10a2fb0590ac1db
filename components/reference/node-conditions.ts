// Reasons for which the EKS node monitoring agent reports a node as unhealthy, by node condition. What it reports as an event alone repairs no node.
// Source: EKS user guide, "Detect node health issues with the EKS node monitoring agent" (2026).

/** Conditions that the agent sets. */
export const nodeConditions = [
  "AcceleratedHardwareReady",
  "ContainerRuntimeReady",
  "KernelReady",
  "NetworkingReady",
  "StorageReady",
] as const;

export type NodeCondition = (typeof nodeConditions)[number];

/** XID codes of NVIDIA GPUs that are reported as a condition. */
const xidCodes = [13, 31, 48, 63, 64, 74, 79, 94, 95, 119, 120, 121, 140];

/** Known reasons by condition; those of storage are all events. Codes of DCGM health checks are not listed one by one. */
export const conditionReasons: Readonly<Record<NodeCondition, readonly string[]>> = {
  AcceleratedHardwareReady: [
    "DCGMDiagnosticFailure",
    "DCGMError",
    "NeuronDMAError",
    "NeuronHBMUncorrectableError",
    "NeuronNCUncorrectableError",
    "NeuronSRAMUncorrectableError",
    "NvidiaDoubleBitError",
    "NvidiaNVLinkError",
    ...xidCodes.map((code) => `NvidiaXID${code}Error`),
  ],
  ContainerRuntimeReady: ["PodStuckTerminating"],
  KernelReady: ["ForkFailedOutOfPIDs"],
  NetworkingReady: ["IPAMDNotReady", "IPAMDNotRunning", "InterfaceNotRunning", "InterfaceNotUp", "MissingLoopbackInterface"],
  StorageReady: [],
};

/** Whether the agent is known to report a condition for a reason. */
export function isConditionReason(condition: NodeCondition, reason: string): boolean {
  return conditionReasons[condition].includes(reason) || (condition === "AcceleratedHardwareReady" && /^DCGMHealthCode\w+$/.test(reason));
}

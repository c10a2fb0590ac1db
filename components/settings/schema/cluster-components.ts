import { z } from "zod";
import { text } from "../../util/schemas";

const duration = (example: string) => text(/^[1-9]\d{0,4}[smh]$/, `a duration in one unit such as ${example}`);
const port = z.int().min(10_260).max(32_767);

const apiServer = z.strictObject({
  eventTtl: duration("30m").optional().describe("How long events are kept, from 10m to 60m. Default: 1h"),
  serviceNodePortRange: z
    .strictObject({
      minPort: port.default(30_000).describe("First port"),
      maxPort: port.default(32_767).describe("Last port"),
    })
    .optional()
    .describe("Ports of Services of type NodePort. Default: 30000 to 32767"),
});

const controllerManager = z.strictObject({
  hpaSyncPeriod: duration("10s")
    .optional()
    .describe("How often the horizontal pod autoscaler decides, from 10s to 15s. Needs a provisioned `tier`. Default: 15s"),
  terminatedPodGcThreshold: z
    .int()
    .min(1)
    .max(12_500)
    .optional()
    .describe("How many terminated pods remain before the oldest are removed. Default: 12500"),
});

const resource = z.strictObject({
  name: z.string().min(1).describe("Resource, such as cpu, memory or nvidia.com/gpu"),
  weight: z.int().min(1).max(100).default(1).describe("Weight, 1 to 100"),
});

const scheduler = z.strictObject({
  scoringStrategy: z
    .strictObject({
      type: z.enum(["LeastAllocated", "MostAllocated"]).default("LeastAllocated").describe("Spread pods over nodes, or pack them onto few"),
      resources: z.array(resource).default([]).describe("Resources that count. An empty list means cpu and memory alike"),
    })
    .optional()
    .describe("How the scheduler ranks the nodes that a pod fits on (NodeResourcesFit)"),
});

/** Settings of the Kubernetes components that EKS runs. */
export const components = z
  .strictObject({
    apiServer: apiServer.optional().describe("Kubernetes API server"),
    controllerManager: controllerManager.optional().describe("Kubernetes controller manager"),
    scheduler: scheduler.optional().describe("Kubernetes scheduler"),
  })
  .optional();

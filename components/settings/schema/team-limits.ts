import { z } from "zod";
import { amounts, ratios, storage } from "./quantities";

export const defaultLimits = {
  default: { cpu: "500m", memory: "512Mi" },
  defaultRequest: { cpu: "100m", memory: "128Mi" },
};

const pod = z.strictObject({
  max: amounts.optional().describe("Maximum of all containers of a pod together. Default: no maximum"),
  min: amounts.optional().describe("Minimum that the containers of a pod must request together. Default: no minimum"),
  maxLimitRequestRatio: ratios.optional().describe("How many times the requests of a pod its limits may be. Default: any"),
});

const persistentVolumeClaim = z.strictObject({
  max: storage.optional().describe("Maximum storage of a claim. Default: no maximum"),
  min: storage.optional().describe("Minimum storage of a claim. Default: no minimum"),
});

/** LimitRange of a team's namespaces. */
export const teamLimits = z
  .union([
    z.literal(false),
    z.strictObject({
      default: amounts.default(defaultLimits.default).describe("Default limits of containers, merged over these"),
      defaultRequest: amounts.default(defaultLimits.defaultRequest).describe("Default requests of containers, merged over these"),
      max: amounts.optional().describe("Maximum of a container. Default: no maximum"),
      min: amounts.optional().describe("Minimum that a container must request. Default: no minimum"),
      maxLimitRequestRatio: ratios.optional().describe("How many times the request of a container its limit may be. Default: any"),
      pod: pod.optional().describe("Bounds of pods: the sum over their containers. Default: none"),
      persistentVolumeClaim: persistentVolumeClaim.optional().describe("Bounds of PersistentVolumeClaims. Default: none"),
    }),
  ])
  .default(defaultLimits)
  .describe("LimitRange of each namespace; null removes one amount, false means none");

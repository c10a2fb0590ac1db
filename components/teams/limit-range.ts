import type { types } from "@pulumi/kubernetes";
import type { TeamLimits } from "../settings/types";

/** Items of a LimitRange. Those of pods and claims are there only if they bound something, as the API server requires. */
export function limitRange({ pod = {}, persistentVolumeClaim = {}, ...container }: TeamLimits): types.input.core.v1.LimitRangeItem[] {
  const others = [
    { type: "Pod", ...pod },
    { type: "PersistentVolumeClaim", ...persistentVolumeClaim },
  ];
  const bounding = others.filter(({ type: _, ...bounds }) => Object.values(bounds).some((amounts) => Object.keys(amounts).length > 0));
  return [{ type: "Container", ...container }, ...bounding];
}

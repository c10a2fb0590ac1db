import type { AddonWarning } from "../../addon";
import type { StackProfile } from "../../stack-profile";
import type { OwnClass } from "./own-classes";

/** Outposts have gp2 volumes alone. Source: EKS user guide, Amazon EKS on AWS Outposts (2026). */
export function outpostWarning(classes: Readonly<Record<string, OwnClass>>, { nodePools }: StackProfile): AddonWarning[] {
  const pools = Object.keys(nodePools).filter((name) => nodePools[name]!.outpost !== undefined);
  if (pools.length === 0 || Object.values(classes).some(({ type }) => type === "gp2")) return [];
  return [
    {
      rule: "outpost-volumes",
      at: ["storageClasses"],
      message: `claims of pods in pool ${pools.join(", ")} stay pending: Outposts have gp2 volumes, and no StorageClass of the stack makes them`,
      fix: "add one, such as `storageClasses: { outpost: { type: gp2 } }`",
    },
  ];
}

import { z } from "zod";
import { text } from "../../util/schemas";
import { podAmounts } from "./quantities";
import { teamName } from "./scalars";

export const quotaScopes = ["BestEffort", "NotBestEffort", "Terminating", "NotTerminating", "CrossNamespacePodAffinity"] as const;

const scopedQuota = z.strictObject({
  hard: podAmounts.describe("What these pods may amount to, such as pods or requests.cpu"),
  scopes: z
    .array(z.enum(quotaScopes))
    .min(1)
    .optional()
    .describe(
      "Pods that it counts: BestEffort (without requests and limits) or NotBestEffort, Terminating (with `activeDeadlineSeconds`) or NotTerminating, CrossNamespacePodAffinity. Default: those of `priorityClasses`",
    ),
  priorityClasses: z
    .array(text(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/, "the name of a PriorityClass such as team-shop"))
    .min(1)
    .optional()
    .describe("Pods that it counts: those of these PriorityClasses. Default: of any"),
});

/** Further ResourceQuotas of a team's namespaces. */
export const scopedQuotas = z.record(teamName, scopedQuota);

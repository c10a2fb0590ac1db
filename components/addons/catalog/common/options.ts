import { z } from "zod";
import { iamPermissions } from "../../../util/schemas";
import { tolerationOf } from "../../../util/toleration";
import type { Values } from "../../addon";
import type { StackProfile } from "../../stack-profile";

const values = z
  .record(z.string(), z.unknown())
  .default({})
  .describe("Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values");

/** Whether a version is that of an EKS add-on, not of a chart. */
export function isEksAddonVersion(version: string): boolean {
  return eksAddonVersion.safeParse(version).success;
}

const eksAddonVersion = z
  .union([
    z.enum(["default", "latest"]),
    z.string().regex(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/, "an EKS add-on version such as v1.2.3-eksbuild.4"),
  ])
  .optional()
  .describe("Version of the EKS add-on. AWS resolves `default` and `latest` at deployment. Default: a pinned version");

const chartVersion = z
  .string()
  .regex(/^v?\d+\.\d+\.\d+(-(?!eksbuild)[0-9A-Za-z.-]+)?$/, "a chart version such as 1.2.3")
  .optional()
  .describe("Version of the chart. Default: a pinned version");

/** Options of every add-on, by its kind of installation. */
export const commonOptions = {
  managed: { version: eksAddonVersion, values },
  chart: { version: chartVersion, values },
  /** An EKS add-on if available, else a chart. */
  either: {
    version: z
      .union([eksAddonVersion.unwrap(), chartVersion.unwrap()])
      .optional()
      .describe(
        "Version of the EKS add-on, `default` or `latest`, or version of the chart in partitions without the EKS add-on. Default: a pinned version",
      ),
    values,
  },
  /** Of add-ons with a `mainServiceAccount`. */
  permissions: {
    statements: iamPermissions.statements.describe("Further AWS permissions of its service account: statements, in the format of IAM"),
    policies: iamPermissions.policies.describe("ARNs of further managed policies of its service account"),
  },
};

export const replicas = z.int().min(1).max(10).default(2).describe("Number of pods");

/** Tolerations of critical pods, so that they can be scheduled even if every pool is tainted. */
export function systemTolerations(profile: StackProfile) {
  return [{ key: "CriticalAddonsOnly", operator: "Exists" }, ...profile.taints.map(tolerationOf)];
}

/** Tolerations of agents that must run on every node, regardless of its taints. */
export const everyTaint = [{ operator: "Exists" }];

/** An optional resource: `false`, `true` for all defaults, or its settings. */
export function onDemand<T extends z.ZodObject>(settings: T) {
  return z.union([z.literal(false), z.literal(true).transform(() => settings.parse({})), settings]).default(false);
}

/** Values of a chart for the annotations of a service account; nothing where it needs none. */
export function annotated(annotations: Values): Values {
  return Object.keys(annotations).length > 0 ? { serviceAccount: { annotations } } : {};
}

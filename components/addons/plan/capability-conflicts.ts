import type { Settings } from "../../settings/types";
import { pathOf, type ValidationIssue } from "../../util/settings-error";
import type { AnyAddon } from "../addon";
import type { CustomAddons } from "../custom/options";

/** Charts with the CRDs of a capability: two controllers would act on the same objects. */
const charts: Readonly<Record<string, RegExp>> = {
  argocd: /(^|\/)argo-cd$/,
  ack: /(^|\/)ack-chart$|aws-controllers-k8s\/[a-z0-9-]+-chart$/,
  kro: /(^|\/)kro$/,
};

/** Capabilities of EKS that exclude an add-on, with fixes. */
export function capabilityIssues(
  { cluster: { capabilities }, gitops }: Pick<Settings, "cluster" | "gitops">,
  selected: readonly AnyAddon[],
  custom: CustomAddons,
): ValidationIssue[] {
  return Object.entries(capabilities ?? {}).flatMap(([capability, settings]) => {
    if (!settings) return [];
    const path = pathOf("cluster", "capabilities", capability);
    if (capability === "argocd" && gitops && gitops.engine === "argocd")
      return [
        {
          path,
          message:
            "`gitops.engine: argocd` installs Argo CD in the cluster, with the CRDs of the capability; remove one of the two, or write `engine: flux`",
        },
      ];
    if (selected.some(({ name }) => name === capability))
      return [{ path, message: `the add-on \`${capability}\` installs the CRDs of the capability; remove one of the two` }];
    return Object.entries(custom).flatMap(([name, { chart, repo }]) => {
      if (chart === undefined || !charts[capability]!.test(repo === undefined ? chart : `${repo}/${chart}`)) return [];
      return [{ path, message: `the add-on \`custom.${name}\` installs the CRDs of the capability; remove one of the two` }];
    });
  });
}

import type { Settings } from "../../settings/types";
import { flatMapValid } from "../../settings/validation/guard";
import { pathOf, type ValidationIssue } from "../../util/settings-error";
import type { CustomAddons } from "../custom/options";

/** Charts with the CRDs of a capability: two controllers would act on the same objects. */
const charts: Readonly<Record<string, RegExp>> = {
  argocd: /(^|\/)argo-cd$/,
  ack: /(^|\/)ack-chart$|aws-controllers-k8s\/[a-z0-9-]+-chart$/,
  kro: /(^|\/)kro$/,
};

/** Capabilities of EKS that exclude an add-on, with fixes. */
export function capabilityIssues(
  stack: Pick<Settings, "cluster" | "gitops">,
  isSelected: (addon: string) => boolean,
  custom: CustomAddons,
): ValidationIssue[] {
  const capabilities: Readonly<Record<string, unknown>> = stack.cluster.capabilities ?? {};
  return flatMapValid(Object.keys(capabilities), (capability) => {
    if (!capabilities[capability]) return [];
    const path = pathOf("cluster", "capabilities", capability);
    if (capability === "argocd" && stack.gitops && stack.gitops.engine === "argocd")
      return [
        {
          path,
          message:
            "`gitops.engine: argocd` installs Argo CD in the cluster, with the CRDs of the capability; remove one of the two, or write `engine: flux`",
        },
      ];
    const own = Object.entries(custom).filter(
      ([, { chart, repo }]) => chart !== undefined && charts[capability]!.test(repo === undefined ? chart : `${repo}/${chart}`),
    );
    const twins = [...(isSelected(capability) ? [capability] : []), ...own.map(([name]) => `custom.${name}`)];
    return twins.map((name) => ({
      path,
      message: `the add-on \`${name}\` installs the CRDs of the capability; remove one of the two`,
    }));
  });
}

import type { AddonOptions, Settings } from "../../settings/types";
import type { AddonName } from "../names";

/** An add-on that another section of the settings needs. */
export interface Requirement {
  /** The add-on that is required. */
  readonly addon: string;
  /** The section or key, as named in messages. */
  readonly by: string;
  /** Options of an add-on that the stack does not name. Default: its defaults. */
  readonly options?: AddonOptions;
  /** Changes the given options to those that the section needs. */
  readonly amend?: ((options: AddonOptions) => AddonOptions) | undefined;
  /** Whether it must exist before everything that GitOps installs, so that GitOps cannot install it. */
  readonly first?: boolean;
}

type Gitops = Exclude<Settings["gitops"], false>;

/** Add-ons that GitOps needs. */
export function gitopsRequirements(gitops: Settings["gitops"]): Requirement[] {
  if (!gitops) return [];
  const secrets = [gitops, ...Object.values(gitops.teams)].flatMap(({ credentials }) => credentials?.secretsManager ?? []);
  return [
    requirement(gitops.engine, { by: "gitops", first: true }),
    ...(secrets.length > 0
      ? [
          requirement("external-secrets", {
            by: "gitops.credentials",
            first: true,
            amend: readsSecrets([...new Set(secrets)], [namespaces[gitops.engine]]),
          }),
        ]
      : []),
  ];
}

/** Add-ons that GitOps installs. */
export function addonsOfGitops(gitops: Settings["gitops"]): Requirement[] {
  return gitops ? gitops.addons.map((addon) => ({ addon, by: "gitops.addons" })) : [];
}

/** Namespaces of the GitOps engines. */
const namespaces: Readonly<Record<Gitops["engine"], string>> = { argocd: "argocd", flux: "flux-system" };

/** External Secrets with a store through which these namespaces read these secrets. */
export function readsSecrets(secrets: readonly string[], readers: readonly string[]): Requirement["amend"] {
  return (options) => {
    const own = options as { readonly secrets: readonly string[]; readonly namespaces: readonly string[] };
    const missing = (list: readonly string[], wanted: readonly string[]) => wanted.filter((each) => !list.includes(each));
    return {
      ...options,
      secrets: [...own.secrets, ...missing(own.secrets, secrets)],
      stores: true,
      namespaces: own.namespaces.length > 0 ? [...own.namespaces, ...missing(own.namespaces, readers)] : [],
    };
  };
}

/** Add-ons that the samples of teams need. */
export function sampleRequirements(teams: Settings["teams"]): Requirement[] {
  const team = Object.entries(teams).find(([, each]) => each.kind === "application" && each.samples && each.samples.web);
  if (!team) return [];
  const by = `teams.${team[0]}.samples.web`;
  return [requirement("aws-load-balancer-controller", { by, first: true }), requirement("metrics-server", { by, first: true })];
}

/** A requirement for an add-on of the catalog. */
function requirement(addon: AddonName, more: Omit<Requirement, "addon">): Requirement {
  return { addon, ...more };
}

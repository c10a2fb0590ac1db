import type { RequestedStack } from "../../settings/addon-catalog";
import type { AddonOptions } from "../../settings/types";
import { ifValid, invalidRead } from "../../settings/validation/guard";
import type { AnyAddon } from "../addon";
import { domainRequirements } from "./exposed-uis";
import { addonsOfGitops, gitopsRequirements, type Requirement, sampleRequirements } from "./requirements";
import { teamSecretRequirements } from "./team-secrets";

/** Add-ons that other sections of a stack need, and those that they may need by what is invalid in them. */
export interface Requirements {
  readonly known: readonly Requirement[];
  readonly unknown: readonly string[];
}

export function requirementsOf(
  stack: RequestedStack,
  available: readonly AnyAddon[],
  requested: Readonly<Record<string, unknown>>,
): Requirements {
  const uis = available.flatMap(({ name, uis = {} }) => (Object.keys(uis).length > 0 ? [name] : []));
  const sources: readonly { readonly find: () => readonly Requirement[]; readonly possible: readonly string[] }[] = [
    { find: () => gitopsRequirements(stack.gitops), possible: ["argocd", "flux", "external-secrets"] },
    { find: () => addonsOfGitops(stack.gitops), possible: available.map(({ name }) => name) },
    { find: () => sampleRequirements(stack.teams), possible: ["aws-load-balancer-controller", "metrics-server"] },
    {
      find: () => domainRequirements(stack, available),
      possible: ["aws-load-balancer-controller", "external-dns", "external-secrets", ...uis],
    },
    { find: () => teamSecretRequirements(stack.teams, requested), possible: ["external-secrets", "secrets-store-csi-driver"] },
  ];
  const known: Requirement[] = [];
  const unknown = new Set<string>();
  for (const { find, possible } of sources) if (invalidRead(() => known.push(...find()))) for (const name of possible) unknown.add(name);
  for (const name of unknown) for (const required of requiredBy(name, available)) unknown.add(required); // a Set also visits entries added during iteration
  return { known, unknown: [...unknown] };
}

function requiredBy(name: string, available: readonly AnyAddon[]): readonly string[] {
  return available.find((addon) => addon.name === name)?.requires ?? [];
}

/** Options with which sections require an add-on: the same where the stack names it without them. */
export function suppliedOptions(
  stack: Omit<RequestedStack, "addons">,
  available: readonly AnyAddon[],
): Readonly<Record<string, AddonOptions>> {
  const required = ifValid(() => domainRequirements(stack, available), []);
  return Object.fromEntries(required.flatMap(({ addon, options }) => (options ? [[addon, options]] : [])));
}

import type { AddonOptions, Settings } from "../../settings/types";
import { eachValid, flatMapValid } from "../../settings/validation/guard";
import type { IamPermissions } from "../../util/schemas";
import { pathOf, type ValidationIssue } from "../../util/settings-error";
import type { AnyAddon } from "../addon";
import { foreignArns } from "../catalog/common/arns";
import { namespaceOf } from "../custom/namespaces";
import type { CustomAddons } from "../custom/options";
import type { StackProfile } from "../stack-profile";
import { identitiesOf } from "./identities";

/** What is wrong with `statements` and `policies` of the selected add-ons, beyond the form of each. */
export function permissionIssues(
  selected: readonly AnyAddon[],
  options: Readonly<Record<string, AddonOptions>>,
  profile: StackProfile,
): ValidationIssue[] {
  return flatMapValid(selected, (addon) => {
    const its = options[addon.name]! as Partial<IamPermissions>;
    if (!addon.mainServiceAccount) return [];
    const place = (...keys: readonly PropertyKey[]) => pathOf("addons", addon.name, ...keys);
    return flatMapValid(["statements", "policies"] as const, (key) => {
      if ((its[key]?.length ?? 0) === 0) return [];
      if (addon.mainServiceAccount?.(its, profile) === undefined) {
        const message = "has no effect, because none of its pods calls AWS with these options; remove it";
        return [{ path: place(key), message }];
      }
      return foreignPermissions(key, its, profile).map(({ at, message }) => ({ path: place(...at), message }));
    });
  });
}

function foreignPermissions(key: keyof IamPermissions, its: Partial<IamPermissions>, profile: StackProfile) {
  if (key === "policies") return foreignArns(["policies"], its.policies, profile);
  return eachValid(its.statements ?? [], ({ Resource }, position) => foreignArns(["statements", position, "Resource"], Resource, profile));
}

/** A place in the settings that gives a service account an AWS role. */
interface Claim {
  /** Namespace and name. */
  readonly account: string;
  readonly path: readonly PropertyKey[];
  /** Whether it is an add-on of the catalog or of code, whose options extend the role. */
  readonly extensible: boolean;
}

/**
 * A service account takes one role: AWS accepts one Pod Identity association for it, and Kubernetes one object with one role annotation.
 * @param options of the selected add-ons
 */
export function serviceAccountIssues(
  selected: readonly AnyAddon[],
  options: Readonly<Record<string, AddonOptions>>,
  custom: CustomAddons,
  stack: Pick<Settings, "teams" | "serviceAccounts">,
  profile: StackProfile,
): ValidationIssue[] {
  const sources = [
    () => addonClaims(selected, options, custom, profile),
    () => customClaims(custom),
    () => teamClaims(stack.teams),
    () => Object.keys(stack.serviceAccounts).map((account): Claim => ({ account, path: ["serviceAccounts", account], extensible: false })),
  ];
  const first = new Map<string, Claim>();
  return flatMapValid(sources, (claims) => claims()).flatMap((claim) => {
    const other = first.get(claim.account);
    if (!other) first.set(claim.account, claim);
    return other ? [{ path: pathOf(...claim.path), message: declaredTwice(claim.account, other) }] : [];
  });
}

function declaredTwice(account: string, { path, extensible }: Claim): string {
  const other = pathOf(...path);
  const why = `service account ${account} already belongs to \`${other}\`, and AWS accepts one role for each`;
  return extensible
    ? `${why}; add the permissions to \`${other}.statements\` or \`${other}.policies\`, and remove this one`
    : `${why}; give all its permissions in one of the two places`;
}

function addonClaims(
  selected: readonly AnyAddon[],
  options: Readonly<Record<string, AddonOptions>>,
  custom: CustomAddons,
  profile: StackProfile,
): Claim[] {
  const ours = selected.filter(({ name }) => !Object.hasOwn(custom, name));
  return flatMapValid(ours, (addon) => {
    const its = options[addon.name]!;
    const main = addon.mainServiceAccount?.(its, profile);
    const accounts = [
      ...identitiesOf(addon, its, profile).map(({ namespace, serviceAccount }) => `${namespace}/${serviceAccount}`),
      ...(main === undefined ? [] : [`${addon.namespace}/${main}`]),
    ];
    const path = ["addons", addon.name];
    return [...new Set(accounts)].map((account) => ({ account, path, extensible: account === `${addon.namespace}/${main}` }));
  });
}

function customClaims(custom: CustomAddons): Claim[] {
  return Object.entries(custom).flatMap(([name, addon]) =>
    Object.keys(addon.serviceAccounts).map((account) => ({
      account: `${namespaceOf(name, addon)}/${account}`,
      path: ["addons", "custom", name, "serviceAccounts", account],
      extensible: false,
    })),
  );
}

function teamClaims(teams: Settings["teams"]): Claim[] {
  return flatMapValid(Object.keys(teams), (name) => {
    const team = teams[name]!;
    if (team.kind !== "application") return [];
    return flatMapValid(Object.keys(team.serviceAccounts), (account) => {
      const { namespace = team.namespaces[0] } = team.serviceAccounts[account]!;
      return [{ account: `${namespace}/${account}`, path: ["teams", name, "serviceAccounts", account], extensible: false }];
    });
  });
}

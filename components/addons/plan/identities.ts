import type { Statement } from "../../iam/policy";
import type { AddonOptions } from "../../settings/types";
import type { IamPermissions } from "../../util/schemas";
import type { AnyAddon, WorkloadIdentity } from "../addon";
import type { StackProfile } from "../stack-profile";

/** Service accounts of an add-on that get an AWS role, with what the user adds to the permissions of the main one. */
export function identitiesOf(addon: AnyAddon, options: AddonOptions, profile: StackProfile): readonly WorkloadIdentity[] {
  const own = addon.identity?.(options, profile) ?? [];
  const serviceAccount = addon.mainServiceAccount?.(options, profile);
  const further = furtherPermissions(addon, options);
  if (serviceAccount === undefined || further === undefined) return own;
  const main = own.find((each) => each.serviceAccount === serviceAccount);
  const extended = extend(main ?? { namespace: addon.namespace, serviceAccount }, further);
  return main ? own.map((each) => (each === main ? extended : each)) : [...own, extended];
}

/** What the user adds to the permissions of an add-on; undefined for nothing, and where options of these names are the add-on's own. */
function furtherPermissions({ mainServiceAccount }: AnyAddon, options: AddonOptions): IamPermissions | undefined {
  if (!mainServiceAccount) return undefined;
  const { statements = [], policies = [] } = options as Partial<IamPermissions>;
  return statements.length + policies.length > 0 ? { statements, policies } : undefined;
}

function extend(identity: WorkloadIdentity, { statements, policies }: IamPermissions): WorkloadIdentity {
  return {
    ...identity,
    managedPolicies: [...(identity.managedPolicies ?? []), ...policies],
    statements: (install, own) => [...(identity.statements?.(install, own) ?? []).map(withoutSid(statements)), ...statements],
  };
}

/** A policy holds each Sid once: one that the user chose is not ours as well. */
function withoutSid(statements: IamPermissions["statements"]) {
  const taken = new Set(statements.map(({ Sid }) => Sid));
  return ({ Sid, ...rest }: Statement): Statement => (Sid === undefined || taken.has(Sid) ? rest : { Sid, ...rest });
}

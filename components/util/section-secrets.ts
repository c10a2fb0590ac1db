// What a stack file holds encrypted stays encrypted in the stack's state.
import { isDeepStrictEqual } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "./context";

/** Sections of the settings in which users write free text that may be secret. */
export type SectionWithSecrets = "addons" | "nodePools" | "tenants";

/**
 * A value that came of free text in a section: secret where something in that section is encrypted in the stack file.
 * Pulumi tells only that something in it is, not what.
 */
export function keepSecret<T>({ secretSections }: Context, section: SectionWithSecrets, value: pulumi.Input<T>): pulumi.Input<T> {
  return secretSections?.has(section) ? (pulumi.secret(value as pulumi.Input<pulumi.Unwrap<T>>) as unknown as pulumi.Output<T>) : value;
}

/** Defaults of keys that came later, by section. They are not recorded, so that a new key changes nothing in the state of stacks without it. */
const laterDefaults: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  network: { publicSubnets: true, controlPlaneSubnets: false, endpointPolicies: {}, bastion: false },
  cluster: { ipFamily: "ipv4" },
};

function withoutLaterDefaults(section: string | undefined, settings: object): object {
  const defaults = section === undefined ? undefined : laterDefaults[section];
  if (!defaults) return settings;
  return Object.fromEntries(
    Object.entries(settings).filter(([key, value]) => !(key in defaults) || !isDeepStrictEqual(value, defaults[key])),
  );
}

/**
 * Settings as an input that a component records. They are plain: a component's children would wait for outputs and resources.
 * @param sections that they come from; where something in one is encrypted in the stack file, they are secret
 */
export function recordedSettings<T extends object>(
  { secretSections }: Pick<Context, "secretSections">,
  sections: readonly string[],
  settings: T,
): pulumi.Input<unknown> {
  const recorded = withoutLaterDefaults(sections[0], settings);
  return sections.some((section) => secretSections?.has(section)) ? pulumi.secret(recorded) : recorded;
}

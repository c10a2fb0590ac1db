// What a stack file holds encrypted stays encrypted in the stack's state.
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "./context";

/** Sections of the settings in which users write free text that may be secret. */
export type SectionWithSecrets = "addons" | "nodePools";

/**
 * A value that came of free text in a section: secret where something in that section is encrypted in the stack file.
 * Pulumi tells only that something in it is, not what.
 */
export function keepSecret<T>({ secretSections }: Context, section: SectionWithSecrets, value: pulumi.Input<T>): pulumi.Input<T> {
  return secretSections?.has(section) ? (pulumi.secret(value as pulumi.Input<pulumi.Unwrap<T>>) as unknown as pulumi.Output<T>) : value;
}

/**
 * Plain settings as the inputs that a component records. Never outputs or resources: the component's children would wait for them.
 * @param section of the settings; where something in it is encrypted in the stack file, every value is secret
 */
export function recordedInputs({ secretSections }: Context, section: string, settings: object): pulumi.Inputs {
  const secret = secretSections?.has(section) ?? false;
  return Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, secret ? pulumi.secret(value) : value]));
}

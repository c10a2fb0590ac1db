import type { z } from "zod";
import type { AddonOptions } from "../settings/types";
import type { AnyAddon } from "./addon";

/** An add-on with literal name and typed options, so that the compiler checks settings in code against them. */
export interface DefinedAddon<Name extends string = string, Schema extends z.ZodObject = z.ZodObject> extends AnyAddon {
  /** Its key in `addons`. */
  readonly name: Name;
  /** Schema of its options. */
  readonly options: Schema;
}

/**
 * Defines an add-on that is not in the catalog.
 *
 * @example
 * const podinfo = defineAddon({
 *   name: "podinfo",
 *   options: z.strictObject({ ...commonOptions.chart, color: z.string().default("blue") }),
 *   versions: { chart: "6.9.0" },
 *   namespace: "podinfo",
 *   requires: ["nodes"],
 *   supportsFargate: true,
 *   install: ({ color }) => [helmChart({ chart: "oci://ghcr.io/stefanprodan/charts/podinfo", namespace: "podinfo", values: () => ({ ui: { color } }) })],
 * });
 * parseSettings({ region: "eu-west-1", addons: { podinfo: { color: "red" } } }, { ownAddons: [podinfo] });
 */
export function defineAddon<const Name extends string, Schema extends z.ZodObject, Own = undefined>(
  addon: Omit<AnyAddon<z.output<Schema> & AddonOptions, Own>, "name" | "options"> & { readonly name: Name; readonly options: Schema },
): DefinedAddon<Name, Schema> {
  return addon as unknown as DefinedAddon<Name, Schema>;
}

/** Keys of `addons` for add-ons defined in code with a literal name. */
export type OwnAddonsInput<Own extends readonly AnyAddon[]> = {
  readonly [Each in Own[number] as string extends Each["name"] ? never : Each["name"]]?: boolean | z.input<Each["options"]> | undefined;
};

import type { z } from "zod";
import type { SettingFinding } from "../util/finding";
import type { ValidationIssue } from "../util/settings-error";
import type { AddonOptions, Settings } from "./types";

/** What the reader of settings asks of the add-ons' room, so that neither knows the other. */
export interface AddonCatalog {
  /** Options of each add-on by its key, as strict objects. */
  readonly schemas: Readonly<Record<string, z.ZodObject>>;
  /** Options of an entry of `custom`: an add-on that the settings themselves describe. */
  readonly custom: z.ZodObject;
  /**
   * Which add-ons a stack gets: what it asked for, what is always on, and what is required; without what makes no sense on its capacity.
   * @param requested by key, as checked by `schemas`: options, or `false` for none; keys that the stack does not name are absent.
   *   `custom` holds the entries that `custom` checked
   */
  select(
    requested: Readonly<Record<string, AddonOptions | false>>,
    stack: Omit<Settings, "addons"> & { readonly region: string },
  ): {
    readonly addons: Readonly<Record<string, AddonOptions>>;
    readonly issues: readonly ValidationIssue[];
    readonly findings: readonly SettingFinding[];
  };
  /**
   * What is to be known of `cluster.access`, once it is known which add-ons live in which namespaces.
   * @param addons as `select` chose them
   */
  accessFindings(addons: Readonly<Record<string, AddonOptions>>, stack: Pick<Settings, "cluster" | "teams">): readonly SettingFinding[];
}

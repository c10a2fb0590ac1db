import type { z } from "zod";
import type { SettingFinding } from "../util/finding";
import type { ValidationIssue } from "../util/settings-error";
import type { AddonOptions, Settings } from "./types";

/** Options of add-ons by name, as their schemas checked them, or `false` for none; keys that the stack does not name are absent. */
export type RequestedAddons = Readonly<Record<string, AddonOptions | false>>;

/** The add-ons that a stack gets: what it asked for, what is always on, and what is required; without what its capacity cannot run. */
export interface AddonSelection<Plan> {
  /** Options by name, with defaults. */
  readonly addons: Readonly<Record<string, AddonOptions>>;
  readonly issues: readonly ValidationIssue[];
  readonly findings: readonly SettingFinding[];
  /** Everything else that follows from the selection; called once, where the settings as a whole are valid. */
  plan(): Plan;
}

/** What the plan of add-ons tells the settings: all findings, those of the selection first. */
export interface AddonPlanFindings {
  readonly findings: readonly SettingFinding[];
}

/** What settings ask of the add-ons, so that neither imports the other. */
export interface AddonCatalog<Plan extends AddonPlanFindings = AddonPlanFindings> {
  /** Options of each add-on by its key, as strict objects. */
  readonly schemas: Readonly<Record<string, z.ZodObject>>;
  /** Further names that users know add-ons by, for suggestions, by key. */
  readonly aliases: Readonly<Partial<Record<string, readonly string[]>>>;
  /** Options of an entry of `custom`: an add-on that the settings themselves describe. */
  readonly custom: z.ZodObject;
  /** @param requested `custom` among them holds the entries that the schema `custom` checked */
  select(requested: RequestedAddons, stack: Omit<Settings, "addons"> & { readonly region: string }): AddonSelection<Plan>;
}

import type { z } from "zod";
import type { SettingFinding } from "../util/finding";
import type { ValidationIssue } from "../util/settings-error";
import type { AddonOptions, Settings } from "./types";

/** Options of add-ons by name, validated by their schemas, or `false`; add-ons that the stack does not name are absent. */
export type RequestedAddons = Readonly<Record<string, AddonOptions | false>>;

/** A stack with its requested add-ons; entries of `custom` in them are validated by the schema `custom`. */
export type RequestedStack = Omit<Settings, "addons"> & { readonly region: string; readonly addons: RequestedAddons };

/** The add-ons of a stack: requested ones, those that are always on, and required ones, without those that its nodes cannot run. */
export interface AddonSelection<Plan> {
  /** Options by name, with defaults. */
  readonly addons: Readonly<Record<string, AddonOptions>>;
  readonly issues: readonly ValidationIssue[];
  readonly findings: readonly SettingFinding[];
  /** Everything else that follows from the selection; called once, if the settings as a whole are valid. */
  plan(): Plan;
}

/** The findings of the add-on plan: all of them, those of the selection first. */
export interface AddonPlanFindings {
  readonly findings: readonly SettingFinding[];
}

/** The interface between settings and add-ons, so that neither imports the other. */
export interface AddonCatalog<Plan extends AddonPlanFindings = AddonPlanFindings> {
  /** Options of each add-on by its key, as strict objects. */
  readonly schemas: Readonly<Record<string, z.ZodObject>>;
  /** Other names of add-ons, for suggestions, by key. */
  readonly aliases: Readonly<Partial<Record<string, readonly string[]>>>;
  /** Options of an entry of `custom`: an add-on that the settings themselves describe. */
  readonly custom: z.ZodObject;
  /** Options by add-on that other sections supply: defaults of an add-on that lacks a required option. Default: none. */
  supplied?(stack: Omit<RequestedStack, "addons">): Readonly<Record<string, AddonOptions>>;
  /** Invalid settings are guarded: what would read them is not part of the selection. */
  select(stack: RequestedStack): AddonSelection<Plan>;
}

// Former names of the public API. They are removed with the next minor release.
import { eksAddon, helmChart, type InstallContext } from "./addons/addon";
import type { StackProfile } from "./addons/stack-profile";
import { type ParsedSettings, parseSettings, parseStackConfig, type RawStackConfig, readStackSettings } from "./environment/read-settings";
import { resolveSettings } from "./environment/resolve-settings";
import type { ValidatedSettings } from "./settings/validation/validate-settings";
import type { ValidationIssue } from "./util/settings-error";

/** @deprecated Use `readStackSettings`. */
export const readStack = readStackSettings;
/** @deprecated Use `parseStackConfig`. */
export const checkStack = parseStackConfig;
/** @deprecated Use `parseSettings`. */
export const checkSettings = parseSettings;
/** @deprecated Use `resolveSettings`. */
export const resolve = resolveSettings;
/** @deprecated Use `helmChart`. */
export const chart = helmChart;
/** @deprecated Use `eksAddon`. */
export const managed = eksAddon;

/** @deprecated Use `ParsedSettings`. */
export type CheckedSettings = ParsedSettings;
/** @deprecated Use `RawStackConfig`. */
export type StackTexts = RawStackConfig;
/** @deprecated Use `ValidationIssue`. */
export type Problem = ValidationIssue;
/** @deprecated Use `ParsedSettings`. */
export type Reading = ValidatedSettings;
/** @deprecated Use `StackProfile`. */
export type StackFacts = StackProfile;
/** @deprecated Use `InstallContext`. */
export type Site = InstallContext;

import type { PolicySettings } from "../components/util/policy-settings";
import type { Rule } from "./rule";

export interface PolicyPackOptions {
  /** Rules of the pack. Default: all of this project. */
  readonly rules?: readonly Rule[];
  /** Profile and exceptions. Default: section `eks-blueprints:policies` of the stack file. */
  readonly settings?: PolicySettings;
  /** Today, such as `2026-11-30`, for exceptions. Default: the date of the clock. */
  readonly today?: string;
}

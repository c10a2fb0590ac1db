import type { ControlId } from "../components/reference/controls";
import type { FindingLevel } from "../components/util/finding";
import type { PolicyProfile } from "../components/util/policy-settings";
import type { PlannedResource } from "./planned-resource";
import type { ResourceView } from "./resource-view";

/** One violation of a rule. */
export interface Violation {
  /** The planned resource that violates it. */
  readonly resource: PlannedResource;
  /** What is wrong, in one line without the fix; never a value that may be secret. */
  readonly message: string;
  /** Default: that of the rule. */
  readonly fix?: string;
}

/** How serious findings are, by profile. Without a level the rule is off. */
export type RuleLevels = Readonly<Partial<Record<PolicyProfile, FindingLevel>>>;

/** A policy rule: a pure function over planned resources. */
export interface Rule {
  /** Stable identifier in kebab case, with the service as prefix, such as `eks-audit-log`. */
  readonly id: string;
  /** What the rule requires, in one line. */
  readonly title: string;
  /** Why, in one or two sentences. */
  readonly reason: string;
  /** What to do, as an imperative that follows "To fix this:", with the key of the stack file. */
  readonly fix: string;
  /** Ids of the controls that it relates to, such as `FSBP EKS.8`; may be empty. */
  readonly controls: readonly string[];
  readonly levels: RuleLevels;
  /** All violations. What is unknown violates nothing. */
  readonly check: (view: ResourceView) => Iterable<Violation>;
}

/** Advice in development, mandatory in production. */
export const serious: RuleLevels = { development: "advisory", production: "mandatory" };
/** Advice in both. */
export const advice: RuleLevels = { development: "advisory", production: "advisory" };
/** For what only matters in production. */
export const productionOnly: RuleLevels = { production: "mandatory" };
export const productionAdvice: RuleLevels = { production: "advisory" };

type Validate = (resource: PlannedResource, view: ResourceView) => string | false | undefined | Iterable<string>;

/**
 * The check of a rule about single resources.
 * @param types type tokens of the resources
 * @param validate returns messages about one resource; none if it is valid, or if that is unknown
 */
export function onEach(types: string | readonly string[], validate: Validate): Rule["check"] {
  return function* (view) {
    for (const type of [types].flat()) {
      for (const resource of view.ofType(type)) {
        const found = validate(resource, view) || [];
        for (const message of typeof found === "string" ? [found] : found) yield { resource, message };
      }
    }
  };
}

/** A rule of this project, whose controls are in the table. */
export type BuiltInRule = Rule & { readonly controls: readonly ControlId[] };

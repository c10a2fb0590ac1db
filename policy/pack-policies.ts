// Not part of the declarations that a user of the package needs: they would need those of `@pulumi/policy` too.
import type { Policies, PolicyResource, ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import { escapeControlChars } from "../components/util/escape-control-chars";
import { findingLine } from "../components/util/finding";
import { type PolicySettings, policySettings } from "../components/util/policy-settings";
import { evaluateRule } from "./evaluate";
import { withExceptions } from "./exceptions";
import type { PolicyPackOptions } from "./pack-options";
import { type PlannedResource, UNKNOWN, type Value, type Values } from "./planned-resource";
import { ResourceView } from "./resource-view";
import type { Rule } from "./rule";
import { rules as builtInRules } from "./rules";

/** A policy per rule, one that records inputs for them, and one about exceptions. */
export function packPolicies(options: PolicyPackOptions): Policies {
  const { rules = builtInRules, settings = stackSettings(), today = new Date().toISOString().slice(0, 10) } = options;
  const { profile, exceptions } = settings;
  const inputs = new Map<string, Values>();
  const known = rules.map(({ id }) => id);
  const reported = rules.flatMap((rule) => {
    const level = rule.levels[profile];
    return level === "mandatory" || level === "advisory" ? [{ rule, level }] : [];
  });
  const findingsOf = (each: readonly Rule[], { resources }: StackValidationArgs) => {
    const view = new ResourceView(plannedResources(resources, inputs));
    const findings = each.flatMap((rule) => evaluateRule(view, rule, profile));
    return withExceptions(findings, { settings: exceptions, today, known, evaluated: reported.map(({ rule }) => rule.id) });
  };
  return [
    {
      name: "planned-inputs",
      description: "Records the inputs of resources for the other policies; it reports nothing",
      enforcementLevel: "advisory",
      validateResource: ({ urn, props }: ResourceValidationArgs) => void inputs.set(urn, plain(props) as Values),
    },
    ...reported.map(({ rule, level }) => ({
      name: rule.id,
      description: rule.title,
      enforcementLevel: level,
      remediationSteps: rule.fix,
      validateStack: (args: StackValidationArgs, report: (message: string, urn?: string) => void) => {
        for (const finding of findingsOf([rule], args))
          if (finding.rule === rule.id && !finding.exception) report(escapeControlChars(findingLine(finding)), finding.urn);
      },
    })),
    {
      name: "policy-exception",
      description: "Exceptions are needed and have not expired",
      enforcementLevel: "advisory",
      validateStack: (args: StackValidationArgs, report: (message: string) => void) => {
        for (const finding of findingsOf(rules, args))
          if (finding.rule === "policy-exception") report(escapeControlChars(`${finding.path}: ${findingLine(finding)}`));
      },
    },
  ];
}

/** Section `policies` of the stack, which the engine hands to policy packs with the rest of the stack's config. */
function stackSettings(): PolicySettings {
  const key = "eks-blueprints:policies";
  const config = JSON.parse(process.env.PULUMI_CONFIG ?? "{}") as Readonly<Record<string, string>>;
  const { data, error } = policySettings.safeParse(JSON.parse(config[key] ?? "{}"));
  if (data) return data;
  throw new Error(error.issues.map(({ path, message }) => `${[key, ...path].join(".")}: ${message}`).join("\n"));
}

/** The resources of a stack as rules read them. What the program only reads has no inputs, unless no inputs were recorded at all. */
function plannedResources(resources: readonly PolicyResource[], inputs: ReadonlyMap<string, Values>): PlannedResource[] {
  return resources.map(({ urn, type, name, props, opts, parent, dependencies, propertyDependencies }) => {
    let outputs: Values | undefined;
    const outputsOf = () => {
      outputs ??= plain(props) as Values;
      return outputs;
    };
    const given = inputs.get(urn);
    return {
      urn,
      type,
      name,
      custom: true,
      parent: parent?.urn,
      get id() {
        return outputsOf().id;
      },
      get inputs() {
        return given ?? outputsOf();
      },
      get outputs() {
        return outputsOf();
      },
      dependencies: dependencies.map((each) => each.urn),
      propertyDependencies: Object.fromEntries(
        Object.entries(propertyDependencies).map(([key, all]) => [key, all.map((each) => each.urn)]),
      ),
      protect: opts.protect,
      ignoreChanges: opts.ignoreChanges,
      replaceOnChanges: [],
      deleteBeforeReplace: opts.deleteBeforeReplace ?? false,
      retainOnDelete: false,
      aliases: opts.aliases,
      external: inputs.size > 0 && given === undefined,
    };
  });
}

/** A value of the policy SDK, which throws where something unknown is read. */
function plain(value: unknown): Value {
  if (value === undefined || value === null) return null;
  if (typeof value !== "object") return value as Value;
  if (Array.isArray(value)) return Array.from({ length: value.length }, (_, index) => property(value, index));
  return Object.fromEntries(Object.keys(value).map((key) => [key, property(value, key)]));
}

function property(holder: object, key: string | number): Value {
  try {
    return plain((holder as Readonly<Record<string | number, unknown>>)[key]);
  } catch (error) {
    if ((error as Error).constructor.name === "UnknownValueError") return UNKNOWN;
    throw error;
  }
}

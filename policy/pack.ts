import type { PolicyPackOptions } from "./pack-options";

/**
 * Serves rules as a Pulumi policy pack, a policy per rule: call it in the program of the pack. Requires the package `@pulumi/policy`.
 * Violations with an exception are not reported; expired and unused exceptions are, by the policy `policy-exception`.
 * @example policyPack("company", { rules: [...rules, ownRule] });
 * @throws Error if section `policies` of the stack file is invalid
 */
export function policyPack(name = "eks-blueprints", options: PolicyPackOptions = {}): void {
  const { PolicyPack } = require("@pulumi/policy") as typeof import("@pulumi/policy"); // here: who only evaluates rules needs no such package
  const { packPolicies } = require("./pack-policies") as typeof import("./pack-policies");
  new PolicyPack(name, { policies: packPolicies(options) });
}

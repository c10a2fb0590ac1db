import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { teamLabel } from "../util/team-label";

/** A rule that the API server enforces; both expressions are CEL. */
export interface Validation {
  readonly expression: string;
  readonly messageExpression: string;
}

export interface AdmissionPolicy {
  /** Name of the policy and of its binding. */
  readonly policyName: string;
  readonly resource: { readonly apiGroup: string; readonly plural: string };
  /** CEL conditions: the requests that it validates. */
  readonly matchCondition: { readonly name: string; readonly expression: string };
  /** CEL variables by name; `team` is predefined. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly validations: readonly Validation[];
}

/** A policy on creates and updates in the namespaces of all teams. @returns the resource that exists when it is enforced */
export function teamAdmissionPolicy(name: string, policy: AdmissionPolicy, opts: pulumi.CustomResourceOptions): pulumi.Resource {
  const { policyName, resource, matchCondition, variables = {}, validations } = policy;
  const known = { ...variables, team: `namespaceObject.metadata.labels["${teamLabel}"]` };
  const admissionPolicy = new k8s.admissionregistration.v1.ValidatingAdmissionPolicy(
    name,
    {
      metadata: { name: policyName },
      spec: {
        failurePolicy: "Fail",
        matchConstraints: {
          resourceRules: [
            { apiGroups: [resource.apiGroup], apiVersions: ["v1"], operations: ["CREATE", "UPDATE"], resources: [resource.plural] },
          ],
        },
        matchConditions: [matchCondition],
        variables: Object.entries(known).map(([variable, expression]) => ({ name: variable, expression })),
        validations: [...validations],
      },
    },
    opts,
  );
  return new k8s.admissionregistration.v1.ValidatingAdmissionPolicyBinding(
    name,
    {
      metadata: { name: policyName },
      spec: {
        policyName: admissionPolicy.metadata.name,
        validationActions: ["Deny"],
        matchResources: { namespaceSelector: { matchExpressions: [{ key: teamLabel, operator: "Exists" }] } },
      },
    },
    opts,
  );
}

// Evaluates whether IAM would allow a call, by the policies that a component registered and the request context of AWS.
import { runSimulation, runUnsafeSimulation, type Simulation } from "@cloud-copilot/iam-simulate";
import type { Resources } from "./mocks";

/** An AWS call. */
export interface Call {
  /** Such as `ec2:CreateTags`. */
  readonly action: string;
  /** The ARN of the resource; `*` if the action has none. */
  readonly resource: string;
  /** Condition keys of the request, such as `aws:RequestTag/owner`. */
  readonly context?: Readonly<Record<string, string | string[]>>;
  /** True if the library's action table lacks this action on this resource, which disables checks of resource and context; default false. */
  readonly unlisted?: boolean;
}

const account = "123456789012";

/** The default KMS key policy: policies of the account's roles decide. */
const defaultKeyPolicy = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: "kms:*", Resource: "*" }],
};

/** Condition keys of the tags in a request or on a resource. */
export function tags(kind: "RequestTag" | "ResourceTag", values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [`aws:${kind}/${key}`, value]));
}

/**
 * Whether the inline policy of a role allows a call.
 * @throws Error for an invalid policy, or for an unknown action, resource or condition key
 */
export async function isAllowed(resources: Resources, role: string, call: Call): Promise<boolean> {
  const { policy } = resources.named(`${role}-policy`, "aws:iam/rolePolicy:RolePolicy").inputs;
  const policies = {
    identityPolicies: [{ name: "inline", policy: JSON.parse(policy) }],
    ...(call.action.startsWith("kms:") && { resourcePolicy: defaultKeyPolicy }),
  };
  return evaluate(policies, `arn:aws:iam::${account}:role/${role}`, call);
}

/** Whether a trust policy allows an AWS service to assume a role. */
export async function isTrusted(trust: unknown, service: string, call: Call): Promise<boolean> {
  return evaluate({ identityPolicies: [], resourcePolicy: trust }, service, call);
}

type Policies = Pick<Simulation, "identityPolicies" | "resourcePolicy">;

async function evaluate(policies: Policies, principal: string, { action, resource, context = {}, unlisted }: Call): Promise<boolean> {
  const simulation: Simulation = {
    request: { principal, action, resource: { resource, accountId: account }, contextVariables: { ...context } },
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    ...policies,
  };
  if (unlisted) return runUnsafeSimulation(simulation, {}) === "Allowed";
  const found = await runSimulation(simulation, {});
  if (found.resultType === "error") throw new Error(`${action} on ${resource}: ${JSON.stringify(found.errors)}`);
  const results = found.resultType === "single" ? [found.result] : found.results;
  const ignored = results.flatMap(({ ignoredContextKeys = [] }) => ignoredContextKeys);
  if (ignored.length > 0) throw new Error(`${action} knows no ${ignored.join(", ")}`);
  return found.overallResult === "Allowed";
}

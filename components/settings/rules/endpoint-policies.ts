// Policies of VPC endpoints: `network.endpointPolicies`.
import { endpointNames } from "../../reference/vpc-endpoints";
import { didYouMean } from "../../util/did-you-mean";
import { endpointPolicy, everyEndpoint, longestEndpointPolicy, statementsFor } from "../../util/endpoint-policies";
import { matchesWildcards } from "../../util/glob";
import { makesVpc } from "./network";
import { advice, issue, type Rule, rule } from "./rule";

const isKnown = (endpoint: string) => (endpointNames as readonly string[]).includes(endpoint);

const endpointsKnown = rule(["network.endpointPolicies[]"], function* ({ network: { endpointPolicies } }) {
  for (const endpoint of Object.keys(endpointPolicies)) {
    if (endpoint === everyEndpoint || isKnown(endpoint)) continue;
    const fix = didYouMean(endpoint, endpointNames) || "; expected a short name such as s3 or ecr.api";
    yield issue(["network", "endpointPolicies", endpoint], `unknown VPC endpoint "${endpoint}"${fix}`);
  }
});

/** A name in `endpoints` that is unknown may be meant for one of them. */
const endpointsExist = rule(["network.endpointPolicies[]", "network.endpoints", "network.existing", "cluster.existing"], function* (stack) {
  const { endpointPolicies, endpoints } = stack.network;
  if (!makesVpc(stack) || endpoints === "private" || !endpoints.every(isKnown)) return;
  for (const endpoint of Object.keys(endpointPolicies))
    if (isKnown(endpoint) && !endpoints.includes(endpoint))
      yield issue(
        ["network", "endpointPolicies", endpoint],
        `the stack creates no endpoint for ${endpoint}; add it to \`endpoints\`, or remove the policy`,
      );
});

const policiesFit = rule(["network.endpointPolicies[]", "region", "regionFacts"], function* ({ network, region, regionFacts }) {
  const place = { region, partition: regionFacts.partition };
  for (const [endpoint, statements] of Object.entries(network.endpointPolicies)) {
    const path = ["network", "endpointPolicies", endpoint];
    if (!statements.some(({ Effect }) => Effect === "Allow"))
      yield issue(
        path,
        'allows nothing, so no request passes; add `{ Action: "*", Resource: "*" }` for all that no other statement denies',
      );
    const { length } = endpointPolicy(endpoint, statements, place);
    if (length > longestEndpointPolicy)
      yield issue(path, `the policy would have ${length} characters, and AWS accepts ${longestEndpointPolicy}; shorten it`);
  }
});

const webIdentity = "sts:AssumeRoleWithWebIdentity";

/** Calls of service accounts with IRSA, and so of all pods on Fargate, are not signed: they have no principal. */
const webIdentityPasses = rule(
  ["network.endpointPolicies[]", "network.endpoints", "network.existing", "cluster.existing", "cluster.identity", "names"],
  function* (stack) {
    const { endpointPolicies, endpoints } = stack.network;
    const hasEndpoint = endpoints === "private" || endpoints.includes("sts");
    const isUsed = stack.cluster.identity === "irsa" || stack.names.fargate.length > 0;
    const statements = statementsFor("sts", endpointPolicies);
    if (!makesVpc(stack) || !hasEndpoint || !isUsed || !statements) return;
    const passes = statements.some(
      ({ Effect, Action, Condition = {} }) =>
        Effect === "Allow" &&
        [Action].flat().some((action) => matchesWildcards(action.toLowerCase(), webIdentity.toLowerCase())) &&
        !Object.values(Condition).some((keys) => Object.keys(keys).some((key) => /^aws:Principal/i.test(key))),
    );
    if (passes) return;
    yield advice(
      "endpoint-policy-web-identity",
      ["network", "endpointPolicies", Object.hasOwn(endpointPolicies, "sts") ? "sts" : everyEndpoint],
      "service accounts with IRSA get no credentials: their calls of STS are not signed, and the policy lets only known principals pass",
      `give \`sts\` a policy with { Action: "${webIdentity}", Resource: "*" } among its statements`,
    );
  },
);

export const endpointPolicyRules: readonly Rule[] = [endpointsKnown, endpointsExist, policiesFit, webIdentityPasses];

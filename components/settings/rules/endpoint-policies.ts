// Policies of VPC endpoints: `network.endpointPolicies`.
import { endpointNames } from "../../reference/vpc-endpoints";
import { didYouMean } from "../../util/did-you-mean";
import { endpointPolicy, longestEndpointPolicy } from "../../util/endpoint-policies";
import { makesVpc } from "./network";
import { issue, type Rule, rule } from "./rule";

const endpointsExist = rule(["network.endpointPolicies[]", "network.endpoints", "network.existing", "cluster.existing"], function* (stack) {
  const { endpointPolicies, endpoints } = stack.network;
  if (!makesVpc(stack)) return;
  for (const endpoint of Object.keys(endpointPolicies)) {
    const path = ["network", "endpointPolicies", endpoint];
    if (!(endpointNames as readonly string[]).includes(endpoint)) {
      const fix = didYouMean(endpoint, endpoints === "private" ? endpointNames : endpoints);
      yield issue(path, `unknown VPC endpoint "${endpoint}"${fix || "; expected a short name such as s3 or ecr.api"}`);
    } else if (endpoints !== "private" && !endpoints.includes(endpoint))
      yield issue(path, `the stack creates no endpoint for ${endpoint}; add it to \`endpoints\`, or remove the policy`);
  }
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

export const endpointPolicyRules: readonly Rule[] = [endpointsExist, policiesFit];

// The bastion: `network.bastion`.
import { instanceFamilyOf } from "../../reference/ami-of-family";
import { instanceFamilies } from "../../reference/instance-families";
import { sessionManagerServices } from "../../reference/session-manager";
import { didYouMean, listed } from "../../util/did-you-mean";
import { hasEgress } from "../../util/nat";
import { makesVpc } from "./network";
import { duplicates, issue, type Rule, rule } from "./rule";

const path = ["network", "bastion"];

const forwardsToPrivateEndpoint = rule(["network.bastion", "cluster.endpoint", "cluster.existing"], function* ({ network, cluster }) {
  if (!network.bastion || cluster.existing || cluster.endpoint.private !== false) return;
  yield issue(
    path,
    "forwards ports to the private endpoint of the API server, which is off; turn cluster.endpoint.private on, or remove the key",
  );
});

/** Only Linux on the architectures of Amazon Linux. */
const instanceTypeFits = rule(["network.bastion[]"], function* ({ network: { bastion } }) {
  if (!bastion) return;
  const family = instanceFamilyOf(bastion.instanceType);
  if (!Object.hasOwn(instanceFamilies, family)) {
    const fix = didYouMean(family, Object.keys(instanceFamilies)) || "; write a type such as t4g.micro";
    yield issue([...path, "instanceType"], `unknown instance family ${JSON.stringify(family)} of ${bastion.instanceType}${fix}`);
  }
});

const principalsFit = rule(["network.bastion[]"], function* ({ network: { bastion } }) {
  if (!bastion) return;
  const at = [...path, "principals"];
  for (const [position, arn] of bastion.principals.entries())
    if (arn.includes(":role/aws-reserved/") || arn.includes(":role/aws-service-role/"))
      yield issue(
        [...at, position],
        "IAM does not attach policies to reserved roles; add the policy (stack output `bastion.policyArn`) to the permission set in IAM Identity Center",
      );
  yield* duplicates(at, bastion.principals);
});

const reachesSessionManager = rule(
  [
    "network.bastion",
    "network.publicSubnets",
    "network.nat",
    "network.routes",
    "network.endpoints",
    "network.existing",
    "cluster.existing",
  ],
  function* (stack) {
    const { bastion, endpoints, publicSubnets } = stack.network;
    if (!bastion || !makesVpc(stack) || hasEgress(stack.network) || endpoints === "private") return;
    const missing = sessionManagerServices.filter((service) => !endpoints.includes(service));
    if (missing.length === 0) return;
    const nat = publicSubnets ? ", or turn NAT on" : "";
    yield issue(
      ["network", "endpoints"],
      `the bastion cannot reach Session Manager without ${listed(missing)}; add them, write \`endpoints: private\`${nat}`,
    );
  },
);

export const bastionRules: readonly Rule[] = [forwardsToPrivateEndpoint, instanceTypeFits, principalsFit, reachesSessionManager];

import type { EndpointName } from "../../../reference/vpc-endpoints";
import type { StackFacts } from "../../stack-profile";

/** Whether pods cannot reach an AWS service that their add-on says they call, because there is neither NAT nor an endpoint for it. */
export function outOfReach(service: EndpointName, facts: StackFacts): boolean {
  return facts.private && !facts.endpointsGrow && !facts.endpoints.includes(service);
}

import type { EndpointName } from "../../../reference/vpc-endpoints";
import type { StackProfile } from "../../stack-profile";

/** Whether pods cannot reach an AWS service of their add-on, because there is neither NAT nor an endpoint for it. */
export function isEndpointMissing(service: EndpointName, profile: StackProfile): boolean {
  return profile.private && !profile.endpointsGrow && !profile.endpoints.includes(service);
}

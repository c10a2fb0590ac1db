import type { PlainStatement } from "./iam-statements";

/** A statement of an endpoint policy, as in settings. */
export interface EndpointStatement extends PlainStatement {
  readonly Effect: "Allow" | "Deny";
  readonly Principal: "*" | Readonly<Record<string, string | readonly string[]>>;
}

interface Place {
  readonly partition: string;
  readonly region: string;
}

/** Longest policy of an endpoint in characters. Source: VPC user guide, Control access to VPC endpoints using endpoint policies (2026). */
export const longestEndpointPolicy = 20_480;

/** Key of the policy of all endpoints without one of their own. */
export const everyEndpoint = "*";

/** Statements for an endpoint: its own, or those for every endpoint. */
export function statementsFor<T>(endpoint: string, policies: Readonly<Record<string, T>>): T | undefined {
  return policies[endpoint] ?? policies[everyEndpoint];
}

/** The policy of an endpoint as JSON. That of S3 also lets nodes pull the layers of images in ECR, which lie in a bucket of AWS's. */
export function endpointPolicy(endpoint: string, statements: readonly EndpointStatement[], place: Place): string {
  const needed = endpoint === "s3" ? [ecrLayers(place)] : [];
  return JSON.stringify({ Version: "2012-10-17", Statement: [...statements, ...needed] });
}

/** Source: ECR user guide, Amazon ECR interface VPC endpoints, Minimum Amazon S3 bucket permissions (2026). */
function ecrLayers({ partition, region }: Place): EndpointStatement {
  const Resource = `arn:${partition}:s3:::prod-${region}-starport-layer-bucket/*`;
  return { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource };
}

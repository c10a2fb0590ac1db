import type { AmiFamily } from "./ami-types";

/** Regions whose ECR has FIPS endpoints. Source: botocore endpoints.json, service api.ecr (2026-08-07). */
const withEcrFipsEndpoint = ["us-east-1", "us-east-2", "us-west-1", "us-west-2", "us-gov-east-1", "us-gov-west-1"];

/** Whether nodes with a FIPS AMI find the FIPS endpoint of ECR, from which they pull images unless it is turned off. */
export function hasEcrFipsEndpoint(region: string): boolean {
  return withEcrFipsEndpoint.includes(region);
}

/** Whether nodes run a FIPS AMI of AWS's, by the AMI of a pool. */
export function isFipsAmi(ami: AmiFamily | { readonly type?: string | undefined }): boolean {
  return typeof ami === "object" && ami.type !== undefined && ami.type.endsWith("_FIPS");
}

import * as pulumi from "@pulumi/pulumi";
import { SettingsError } from "./settings-error";

/** Region of Pulumi's default AWS provider: of the stack's config, or of the environment. */
export function defaultRegion(): string | undefined {
  return new pulumi.Config("aws").get("region") ?? (process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION);
}

/**
 * Rejects a component with an AWS provider of its own and without a region: a provider's region is an output, and names and policies need it
 * before anything is created.
 * @param component as messages name it, such as `Network("shop")`
 */
export function requireRegion(resource: pulumi.ComponentResource, component: string, region: string | undefined): void {
  if (region !== undefined || !resource.getProvider("aws:index:Provider")) return;
  const message = 'missing beside an AWS provider of your own; pass the region of that provider, such as region: "eu-west-1"';
  throw new SettingsError([{ path: `${component}.region`, message }]);
}

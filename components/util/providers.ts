import type * as pulumi from "@pulumi/pulumi";

/**
 * AWS provider that a component was given, for its remote children (`awsx`, `eks`): their SDK sends only providers named in their own options.
 * Not as `provider`: `eks.Cluster` refuses that without credentials for its kubeconfig.
 */
export function awsProviders(component: pulumi.ComponentResource): pulumi.ProviderResource[] {
  const provider = component.getProvider("aws:index:Provider");
  return provider ? [provider] : [];
}

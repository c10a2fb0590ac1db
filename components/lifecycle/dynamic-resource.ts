import * as pulumi from "@pulumi/pulumi";

/**
 * A resource whose provider is code of ours, run by Pulumi's own dynamic provider, which comes with the CLI. Unlike `pulumi.dynamic.Resource` it is
 * handed the provider as a finished text (`npm run lifecycle` writes it): serializing a closure takes 0.4 s and differs from machine to machine.
 * The text lies in the state, so that `pulumi destroy` needs no program. Type `pulumi-nodejs:dynamic/eks-blueprints:<kind>`.
 */
export abstract class DynamicResource extends pulumi.CustomResource {
  /** @param provider text of a CommonJS module that exports `handler(): pulumi.dynamic.ResourceProvider` and needs Node.js alone */
  constructor(kind: string, name: string, provider: string, inputs: pulumi.Inputs, opts?: pulumi.CustomResourceOptions) {
    super(`pulumi-nodejs:dynamic/eks-blueprints:${kind}`, name, { ...inputs, __provider: provider }, opts);
  }
}

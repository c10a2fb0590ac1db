import * as pulumi from "@pulumi/pulumi";

/**
 * A resource that Pulumi's dynamic provider manages with code of this project. Unlike `pulumi.dynamic.Resource`, it passes the provider as
 * generated text (`npm run lifecycle`): serializing a closure takes 0.4 s and its result differs between machines.
 * The text is stored in the state, so `pulumi destroy` does not need the program. Type: `pulumi-nodejs:dynamic/eks-blueprints:<kind>`.
 */
export abstract class DynamicResource extends pulumi.CustomResource {
  /** @param provider text of a CommonJS module that exports `handler(): pulumi.dynamic.ResourceProvider` and needs Node.js alone */
  constructor(kind: string, name: string, provider: string, inputs: pulumi.Inputs, opts?: pulumi.CustomResourceOptions) {
    super(`pulumi-nodejs:dynamic/eks-blueprints:${kind}`, name, { ...inputs, __provider: provider }, opts);
  }
}

import type * as pulumi from "@pulumi/pulumi";
import { DynamicResource } from "../dynamic-resource";
import { changeGuard } from "../generated/change-guard";
import type { GuardedFacts } from "./stack-facts";

/**
 * Refuses changes that cannot be made, at preview and at up, before anything else is touched: it is registered first, and all else depends on it.
 * Its provider compares what the last `pulumi up` wanted with what this one wants.
 */
export class ChangeGuard extends DynamicResource {
  constructor(name: string, facts: GuardedFacts, opts?: pulumi.CustomResourceOptions) {
    super("ChangeGuard", name, changeGuard, { ...facts }, opts);
  }
}

import type * as pulumi from "@pulumi/pulumi";
import { DynamicResource } from "../dynamic-resource";
import { changeGuard } from "../generated/change-guard";
import type { GuardedFacts } from "./stack-facts";

/**
 * Blocks changes that cannot work, at preview and at up, before any other resource is touched: it is registered first, and everything else
 * depends on it.
 * Its provider compares the facts of the last `pulumi up` with those of this one.
 */
export class ChangeGuard extends DynamicResource {
  constructor(name: string, facts: GuardedFacts, opts?: pulumi.CustomResourceOptions) {
    super("ChangeGuard", name, changeGuard, { ...facts }, opts);
  }
}

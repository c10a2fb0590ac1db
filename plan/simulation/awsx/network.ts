import type { Child } from "../expansion/scope";
import type { Input, TrackedValue } from "../expansion/tracked-value";
import type { NatStrategy } from "./nat";
import type { SubnetType } from "./subnet-specs";

/** The resources that the component has created so far. */
export interface Network {
  readonly vpc: Child;
  readonly gateway: Child;
  /** Tags of all resources. */
  readonly tags: Input;
  readonly region: TrackedValue | undefined;
  readonly zones: readonly string[];
  readonly nat: NatStrategy;
  readonly subnets: { readonly child: Child; readonly type: SubnetType; readonly zone: string }[];
  readonly routeTables: Child[];
  readonly associations: Child[];
  readonly routes: Child[];
  readonly natGateways: Child[];
  readonly eips: Child[];
}

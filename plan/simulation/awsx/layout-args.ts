import type { NameTagStrategy, SubnetSpec } from "./subnet-specs";

export type Strategy = "Legacy" | "Auto" | "AutoMerge" | "Exact";

export interface LayoutArgs {
  readonly vpc: string;
  readonly cidr: string;
  readonly zones: readonly string[];
  readonly strategy: Strategy;
  readonly specs?: readonly SubnetSpec[];
  readonly zoneBits?: number;
  readonly nameTags: NameTagStrategy;
}

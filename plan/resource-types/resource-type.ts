import type { Values } from "../types";

/** Facts about one resource type. Its outputs are in `plan/simulation`. Each is optional. */
export interface ResourceType {
  /**
   * Input properties, as paths such as `accessConfig.mode`, whose change replaces the resource. Of AWS types only those that are not in
   * `data/force-new.json`: the provider decides by the change itself, or has them since a later version.
   */
  readonly immutable?: readonly string[];
  /** Properties that can be set and removed in place, but not changed from one value to another. */
  readonly immutableOnceSet?: readonly string[];
  /** Properties that can be added in place but not removed. */
  readonly irremovable?: readonly string[];
  /** Its provider creates the replacement before it deletes the old resource, even where both have the same name. Default: false. */
  readonly createdFirst?: boolean;
  /** How the provider forms the physical name; `false`: it never generates one. */
  readonly name?: PhysicalNameRule | false;
  /** Inputs that name other resources. */
  readonly references?: readonly Reference[];
  /** Quota of the account. */
  readonly quota?: Quota;
}

export interface PhysicalNameRule {
  /** Property that holds the name. Default: `name`. */
  readonly property?: string;
  /** Longest name that AWS accepts, in characters. Default: 255. */
  readonly maxLength?: number;
}

/** An input that names a resource of another type by id, ARN or name. */
export interface Reference {
  /**
   * Effect on the other resource: it must exist (`uses`), its deletion is rejected (`blocks`), or its deletion deletes this one (`partOf`).
   * Launch templates do not block deletion: EC2 deletes one in use, and the group can then start no instances. Neither do roles and keys in use.
   */
  readonly bond: "uses" | "blocks" | "partOf";
  /** Path of the input. Lists in the path stand for each of their items. */
  readonly path: string;
  readonly to: string;
}

/** AWS's default quota (Service Quotas; VPC, EC2, EKS and IAM user guides, 2026-11). */
export interface Quota {
  readonly name: string;
  readonly limit: number;
  /** The scope of the quota. Default: the region or account. */
  readonly per?: QuotaScope;
  /** Code and message of AWS's error. */
  readonly code: string;
  readonly message: (limit: number) => string;
}

/** @param outputsOf outputs of another resource by type and id */
export type QuotaScope = (inputs: Values, outputsOf: (type: string, id: string) => Values | undefined) => unknown;

export const uses = (path: string, to: string): Reference => ({ bond: "uses", path, to });
export const blocks = (path: string, to: string): Reference => ({ bond: "blocks", path, to });
export const partOf = (path: string, to: string): Reference => ({ bond: "partOf", path, to });

export const reached = (noun: string) => () => `The maximum number of ${noun} has been reached.`;
export const exceeded = (quota: string) => (limit: number) => `Cannot exceed quota for ${quota}: ${limit}`;

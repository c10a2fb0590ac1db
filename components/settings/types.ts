import type { z } from "zod";
import type { AmiChoice } from "../reference/ami-of-family";
import type { AmiFamily } from "../reference/ami-types";
import type { PolicySettings } from "../util/policy-settings";
import type { autoModePool } from "./schema/auto-mode";
import type { charts } from "./schema/charts";
import type { cluster } from "./schema/cluster";
import type { budgetSettings, cost } from "./schema/cost";
import type { domainSettings } from "./schema/domain";
import type { fargateProfile } from "./schema/fargate";
import type { gitopsSettings } from "./schema/gitops";
import type { iam } from "./schema/iam";
import type { images } from "./schema/images";
import type { network } from "./schema/network";
import type { nodePool } from "./schema/node-pools";
import type { override } from "./schema/overrides";
import type { serviceAccount } from "./schema/service-accounts";
import type { applicationTeam, platformTeam, teamTemplates } from "./schema/teams";
import type { tenants } from "./schema/tenants";

export type Fill<Base, Filled> = Omit<Base, keyof Filled> & Filled;

export type NetworkSettings = Fill<
  z.output<typeof network>,
  { zones: number | string[]; nat: NonNullable<z.output<typeof network>["nat"]> }
>;
export type ClusterSettings = Fill<z.output<typeof cluster>, { name: string }>;
export type IamSettings = z.output<typeof iam>;
export type NodePoolSettings = Fill<
  z.output<typeof nodePool>,
  {
    ami: AmiFamily | AmiChoice;
    size: { min: number; max: number; desired: number };
    repair: NonNullable<z.output<typeof nodePool>["repair"]>;
    disk: Fill<z.output<typeof nodePool>["disk"], { type: NonNullable<z.output<typeof nodePool>["disk"]["type"]> }>;
    taints: NonNullable<z.output<typeof nodePool>["taints"]>;
  }
>;
export type AutoModePoolSettings = z.output<typeof autoModePool>;
export type FargateProfileSettings = z.output<typeof fargateProfile>;
export type ImageSettings = z.output<typeof images>;
export type ChartSettings = z.output<typeof charts>;
export type ServiceAccountSettings = z.output<typeof serviceAccount>;
export type DomainSettings = z.output<typeof domainSettings>;
/** A user interface that the domain makes reachable. */
export interface ExposedUi {
  /** Its key in `domain.expose`. */
  readonly name: string;
  /** Full host name. */
  readonly host: string;
  readonly service: NonNullable<DomainSettings["expose"][string]["service"]>;
  readonly auth: DomainSettings["expose"][string]["auth"];
}
export type GitopsSettings = z.output<typeof gitopsSettings>;
export type PlatformTeamSettings = z.output<typeof platformTeam>;
/** Quantities by resource, such as `cpu`. */
export type ResourceAmounts = Readonly<Record<string, string>>;
/** LimitRange of a team: bounds of containers, pods and claims. */
export interface TeamLimits {
  readonly default: ResourceAmounts;
  readonly defaultRequest: ResourceAmounts;
  readonly max?: ResourceAmounts | undefined;
  readonly min?: ResourceAmounts | undefined;
  readonly maxLimitRequestRatio?: ResourceAmounts | undefined;
  readonly pod?: Partial<Readonly<Record<"max" | "min" | "maxLimitRequestRatio", ResourceAmounts>>> | undefined;
  readonly persistentVolumeClaim?: Partial<Readonly<Record<"max" | "min", ResourceAmounts>>> | undefined;
}
export type ApplicationTeamSettings = Fill<
  z.output<typeof applicationTeam>,
  {
    namespaces: string[];
    quota: false | Readonly<Record<string, string>>;
    limits: false | TeamLimits;
  }
> & {
  /** Tier of a tenant, from `tenants.tiers`, with the node pool of the tier. */
  readonly tier?: { readonly name: string; readonly nodePool?: string };
};
export type TeamSettings = PlatformTeamSettings | ApplicationTeamSettings;
/** A secret or parameter that a team gets by reference. */
export type TeamSecret = NonNullable<ApplicationTeamSettings["secrets"]>[string];
/** Templates as they are written: what they leave out, the defaults of a team fill in. */
export type TeamTemplates = z.input<typeof teamTemplates>;
export type Override = z.output<typeof override>;
export type CostSettings = z.output<typeof cost>;
export type BudgetSettings = z.output<typeof budgetSettings>;
export type TenantSettings = z.output<typeof tenants>;
export type TenantApplication = NonNullable<TenantSettings["application"]>;

/** Settings of an add-on that is on: its checked options, by the add-on's own schema. */
export type AddonOptions = Readonly<Record<string, unknown>>;

/** A stack's settings with every default filled in: the shape of the contract, plain data. */
export interface Settings {
  readonly tags: Readonly<Record<string, string>>;
  readonly network: NetworkSettings;
  readonly cluster: ClusterSettings;
  readonly iam: IamSettings;
  readonly nodePools: Readonly<Record<string, NodePoolSettings>>;
  readonly fargate: Readonly<Record<string, FargateProfileSettings>>;
  readonly images: ImageSettings;
  readonly charts: ChartSettings;
  /** By namespace and name. */
  readonly serviceAccounts: Readonly<Record<string, ServiceAccountSettings>>;
  /** All teams, those of tenants among them. */
  readonly teams: Readonly<Record<string, TeamSettings>>;
  readonly teamTemplates: TeamTemplates;
  readonly tenants: TenantSettings;
  readonly domain: DomainSettings | false;
  readonly gitops: GitopsSettings | false;
  readonly overrides: readonly Override[];
  readonly cost: CostSettings;
  readonly budget: BudgetSettings | false;
  readonly policies: PolicySettings;
  /** Add-ons that the stack gets, by key: the user's and those that are always on; left-out ones are absent. */
  readonly addons: Readonly<Record<string, AddonOptions>>;
}

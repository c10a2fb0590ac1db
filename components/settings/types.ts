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

/** A type with some properties replaced. */
export type Fill<Base, Filled> = Omit<Base, keyof Filled> & Filled;

/** Section `network`, with defaults. */
export type NetworkSettings = Fill<
  z.output<typeof network>,
  { zones: number | string[]; nat: NonNullable<z.output<typeof network>["nat"]> }
>;
/** Section `cluster`, with defaults. */
export type ClusterSettings = Fill<z.output<typeof cluster>, { name: string }>;
/** Section `iam`, with defaults. */
export type IamSettings = z.output<typeof iam>;
/** An entry of `nodePools`, with defaults. */
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
/** An entry of `cluster.autoMode.nodePools`, with defaults. */
export type AutoModePoolSettings = z.output<typeof autoModePool>;
/** An entry of `fargate`, with defaults. */
export type FargateProfileSettings = z.output<typeof fargateProfile>;
/** Section `images`, with defaults. */
export type ImageSettings = z.output<typeof images>;
/** Section `charts`, with defaults. */
export type ChartSettings = z.output<typeof charts>;
/** An entry of `serviceAccounts`, with defaults. */
export type ServiceAccountSettings = z.output<typeof serviceAccount>;
/** Section `domain`, with defaults. */
export type DomainSettings = z.output<typeof domainSettings>;
/** A user interface that the domain makes reachable. */
export interface ExposedUi {
  /** Its key in `domain.expose`. */
  readonly name: string;
  /** Full host name. */
  readonly host: string;
  /** Service behind the user interface. */
  readonly service: NonNullable<DomainSettings["expose"][string]["service"]>;
  /** How users sign in. */
  readonly auth: DomainSettings["expose"][string]["auth"];
}
/** Section `gitops`, with defaults. */
export type GitopsSettings = z.output<typeof gitopsSettings>;
/** A platform team of `teams`, with defaults. */
export type PlatformTeamSettings = z.output<typeof platformTeam>;
/** Quantities by resource, such as `cpu`. */
export type ResourceAmounts = Readonly<Record<string, string>>;
/** LimitRange of a team: bounds of containers, pods and claims. */
export interface TeamLimits {
  /** Default limits of a container. */
  readonly default: ResourceAmounts;
  /** Default requests of a container. */
  readonly defaultRequest: ResourceAmounts;
  /** Largest amounts of a container. */
  readonly max?: ResourceAmounts | undefined;
  /** Smallest amounts of a container. */
  readonly min?: ResourceAmounts | undefined;
  /** Largest ratio of limit to request of a container. */
  readonly maxLimitRequestRatio?: ResourceAmounts | undefined;
  /** Bounds of a pod. */
  readonly pod?: Partial<Readonly<Record<"max" | "min" | "maxLimitRequestRatio", ResourceAmounts>>> | undefined;
  /** Bounds of a claim. */
  readonly persistentVolumeClaim?: Partial<Readonly<Record<"max" | "min", ResourceAmounts>>> | undefined;
}
/** An application team of `teams`, with defaults. */
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
/** An entry of `teams`, with defaults. */
export type TeamSettings = PlatformTeamSettings | ApplicationTeamSettings;
/** A secret or parameter that a team gets by reference. */
export type TeamSecret = NonNullable<ApplicationTeamSettings["secrets"]>[string];
/** Templates as they are written: what they leave out, the defaults of a team fill in. */
export type TeamTemplates = z.input<typeof teamTemplates>;
/** An entry of `overrides`. */
export type Override = z.output<typeof override>;
/** Section `cost`, with defaults. */
export type CostSettings = z.output<typeof cost>;
/** Section `budget`, with defaults. */
export type BudgetSettings = z.output<typeof budgetSettings>;
/** Section `tenants`, with defaults. */
export type TenantSettings = z.output<typeof tenants>;
/** The application of each tenant. */
export type TenantApplication = NonNullable<TenantSettings["application"]>;

/** Settings of an add-on that is on: its checked options, by the add-on's own schema. */
export type AddonOptions = Readonly<Record<string, unknown>>;

/** A stack's settings with every default filled in: the shape of the contract, plain data. */
export interface Settings {
  /** Tags of all AWS resources. */
  readonly tags: Readonly<Record<string, string>>;
  /** Section `network`. */
  readonly network: NetworkSettings;
  /** Section `cluster`. */
  readonly cluster: ClusterSettings;
  /** Section `iam`. */
  readonly iam: IamSettings;
  /** Node pools by key. */
  readonly nodePools: Readonly<Record<string, NodePoolSettings>>;
  /** Fargate profiles by key. */
  readonly fargate: Readonly<Record<string, FargateProfileSettings>>;
  /** Section `images`. */
  readonly images: ImageSettings;
  /** Section `charts`. */
  readonly charts: ChartSettings;
  /** By namespace and name. */
  readonly serviceAccounts: Readonly<Record<string, ServiceAccountSettings>>;
  /** All teams, those of tenants among them. */
  readonly teams: Readonly<Record<string, TeamSettings>>;
  /** Templates of teams by key. */
  readonly teamTemplates: TeamTemplates;
  /** Section `tenants`. */
  readonly tenants: TenantSettings;
  /** Section `domain`; `false` without one. */
  readonly domain: DomainSettings | false;
  /** Section `gitops`; `false` without one. */
  readonly gitops: GitopsSettings | false;
  /** Raw properties, in their order. */
  readonly overrides: readonly Override[];
  /** Section `cost`. */
  readonly cost: CostSettings;
  /** Section `budget`; `false` without one. */
  readonly budget: BudgetSettings | false;
  /** Section `policies`. */
  readonly policies: PolicySettings;
  /** Add-ons that the stack gets, by key: the user's and those that are always on; left-out ones are absent. */
  readonly addons: Readonly<Record<string, AddonOptions>>;
}

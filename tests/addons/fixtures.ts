import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import type { AnyAddon, InstallContext, InstallNetwork } from "../../components/addons/addon";
import { Addons } from "../../components/addons/addons";
import { addonCatalogOf } from "../../components/addons/plan/catalog-settings";
import { type StackProfile, stackProfile } from "../../components/addons/stack-profile";
import type { ClusterHandle } from "../../components/cluster/types";
import { partitionOf } from "../../components/reference/partition";
import { cluster } from "../../components/settings/schema/cluster";
import { cost } from "../../components/settings/schema/cost";
import { iam } from "../../components/settings/schema/iam";
import { images } from "../../components/settings/schema/images";
import { nodePool } from "../../components/settings/schema/node-pools";
import type { AddonOptions, NodePoolSettings, Settings } from "../../components/settings/types";
import { type Resources, startMocks } from "../harness/mocks/mocks";
import { networkSettings } from "../networking/fixtures";

type Stack = Omit<Settings, "addons">;

/** Changes to a stack with one node pool. */
export interface Changes {
  readonly gitops?: Stack["gitops"];
  readonly tags?: Settings["tags"];
  readonly cluster?: Partial<Settings["cluster"]>;
  readonly network?: Partial<Settings["network"]>;
  readonly images?: Partial<Settings["images"]>;
  readonly charts?: Settings["charts"];
  readonly nodePools?: Settings["nodePools"];
  readonly fargate?: Settings["fargate"];
}

export function pool(more: Record<string, unknown> = {}): NodePoolSettings {
  const read = nodePool.parse(more);
  return { ...read, size: { desired: read.size.min, ...read.size }, repair: true, taints: read.taints ?? [] } as NodePoolSettings;
}

export function stack({ tags = {}, nodePools = { general: pool() }, fargate = {}, ...changes }: Changes = {}): Stack {
  return {
    tags,
    nodePools,
    fargate,
    network: networkSettings(changes.network),
    cluster: { ...cluster.parse({}), name: "shop", ...changes.cluster },
    iam: iam.parse({}),
    images: images.parse(changes.images ?? {}),
    charts: { registries: {}, ...changes.charts },
    serviceAccounts: {},
    teams: {},
    overrides: [],
    teamTemplates: {},
    domain: false,
    tenants: { names: [] },
    gitops: changes.gitops ?? false,
    cost: cost.parse({}),
    budget: false,
    policies: { profile: "development", exceptions: {} },
  };
}

export function profileOf(changes: Changes = {}, region = "eu-west-1", addons: Readonly<Record<string, unknown>> = {}): StackProfile {
  return stackProfile({ ...stack(changes), region }, addons);
}

/** A network as the networking module outputs it. */
export function installNetwork(region = "eu-west-1"): InstallNetwork {
  const letters = ["a", "b", "c"];
  return {
    vpcId: pulumi.output("vpc-1"),
    privateSubnetIds: letters.map((letter) => pulumi.output(`subnet-${letter}`)),
    privateRouteTableIds: letters.map((letter) => pulumi.output(`rtb-${letter}`)),
    zones: letters.map((letter) => `${region}${letter}`),
  };
}

/** An install context for tests that call functions of an add-on directly. */
export function installContext(changes: Changes = {}, region = "eu-west-1"): InstallContext {
  const profile = profileOf(changes, region);
  return {
    context: { region, partition: partitionOf(region), clusterName: "shop", tags: changes.tags ?? {}, iam: {} },
    cluster: clusterHandle(region),
    network: installNetwork(region),
    profile,
    kubernetesVersion: "1.35",
    selected: new Set(),
    mirror: (registry) => profile.registries[registry] ?? registry,
    accountId: () => pulumi.output("123456789012"),
    resourcesOf: () => undefined,
    common: { name: "eks" },
  };
}

/** A cluster as the cluster module outputs it. */
export function clusterHandle(region = "eu-west-1"): ClusterHandle {
  const partition = partitionOf(region);
  const provider = new k8s.Provider("cluster", { kubeconfig: "{}" });
  return {
    context: { region, partition, clusterName: "shop", tags: {}, iam: {} },
    clusterName: pulumi.output("shop"),
    arn: pulumi.output(`arn:${partition}:eks:${region}:123456789012:cluster/shop`),
    roleArn: pulumi.output(`arn:${partition}:iam::123456789012:role/shop-control-plane`),
    accountId: pulumi.output("123456789012"),
    version: pulumi.output("1.35"),
    endpoint: pulumi.output("https://cluster.example"),
    certificateAuthority: pulumi.output("Q0E="),
    serviceCidr: pulumi.output("172.20.0.0/16"),
    securityGroupId: pulumi.output("sg-1"),
    oidcProviderArn: pulumi.output(`arn:${partition}:iam::123456789012:oidc-provider/oidc.example/id/1`),
    oidcIssuer: pulumi.output("oidc.example/id/1"),
    kubeconfig: pulumi.output("{}"),
    provider,
  };
}

export interface InstallOptions extends Changes {
  readonly addons?: Readonly<Record<string, boolean | Readonly<Record<string, unknown>>>>;
  readonly ownAddons?: readonly AnyAddon[];
  readonly region?: string;
  /** Creates the nodes. */
  readonly nodes?: (after: readonly pulumi.Resource[]) => readonly pulumi.Resource[];
  /** Add-ons that GitOps installs. */
  readonly managedByGitops?: readonly string[];
}

/** Selects and installs a stack's add-ons as the environment does. */
export function install({
  addons = {},
  ownAddons,
  region = "eu-west-1",
  nodes = () => [],
  managedByGitops = [],
  ...changes
}: InstallOptions): Addons {
  const settings = stack(changes);
  const catalog = addonCatalogOf(ownAddons);
  const { custom, ...named } = addons;
  const requested = Object.entries(named).map(([name, value]): [string, AddonOptions | false] => [
    name,
    value === false ? false : catalog.schemas[name]!.parse(value === true ? {} : value),
  ]);
  const described = z.record(z.string(), catalog.custom).parse(custom ?? {});
  const selection = catalog.select({ ...settings, region, addons: { ...Object.fromEntries(requested), custom: described } });
  if (selection.issues.length > 0) throw new Error(selection.issues.map(({ message }) => message).join("\n"));
  const plan = selection.plan();
  const enabled = [...plan.enabled].map(([name, each]) => [name, { ...each, managedByGitops: managedByGitops.includes(name) }] as const);
  const created = new Addons("eks", {
    plan: { ...plan, enabled: new Map(enabled) },
    context: { region, partition: partitionOf(region), clusterName: "shop", tags: settings.tags, iam: settings.iam },
    cluster: clusterHandle(region),
    network: installNetwork(region),
    kubernetesVersion: settings.cluster.version,
  });
  const { installer } = created;
  installer.installWithNodes(nodes(installer.installBeforeNodes()));
  installer.installAfterNodes([]);
  created.complete();
  return created;
}

/** The resources that `install` registers. */
export async function registered(options: InstallOptions): Promise<Resources> {
  const mocks = startMocks();
  await mocks.run(() => install(options));
  return mocks.resources;
}

import * as pulumi from "@pulumi/pulumi";
import { Addons } from "../addons/addons";
import { sharedAlbOf, teamAlbParams } from "../addons/catalog/aws-load-balancer-controller/shared-alb";
import { Cluster } from "../cluster/cluster";
import { ExistingCluster } from "../cluster/existing-cluster";
import { controlPlaneSubnets } from "../cluster/subnets";
import { Network } from "../networking/network";
import type { AutoModePool } from "../nodes/auto-mode-pool";
import type { FargateProfile } from "../nodes/fargate-profile";
import type { NodePool } from "../nodes/node-pool";
import { partitionOf } from "../reference/partition";
import { memberPermissions } from "../teams/member-permissions";
import { Teams } from "../teams/teams";
import { capacityProfile } from "../util/capacity-profile";
import type { Context } from "../util/context";
import { identityModeOf } from "../util/identity-mode";
import { cachePrefix } from "../util/image-mirrors";
import { loginMissing } from "../util/login-missing";
import { reportFindings } from "../util/report-finding";
import { createBastion } from "./bastion";
import { buildOutputs } from "./build-outputs";
import { createDomain } from "./domain";
import { createGitopsAndSamples } from "./gitops-and-samples";
import { createImageCache } from "./image-cache";
import { LifecycleGuards } from "./lifecycle-guards";
import { capacityResources, createNodeCapacity, type NodeCapacity } from "./node-capacity";
import type { EnvironmentOutputs } from "./outputs";
import { Overrides } from "./overrides";
import { PrivateEndpointReach } from "./private-endpoint-reach";
import { recordedSections } from "./recorded-sections";
import type { EnvironmentArgs } from "./resolve-settings";
import { createServiceAccounts } from "./service-accounts";

/**
 * A complete EKS environment: network, control plane, capacity, add-ons, each configured by its settings.
 * One program may hold several, each with a provider for its own region or account: `{ providers: { aws } }`.
 *
 * @example
 * const environment = new Environment("shop", await resolveSettings(parseSettings({ region: "eu-west-1" })));
 */
export class Environment extends pulumi.ComponentResource {
  /** The VPC that is created, or the existing one. */
  readonly network: Network;
  /** The cluster, with the Kubernetes provider for your own objects. */
  readonly cluster: Cluster | ExistingCluster;
  /** By key of the settings. */
  readonly nodePools: Readonly<Record<string, NodePool>>;
  /** Node pools of Auto Mode, by key. */
  readonly autoModePools: Readonly<Record<string, AutoModePool>>;
  /** Fargate profiles, by key. */
  readonly fargateProfiles: Readonly<Record<string, FargateProfile>>;
  /** The add-ons. */
  readonly addons: Addons;
  /** The teams. */
  readonly teams: Teams;
  /** Outputs of the stack. */
  readonly outputs: EnvironmentOutputs;

  /** @param args from `resolveSettings`: validated settings and looked-up data */
  constructor(name: string, args: EnvironmentArgs, opts?: pulumi.ComponentResourceOptions) {
    const lifecycle = new LifecycleGuards(name, args);
    const overrides = new Overrides({
      overrides: args.settings.overrides,
      secret: args.secretSections?.has("overrides") ?? false,
      ...(args.overridesPath && { path: args.overridesPath }),
    });
    const reach = new PrivateEndpointReach();
    super("eks-blueprints:index:Environment", name, recordedSections(args), lifecycle.gated(overrides.applied(reach.counted(opts))));
    const provider = this.getProvider("aws:index:Provider");
    if (provider && !args.awsLoginInCode) throw loginMissing(provider, args.region);
    reportFindings(args.findings, this);
    const context = contextOf(args);
    const { settings } = args;

    lifecycle.refuseChanges({ parent: this }); // the first resource
    this.network = this.createNetwork(name, context, args);
    const swept = lifecycle.sweep(this.network, { parent: this });
    this.cluster = this.createCluster(name, context, args, swept);
    const imageCache = createImageCache(`${name}-image-cache`, { context, images: settings.images }, { parent: this });
    this.addons = this.createAddons(name, context, args);
    const capacity = this.installAddons(name, context, args, lifecycle, imageCache);
    this.nodePools = capacity.nodePools;
    this.autoModePools = capacity.autoModePools;
    this.fargateProfiles = capacity.fargateProfiles;
    this.teams = this.createTeams(name, context, args);
    const stack = { context, settings, addonPlan: args.addonPlan, cluster: this.cluster, network: this.network, addons: this.addons };
    const serviceAccounts = createServiceAccounts(`${name}-service-account`, stack, { parent: this });
    const workloads = createGitopsAndSamples(name, { ...stack, teams: this.teams, serviceAccounts }, { parent: this });
    const domains = createDomain(`${name}-domain`, stack, { parent: this });
    const bastion = createBastion(`${name}-bastion`, stack, { parent: this });
    const components = [...bastion, this.network, this.cluster, this.addons, this.teams, ...serviceAccounts, ...workloads, ...domains];
    const all = [...components, ...capacityResources(capacity)];
    const whole = { network: this.network, cluster: this.cluster, everything: all };
    const guard = lifecycle.guardAddons(whole, { parent: this });
    lifecycle.guardDestroy({ ...whole, everything: [...all, guard] }, { parent: this });
    overrides.complete();
    reportFindings(reach.findings(settings.cluster), this);

    this.outputs = {
      ...buildOutputs(this, context, args),
      ...(bastion[0] && { bastion: bastion[0].outputs }),
      ...(serviceAccounts[0] && { serviceAccounts: serviceAccounts[0].outputs }),
      ...(domains[0] && { domain: domains[0].outputs }),
    };
    this.registerOutputs(this.outputs);
  }

  private createNetwork(name: string, context: Context, { settings, zones, addonPlan }: EnvironmentArgs): Network {
    const controlPlaneZones = controlPlaneSubnets(zones, zones, settings.cluster.autoMode !== false);
    const { ipFamily } = settings.cluster;
    const args = { context, settings: settings.network, zones, ipFamily, calledServices: addonPlan.awsServices, controlPlaneZones };
    return new Network(`${name}-network`, args, { parent: this });
  }

  private createCluster(
    name: string,
    context: Context,
    { settings, zones, existingCluster, awsLogin }: EnvironmentArgs,
    after: readonly pulumi.Resource[],
  ): Cluster | ExistingCluster {
    const teamPermissions = memberPermissions(settings.teams);
    if (existingCluster)
      return new ExistingCluster(
        name,
        { context, settings: settings.cluster, awsLogin, teamPermissions, facts: existingCluster },
        { parent: this },
      );
    const { vpcId, privateSubnetIds, controlPlaneSubnetIds: own, natAddresses: nodeAddresses, ipv6Cidr: nodeIpv6Cidr } = this.network;
    const subnetIds = own.length > 0 ? own : controlPlaneSubnets(privateSubnetIds, zones, settings.cluster.autoMode !== false);
    const place = { vpcId, subnetIds, nodeAddresses, nodeIpv6Cidr, after };
    return new Cluster(name, { context, settings: settings.cluster, awsLogin, teamPermissions, ...place }, { parent: this });
  }

  private createAddons(name: string, context: Context, { settings, existingCluster, addonPlan }: EnvironmentArgs): Addons {
    const { cluster, network } = this;
    const kubernetesVersion = existingCluster?.version ?? settings.cluster.version;
    // add-ons are called `<environment>-<add-on>`
    return new Addons(name, { plan: addonPlan, context, cluster, network, kubernetesVersion }, { parent: this });
  }

  /** Installs the add-ons, and creates between them what belongs into their order: nodes, and the drain of Karpenter's nodes. */
  private installAddons(
    name: string,
    context: Context,
    args: EnvironmentArgs,
    lifecycle: LifecycleGuards,
    imageCache: readonly pulumi.Resource[],
  ): NodeCapacity {
    const { cluster, network, addons } = this;
    const { installer } = addons;
    const dependsOn = [...network.egress, ...imageCache, ...installer.installBeforeNodes()];
    const autoModePoolRoles = "autoModePoolRoles" in cluster ? cluster.autoModePoolRoles : {};
    const capacity = createNodeCapacity(name, { ...args, context, cluster, network, autoModePoolRoles }, { parent: this, dependsOn });
    const created = capacityResources(capacity);
    const nodes = created.length > 0 ? created : dependsOn; // Auto Mode and existing clusters bring their own nodes
    const drained = [...installer.installWithNodes(nodes)];
    installer.installAfterNodes(lifecycle.endNodes({ network, cluster }, { parent: this, dependsOn: drained }));
    addons.complete();
    return capacity;
  }

  private createTeams(name: string, context: Context, { settings, addonPlan, existingCluster }: EnvironmentArgs): Teams {
    const { cluster, network, addons } = this;
    const { autoMode } = capacityProfile(settings);
    const controller = addonPlan.enabled.get("aws-load-balancer-controller")?.options;
    const internal = sharedAlbOf(controller)?.scheme === "internal"; // then load balancers lie in private subnets
    return new Teams(
      `${name}-team`,
      {
        context,
        cluster,
        teams: settings.teams,
        secretsBy: addonPlan.enabled.has("external-secrets") ? "external-secrets" : "secrets-store-csi-driver",
        uiIngressClasses: settings.domain !== false && Object.keys(settings.domain.expose).length > 0,
        tierPools: Object.values(settings.tenants.tiers ?? {}).some(({ nodePool }) => nodePool !== undefined),
        identityMode: identityModeOf(settings),
        subnetCidrs: (kind) => network.subnetCidrs(internal ? "all" : kind),
        namespaceOfAddon: (addon) => addonPlan.enabled.get(addon)!.addon.namespace,
        ipv6: (existingCluster?.ipFamily ?? settings.cluster.ipFamily) === "ipv6",
        ingressClassParams: teamAlbParams(controller, addonPlan.profile),
        autoModePolicyAgent: autoMode && !addonPlan.enabled.has("vpc-cni"), // which otherwise enables it with the same option
        after: addons.allUsable,
      },
      { parent: this },
    );
  }
}

function contextOf({ region, settings, secretSections }: EnvironmentArgs): Context {
  const { cluster, tags, iam, images } = settings;
  const imageCache = images.cache && cachePrefix(images.cache, cluster.name);
  return {
    region,
    partition: partitionOf(region),
    clusterName: cluster.name,
    tags,
    iam,
    secretSections,
    ...(imageCache && { imageCache }),
  };
}

import * as aws from "@pulumi/aws";
import * as eks from "@pulumi/eks";
import * as pulumi from "@pulumi/pulumi";
import { stsAudience } from "../reference/aws-names";
import type { ClusterSettings } from "../settings/types";
import { nameInArn } from "../util/arn";
import { hasBuiltInNodePools } from "../util/capacity-profile";
import { loginMissing } from "../util/login-missing";
import { awsProviders } from "../util/providers";
import { requireRegion } from "../util/region";
import { reportFindings } from "../util/report-finding";
import { recordedSettings } from "../util/section-secrets";
import { subnetIdList } from "../util/subnet-ids";
import { Access } from "./access";
import { type AutoModeRole, autoModeRoles } from "./auto-mode-roles";
import { Capabilities, type CapabilityOutputs, localCluster } from "./capabilities";
import { type ClusterArgs, type ValidatedClusterArgs, validClusterArgs } from "./cluster-args";
import { ClusterComponent } from "./cluster-component";
import { connect } from "./connection";
import { encryptionKey } from "./encryption-key";
import { openEndpoint } from "./endpoint-rules";
import { HybridNodes, type HybridNodesOutputs } from "./hybrid-nodes";
import { identityProviders } from "./identity-providers";
import { securityGroupRules } from "./security-group-rules";
import { childTransforms } from "./transforms";

/** An EKS control plane with its log group, encryption key, access entries and OIDC provider; without nodes and add-ons. */
export class Cluster extends ClusterComponent {
  /** Role of the control plane. */
  declare readonly roleArn: pulumi.Output<string>;
  /** KMS key that encrypts Secrets; undefined without encryption. */
  readonly keyArn?: pulumi.Output<string>;
  /** Roles of the stack's own node pools in Auto Mode, by name. */
  readonly autoModePoolRoles: Readonly<Record<string, AutoModeRole>> = {};
  /** Role of Auto Mode's nodes, in its built-in node pools and for a NodeClass of your own; undefined without Auto Mode. */
  readonly autoModeNodeRoleArn?: pulumi.Output<string>;
  /** Name of this role, which `spec.role` of a NodeClass takes. */
  readonly autoModeNodeRoleName?: pulumi.Output<string>;
  /** What hybrid nodes need to join; undefined without `remoteNetworks`. */
  readonly hybridNodes?: HybridNodesOutputs;
  /** EKS capabilities by name; undefined without `capabilities`. */
  readonly capabilities?: Readonly<Record<string, CapabilityOutputs>>;

  constructor(name: string, args: ClusterArgs, opts?: pulumi.ComponentResourceOptions);
  /** @internal */
  constructor(name: string, args: ValidatedClusterArgs, opts?: pulumi.ComponentResourceOptions);
  constructor(name: string, given: ClusterArgs | ValidatedClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    const component = `Cluster("${name}")`;
    const args = "settings" in given ? given : validClusterArgs(name, component, given);
    const { context, settings, teamPermissions } = args;
    const { region, clusterName: plainName } = context;
    super(
      "eks-blueprints:index:Cluster",
      name,
      { clusterName: plainName, region, settings: recordedSettings(context, ["cluster"], settings) },
      opts,
    );
    const provider = this.getProvider("aws:index:Provider");
    if (!("settings" in given)) requireRegion(this, component, given.region);
    if (provider && !args.awsLogin)
      throw loginMissing(provider, context.region, `new Cluster("${name}", { ..., awsLogin }, { providers });`);
    reportFindings(args.findings ?? [], this);
    const logGroup = this.createLogGroup(name, args);
    const keyArn = encryptionKey(name, { context, encryption: settings.encryption }, { parent: this });
    const serviceRole = settings.roleArn ? existingRole(`${name}-role`, settings.roleArn, this) : undefined;
    if (keyArn !== undefined) this.keyArn = pulumi.output(keyArn);
    const cluster = new eks.Cluster(
      name,
      { ...controlPlaneArgs(args, keyArn), ...(serviceRole && { serviceRole }) },
      {
        parent: this,
        providers: awsProviders(this),
        dependsOn: [...logGroup, ...(args.after ?? [])],
        ...childTransforms(context, settings),
      },
    );
    const { eksCluster } = cluster;
    const oidcProvider = new aws.iam.OpenIdConnectProvider(
      `${name}-oidc`,
      { url: cluster.oidcProviderUrl, clientIdLists: [stsAudience], tags: context.tags },
      { parent: this },
    );

    this.provide({
      context,
      // values known from settings are used as they are, but resolve only with the control plane's outputs
      clusterName: eksCluster.name.apply(() => plainName),
      version: eksCluster.version.apply(() => settings.version),
      arn: eksCluster.arn,
      roleArn: eksCluster.roleArn,
      accountId: aws.getCallerIdentityOutput({}, { parent: this }).accountId,
      endpoint: eksCluster.endpoint,
      certificateAuthority: eksCluster.certificateAuthority.data,
      serviceCidr: eksCluster.kubernetesNetworkConfig[settings.ipFamily === "ipv6" ? "serviceIpv6Cidr" : "serviceIpv4Cidr"],
      ...(settings.ipFamily === "ipv6" && { ipFamily: settings.ipFamily }),
      securityGroupId: cluster.clusterSecurityGroupId,
      oidcProviderArn: oidcProvider.arn,
      oidcIssuer: cluster.oidcIssuer,
    });

    const { clusterName, endpoint, certificateAuthority, securityGroupId } = this;
    if (settings.autoMode) {
      const { nodes, pools } = autoModeRoles(name, { context, settings, clusterName, cluster: eksCluster }, { parent: this });
      this.autoModeNodeRoleArn = nodes.arn;
      this.autoModeNodeRoleName = nodes.name;
      this.autoModePoolRoles = pools;
    }
    const access = new Access(`${name}-access`, { context, settings, teamPermissions, clusterName }, { parent: this });
    securityGroupRules(name, { context, rules: settings.securityGroupRules, securityGroupId }, { parent: this });
    identityProviders(name, { context, clusterName, providers: settings.identityProviders }, { parent: this });
    if (settings.remoteNetworks) {
      const { accountId } = this;
      const place = { context, settings: settings.remoteNetworks, identity: settings.identity, accountId, clusterName, securityGroupId };
      this.hybridNodes = new HybridNodes(`${name}-hybrid-nodes`, place, { parent: this }).outputs;
    }
    const rules = openEndpoint(name, { context, endpoint: settings.endpoint.private, securityGroupId }, { parent: this });
    const capabilities =
      settings.capabilities &&
      new Capabilities(`${name}-capability`, { context, settings: settings.capabilities, clusterName }, { parent: this });
    if (capabilities) this.capabilities = capabilities.outputs;
    const facts = pulumi.output({ clusterName, region, endpoint, certificateAuthority });
    const connection = connect(
      name,
      {
        facts,
        login: settings.kubeconfig,
        awsLogin: args.awsLogin,
        after: [...access.resources, ...rules, ...(capabilities?.resources ?? [])],
      },
      { parent: this },
    );
    this.provide(connection);
    if (settings.capabilities)
      localCluster(
        `${name}-local-cluster`,
        { settings: settings.capabilities, clusterArn: this.arn },
        { parent: this, provider: this.provider },
      );
    this.registerOutputs({ clusterName, endpoint, kubeconfig: this.kubeconfig, oidcProviderArn: this.oidcProviderArn });
  }

  /** Log group of the control plane, created first: otherwise EKS creates one that never expires. */
  private createLogGroup(name: string, { context, settings }: ValidatedClusterArgs): pulumi.Resource[] {
    if (settings.logs.length === 0) return [];
    const logGroup = new aws.cloudwatch.LogGroup(
      `${name}-logs`,
      {
        name: `/aws/eks/${context.clusterName}/cluster`, // fixed by EKS
        retentionInDays: settings.logRetentionDays,
        tags: context.tags,
      },
      { parent: this },
    );
    return [logGroup];
  }
}

/** The role is looked up: `eks.Cluster` takes it as a resource. */
function existingRole(name: string, arn: string, parent: pulumi.Resource): aws.iam.Role {
  return aws.iam.Role.get(name, nameInArn(arn), { arn }, { parent });
}

function controlPlaneArgs(
  { context, settings, vpcId, subnetIds, nodeAddresses = [], nodeIpv6Cidr }: ValidatedClusterArgs,
  keyArn: pulumi.Input<string> | undefined,
): eks.ClusterArgs {
  const { private: privately, public: publicly } = settings.endpoint;
  const open = typeof publicly === "object" && publicly.cidrs.some((range) => range.endsWith("/0"));
  const ofNodes = [...nodeAddresses.map((address) => pulumi.interpolate`${address}/32`), ...(nodeIpv6Cidr ? [nodeIpv6Cidr] : [])];
  const fromNodes = privately === false && !open ? ofNodes : [];
  return {
    name: context.clusterName,
    version: settings.version,
    vpcId,
    subnetIds: subnetIdList(subnetIds),
    authenticationMode: "API",
    endpointPrivateAccess: privately !== false,
    endpointPublicAccess: publicly !== false,
    ...(typeof publicly === "object" && { publicAccessCidrs: [...publicly.cidrs, ...fromNodes] }),
    // as a secret, so that all kubeconfigs derived from it are secrets too: those of its own provider and outputs
    providerCredentialOpts: pulumi.secret({ roleArn: settings.kubeconfig.roleArn, profileName: settings.kubeconfig.profile }),
    ...(settings.ipFamily === "ipv6" ? { ipFamily: "ipv6" } : { kubernetesServiceIpAddressRange: settings.serviceCidr }),
    enabledClusterLogTypes: [...settings.logs],
    encryptionConfigKeyArn: keyArn,
    upgradePolicy: { supportType: settings.supportType.toUpperCase() },
    deletionProtection: settings.deletionProtection,
    ...(settings.autoMode && { autoMode: autoModeArgs(settings) }),
    tags: context.tags,
    // this package creates nodes, their security groups and all add-ons
    skipDefaultNodeGroup: true,
    skipDefaultSecurityGroups: true,
    createInstanceRole: false,
    bootstrapSelfManagedAddons: false,
    useDefaultVpcCni: true, // disables its own CNI add-on
    kubeProxyAddonOptions: { enabled: false },
    corednsAddonOptions: { enabled: false },
  };
}

function autoModeArgs(settings: ClusterSettings): eks.ClusterArgs["autoMode"] {
  const { autoMode } = settings;
  return {
    enabled: true,
    createNodeRole: hasBuiltInNodePools(autoMode), // EKS accepts a node role only together with node pools
    ...(typeof autoMode === "object" && { computeConfig: { nodePools: [...autoMode.nodePools] } }),
  };
}

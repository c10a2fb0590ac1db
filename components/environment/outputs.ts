import type * as pulumi from "@pulumi/pulumi";
import type { CapabilityOutputs } from "../cluster/capabilities";
import type { HybridNodesOutputs } from "../cluster/hybrid-nodes";
import type { DomainOutputs } from "../domain/domain";
import type { BastionOutputs } from "../networking/bastion-outputs";
import type { ServiceAccountOutputs } from "./service-accounts";

/** Outputs of a stack. */
export interface EnvironmentOutputs {
  /** Kubeconfig that logs in through `aws eks get-token`; secret, resolves when the access entries exist. */
  readonly kubeconfig: pulumi.Output<string>;
  /** Name of the cluster. */
  readonly clusterName: pulumi.Output<string>;
  /** URL of the API server. */
  readonly clusterEndpoint: pulumi.Output<string>;
  /** ARN of the cluster. */
  readonly clusterArn: pulumi.Output<string>;
  /** Kubernetes version, such as `1.35`. */
  readonly clusterVersion: pulumi.Output<string>;
  /** Certificate authority of the API server, in base64. */
  readonly clusterCertificateAuthority: pulumi.Output<string>;
  /** The security group that EKS creates for the cluster and attaches to every node. */
  readonly clusterSecurityGroupId: pulumi.Output<string>;
  /** ARN of the IAM OIDC provider, for IRSA. */
  readonly oidcProviderArn: pulumi.Output<string>;
  /** Issuer of the tokens of service accounts, without `https://`. */
  readonly oidcIssuer: pulumi.Output<string>;
  /** Role of the control plane; none of an existing cluster. */
  readonly clusterRoleArn?: pulumi.Output<string>;
  /** KMS key that encrypts Secrets; none without encryption, and on an existing cluster. */
  readonly clusterKeyArn?: pulumi.Output<string>;
  /** ID of the VPC. */
  readonly vpcId: pulumi.Output<string>;
  /** Private subnets, in the order of the zones. */
  readonly privateSubnetIds: pulumi.Output<string>[];
  /** Public subnets, in the order of the zones. */
  readonly publicSubnetIds: pulumi.Output<string>[];
  /** Subnets of the control plane alone; none where it shares the private subnets. */
  readonly controlPlaneSubnetIds?: pulumi.Output<string>[];
  /** Route tables of the private subnets, in the order of the zones, for routes of your own; none of an existing VPC. */
  readonly privateRouteTableIds?: pulumi.Output<string>[];
  /** Those of the public subnets; none without such subnets. */
  readonly publicRouteTableIds?: pulumi.Output<string>[];
  /** Subnets of pods by zone, for `podSubnetSelectorTerms` of a NodeClass of your own; none if pods have addresses of the private subnets. */
  readonly podSubnetIds?: Readonly<Record<string, pulumi.Output<string>>>;
  /** Subnets in Local Zones by zone, for load balancers there (`alb.ingress.kubernetes.io/subnets`); none without `network.localZones`. */
  readonly localZoneSubnetIds?: Readonly<Record<string, pulumi.Output<string>>>;
  /** Subnets on Outposts by name, for the same; none without Outposts. */
  readonly outpostSubnetIds?: Readonly<Record<string, pulumi.Output<string>>>;
  /** Subnets without a route out of the VPC by group, in the order of the zones, such as for a subnet group of RDS; none without `network.isolatedSubnets`. */
  readonly isolatedSubnetIds?: Readonly<Record<string, pulumi.Output<string>[]>>;
  /** Public addresses of the NAT gateways, from which nodes reach the internet: for allow lists of others. Empty without NAT gateways of the stack. */
  readonly natAddresses: pulumi.Output<string>[];
  /** Role of the nodes, by node pool: of `nodePools`, and of `autoMode.pools`. */
  readonly nodeRoleArns: Readonly<Record<string, pulumi.Output<string>>>;
  /** Role of Auto Mode's nodes; none without Auto Mode. */
  readonly autoModeNodeRoleArn?: pulumi.Output<string>;
  /** Name of the role of Auto Mode's nodes, for `spec.role` of a NodeClass of your own; none without Auto Mode. */
  readonly autoModeNodeRoleName?: pulumi.Output<string>;
  /** How to reach the API server by the bastion; none without `network.bastion`. */
  readonly bastion?: BastionOutputs;
  /** What hybrid nodes need to join; none without `cluster.remoteNetworks`. */
  readonly hybridNodes?: HybridNodesOutputs;
  /** Role, version and URL of each EKS capability; none without `cluster.capabilities`. */
  readonly capabilities?: Readonly<Record<string, CapabilityOutputs>>;
  /** Where images come from instead, by registry: for images of your own workloads. None without `images.cache`. */
  readonly imageRegistries?: Readonly<Record<string, string>>;
  /** By team. */
  readonly teams: Readonly<Record<string, TeamOutputs>>;
  /** By namespace and name, of section `serviceAccounts`; none without entries. */
  readonly serviceAccounts?: Readonly<Record<string, ServiceAccountOutputs>>;
  /** Shell command that writes the cluster into the user's own kubeconfig. */
  readonly updateKubeconfigCommand: string;
  /** Version, by add-on. */
  readonly addons: Readonly<Record<string, pulumi.Output<string>>>;
  /** Certificate and exposed user interfaces of section `domain`; none without it. */
  readonly domain?: DomainOutputs;
  /** Additional outputs of add-ons, such as a login command, by add-on. */
  readonly addonOutputs: Readonly<Record<string, Readonly<Record<string, pulumi.Output<string>>>>>;
}

/** Outputs for a team. */
export interface TeamOutputs {
  /** Role that its members assume. */
  readonly roleArn: pulumi.Output<string>;
  /** Namespaces of the team. */
  readonly namespaces: readonly string[];
  /** Class of its Ingresses, if each team has its own load balancer. */
  readonly ingressClass?: string;
  /** Shell command that writes the cluster into a member's kubeconfig, in the team's role. */
  readonly kubeconfigCommand: pulumi.Output<string>;
}

// Written by `npm run schema` from the schemas in components/settings/schema; edit these instead.
/** The VPC that the stack creates, or an existing one. */
export interface NetworkInput {
  /**
   * Address range of the VPC, /16 to /26, large enough for its zones
   * @default "10.0.0.0/16"
   */
  readonly cidr?: string | undefined;
  /** Number of availability zones, or their names. Default: 3, or all zones that EKS supports if the region has fewer */
  readonly zones?: number | readonly string[] | undefined;
  /**
   * Public subnets, and the internet gateway that their routes lead to; false requires `nat: none` and creates neither
   * @default true
   */
  readonly publicSubnets?: boolean | undefined;
  /** NAT gateways: none, one for all zones, one per zone, or one regional gateway, which AWS spreads over the zones. Default: single, or none without public subnets. With `none`, nodes and Fargate need a default route in `routes`, `endpoints: private`, or a list of all endpoints that they call */
  readonly nat?:
    | "none"
    | "single"
    | "perZone"
    | "regional"
    | {
        /**
         * NAT gateways: none, one for all zones, one per zone, or one regional gateway
         * @default "single"
         */
        readonly type?: "none" | "single" | "perZone" | "regional" | undefined;
        /** Existing Elastic IP addresses, one per gateway, in the order of the zones; for a regional gateway one per zone, or a map of zone names to lists. Default: new ones */
        readonly allocationIds?: readonly string[] | { readonly [name: string]: readonly string[] } | undefined;
      }
    | undefined;
  /**
   * A subnet of its own for the control plane, a /28, in each of its zones; false: it shares the private subnets
   * @default false
   */
  readonly controlPlaneSubnets?: boolean | undefined;
  /**
   * Additional routes of the private subnets
   * @default []
   */
  readonly routes?:
    | readonly {
        /** Destination; 0.0.0.0/0 and, with `cluster.ipFamily: ipv6`, ::/0 are default routes */
        readonly cidr: string;
        /** Transit gateway, to which the stack attaches the VPC */
        readonly transitGatewayId?: string | undefined;
        /** Virtual private gateway, which the stack attaches to the VPC */
        readonly virtualPrivateGatewayId?: string | undefined;
        /** VPC peering connection */
        readonly vpcPeeringConnectionId?: string | undefined;
        /** Network interface, such as that of a firewall */
        readonly networkInterfaceId?: string | undefined;
      }[]
    | undefined;
  /**
   * VPC endpoints by short name, or `private`: all endpoints that a cluster without NAT and its add-ons need
   * @default ["s3"]
   */
  readonly endpoints?: "private" | readonly string[] | undefined;
  /**
   * Policies of VPC endpoints, by short name, or * for all without one of their own: lists of statements in the format of IAM. Default: all requests pass
   * @default {}
   */
  readonly endpointPolicies?:
    | {
        readonly [name: string]: readonly {
          /** Name of the statement */
          readonly Sid?: string | undefined;
          /**
           * Whether the statement allows or denies
           * @default "Allow"
           */
          readonly Effect?: "Allow" | "Deny" | undefined;
          /** Actions, such as s3:GetObject */
          readonly Action: string | readonly string[];
          /** ARNs, or * */
          readonly Resource: string | readonly string[];
          /** Operator -> key -> values */
          readonly Condition?: { readonly [name: string]: { readonly [name: string]: string | readonly string[] } } | undefined;
          /**
           * Whom it concerns: *, or { AWS: "arn:..." }
           * @default "*"
           */
          readonly Principal?: "*" | { readonly [name: string]: string | readonly string[] } | undefined;
        }[];
      }
    | undefined;
  /** Subnets for pods in a range of their own. Default: pods have addresses of the private subnets */
  readonly pods?:
    | {
        /** Another address range of the VPC, /16 to /27: each zone gets a subnet of it for pods */
        readonly cidr: string;
      }
    | undefined;
  /** Names of up to three groups of subnets without a route out of the VPC, such as [database, cache], each with a subnet in every zone. Add others at the end. Default: none */
  readonly isolatedSubnets?: readonly string[] | undefined;
  /** DHCP options of the VPC. Default: those of the region */
  readonly dhcpOptions?:
    | {
        /** Domain that instances complete short names with. Default: that of the region, such as eu-west-1.compute.internal */
        readonly domainName?: string | undefined;
        /** DNS servers of instances, in their order: addresses, or AmazonProvidedDNS. Default: [AmazonProvidedDNS] */
        readonly domainNameServers?: readonly string[] | undefined;
        /** Addresses of time servers. Default: that of AWS, which instances know */
        readonly ntpServers?: readonly string[] | undefined;
      }
    | undefined;
  /**
   * Host without public address, by which Session Manager forwards ports to the private endpoint of the API server
   * @default false
   */
  readonly bastion?:
    | false
    | true
    | {
        /**
         * Instance type
         * @default "t4g.micro"
         */
        readonly instanceType?: string | undefined;
        /**
         * ARNs of IAM roles and users of the account that may forward ports by it, in addition to principals that have the permissions already
         * @default []
         */
        readonly principals?: readonly string[] | undefined;
      }
    | undefined;
  /** Local Zones, each with a private subnet for pools that name it in `zones`; the account must have opted in. Default: none */
  readonly localZones?: readonly string[] | undefined;
  /** Name -> Outpost with a private subnet, for pools with this `outpost`. The control plane is never there. Default: none */
  readonly outposts?:
    | {
        readonly [name: string]: {
          /** ARN of the Outpost */
          readonly arn: string;
          /** Availability zone that the Outpost is connected to, one of `zones` */
          readonly zone: string;
        };
      }
    | undefined;
  /**
   * VPC flow logs to CloudWatch, S3 or Firehose; true means CloudWatch with a retention of 30 days
   * @default false
   */
  readonly flowLogs?:
    | false
    | true
    | {
        /** Retention of the flow logs in CloudWatch in days; 0 means never expire. Default: 30, unless bucketArn or firehoseArn is set */
        readonly retentionDays?:
          | 0
          | 1
          | 3
          | 5
          | 7
          | 14
          | 30
          | 60
          | 90
          | 120
          | 150
          | 180
          | 365
          | 400
          | 545
          | 731
          | 1096
          | 1827
          | 2192
          | 2557
          | 2922
          | 3288
          | 3653
          | undefined;
        /** ARN of an S3 bucket, with a prefix if you like, that gets the flow logs instead of CloudWatch */
        readonly bucketArn?: string | undefined;
        /** ARN of a stream of Amazon Data Firehose in the account that gets them instead */
        readonly firehoseArn?: string | undefined;
      }
    | undefined;
  /** An existing VPC, instead of all settings above */
  readonly existing?:
    | {
        /** ID of the VPC */
        readonly vpcId: string;
        /** IDs of the private subnets, for nodes and the control plane */
        readonly privateSubnetIds: readonly string[];
        /**
         * IDs of the public subnets, for internet-facing load balancers
         * @default []
         */
        readonly publicSubnetIds?: readonly string[] | undefined;
        /** Zones of the private subnets, in the same order; required by `perZone` pools. If set, the control plane uses the first subnet of each of the first two zones, otherwise all private subnets */
        readonly zones?: readonly string[] | undefined;
        /** Subnets of the control plane, in at least two zones. Default: private subnets */
        readonly controlPlaneSubnetIds?: readonly string[] | undefined;
        /** Subnets for pods by zone, one for each zone of the nodes. Default: pods have addresses of the private subnets */
        readonly podSubnetIds?: { readonly [name: string]: string } | undefined;
        /** Name -> subnet on an Outpost, for pools with this `outpost`. The control plane is never there. Default: none */
        readonly outpostSubnetIds?: { readonly [name: string]: string } | undefined;
      }
    | undefined;
}

/** The EKS control plane and its access, or an existing cluster. */
export interface ClusterInput {
  /** Name of the cluster. Default: <project>-<stack> */
  readonly name?: string | undefined;
  /**
   * Kubernetes version, quoted
   * @default "1.35"
   */
  readonly version?: string | undefined;
  /** Endpoints of the API server; at least one of the two must be on */
  readonly endpoint?:
    | {
        /**
         * Private endpoint, and who may reach it besides the nodes
         * @default true
         */
        readonly private?:
          | boolean
          | {
              /**
               * Address ranges that may reach port 443
               * @default []
               */
              readonly cidrs?: readonly string[] | undefined;
              /**
               * Security groups that may reach port 443
               * @default []
               */
              readonly securityGroupIds?: readonly string[] | undefined;
            }
          | undefined;
        /**
         * Public endpoint, and the address ranges that may reach it
         * @default false
         */
        readonly public?:
          | boolean
          | {
              /** Address ranges that may reach the public endpoint */
              readonly cidrs: readonly string[];
            }
          | undefined;
      }
    | undefined;
  /**
   * Addresses of pods and Services. Fixed when the cluster is created; ipv6 needs instance types on the Nitro system
   * @default "ipv4"
   */
  readonly ipFamily?: "ipv4" | "ipv6" | undefined;
  /** Address range of Kubernetes Services. Default: EKS chooses one */
  readonly serviceCidr?: string | undefined;
  /**
   * Control plane logs sent to CloudWatch
   * @default ["api","audit","authenticator","controllerManager","scheduler"]
   */
  readonly logs?: readonly ("api" | "audit" | "authenticator" | "controllerManager" | "scheduler")[] | undefined;
  /**
   * Retention of the control plane logs in days; 0 means never expire
   * @default 90
   */
  readonly logRetentionDays?:
    | 0
    | 1
    | 3
    | 5
    | 7
    | 14
    | 30
    | 60
    | 90
    | 120
    | 150
    | 180
    | 365
    | 400
    | 545
    | 731
    | 1096
    | 1827
    | 2192
    | 2557
    | 2922
    | 3288
    | 3653
    | undefined;
  /**
   * Envelope encryption of Secrets: true creates a KMS key, false turns it off, a map names an existing key
   * @default true
   */
  readonly encryption?:
    | boolean
    | {
        /** ARN of the KMS key */
        readonly kmsKeyArn: string;
      }
    | undefined;
  /**
   * Support policy when standard support of the version ends
   * @default "standard"
   */
  readonly supportType?: "standard" | "extended" | undefined;
  /** Tier of the control plane: standard scales by itself, the others are provisioned, at extra cost. Default: standard for a new cluster; EKS keeps the tier of one without the key */
  readonly tier?: "standard" | "xl" | "2xl" | "4xl" | "8xl" | "tier-xl" | "tier-2xl" | "tier-4xl" | "tier-8xl" | undefined;
  /**
   * Way of the control plane to webhooks and OIDC issuers: by EKS, or by the routes of its subnets
   * @default "awsManaged"
   */
  readonly controlPlaneEgress?: "awsManaged" | "customerRouted" | undefined;
  /** Settings of the Kubernetes components that EKS runs. EKS keeps the last value of a key that is removed */
  readonly components?:
    | {
        /** Kubernetes API server */
        readonly apiServer?:
          | {
              /** How long events are kept, from 10m to 60m. Default: 1h */
              readonly eventTtl?: string | undefined;
              /** Ports of Services of type NodePort. Default: 30000 to 32767 */
              readonly serviceNodePortRange?:
                | {
                    /**
                     * First port
                     * @default 30000
                     */
                    readonly minPort?: number | undefined;
                    /**
                     * Last port
                     * @default 32767
                     */
                    readonly maxPort?: number | undefined;
                  }
                | undefined;
            }
          | undefined;
        /** Kubernetes controller manager */
        readonly controllerManager?:
          | {
              /** How often the horizontal pod autoscaler decides, from 10s to 15s. Needs a provisioned `tier`. Default: 15s */
              readonly hpaSyncPeriod?: string | undefined;
              /** How many terminated pods remain before the oldest are removed. Default: 12500 */
              readonly terminatedPodGcThreshold?: number | undefined;
            }
          | undefined;
        /** Kubernetes scheduler */
        readonly scheduler?:
          | {
              /** How the scheduler ranks the nodes that a pod fits on (NodeResourcesFit) */
              readonly scoringStrategy?:
                | {
                    /**
                     * Spread pods over nodes, or pack them onto few
                     * @default "LeastAllocated"
                     */
                    readonly type?: "LeastAllocated" | "MostAllocated" | undefined;
                    /**
                     * Resources that count. An empty list means cpu and memory alike
                     * @default []
                     */
                    readonly resources?:
                      | readonly {
                          /** Resource, such as cpu, memory or nvidia.com/gpu */
                          readonly name: string;
                          /**
                           * Weight, 1 to 100
                           * @default 1
                           */
                          readonly weight?: number | undefined;
                        }[]
                      | undefined;
                  }
                | undefined;
            }
          | undefined;
      }
    | undefined;
  /**
   * Upgrade even if EKS finds deprecated APIs and other upgrade problems
   * @default false
   */
  readonly forceUpdate?: boolean | undefined;
  /** Existing role of the control plane. Default: a new role */
  readonly roleArn?: string | undefined;
  /**
   * Additional rules of the cluster security group, by a name of your choice
   * @default {}
   */
  readonly securityGroupRules?:
    | {
        readonly [name: string]: {
          /**
           * Traffic to or from nodes and control plane
           * @default "ingress"
           */
          readonly direction?: "ingress" | "egress" | undefined;
          /**
           * Protocol
           * @default "tcp"
           */
          readonly protocol?: "tcp" | "udp" | "icmp" | "all" | undefined;
          /** First port. Required with tcp and udp */
          readonly fromPort?: number | undefined;
          /** Last port. Default: fromPort */
          readonly toPort?: number | undefined;
          /**
           * Address ranges of the other side
           * @default []
           */
          readonly cidrs?: readonly string[] | undefined;
          /**
           * Security groups of the other side
           * @default []
           */
          readonly securityGroupIds?: readonly string[] | undefined;
        };
      }
    | undefined;
  /**
   * OIDC identity provider for users of the cluster, by a name of your choice; EKS accepts one
   * @default {}
   */
  readonly identityProviders?:
    | {
        readonly [name: string]: {
          /** URL of the issuer; EKS must reach it from the internet */
          readonly issuerUrl: string;
          /** ID of the client that requests tokens */
          readonly clientId: string;
          /** Claim with the name of the user. Default: sub */
          readonly usernameClaim?: string | undefined;
          /** Prefix of user names. Default: the URL of the issuer and #, unless the claim is email */
          readonly usernamePrefix?: string | undefined;
          /** Claim with the groups of the user. Default: none */
          readonly groupsClaim?: string | undefined;
          /** Prefix of group names. Default: none */
          readonly groupsPrefix?: string | undefined;
          /**
           * Claims and values that a token must have
           * @default {}
           */
          readonly requiredClaims?: { readonly [name: string]: string } | undefined;
        };
      }
    | undefined;
  /** Networks outside of AWS whose machines join the cluster (EKS Hybrid Nodes) */
  readonly remoteNetworks?:
    | {
        /** Address ranges of the machines */
        readonly nodes: readonly string[];
        /**
         * Address ranges of pods on them; needed for webhooks there, and where their CNI does not translate addresses
         * @default []
         */
        readonly pods?: readonly string[] | undefined;
        /** Credentials of the machines */
        readonly credentials?:
          | {
              /**
               * How machines get AWS credentials: hybrid activations of Systems Manager, or certificates of your own by IAM Roles Anywhere
               * @default "ssm"
               */
              readonly type?: "ssm" | "rolesAnywhere" | undefined;
              /** ssm: how many machines may register with the activation. Default: 10. A change creates another activation */
              readonly registrationLimit?: number | undefined;
              /** ssm: last day on which machines may register, quoted, 30 days ahead at most. Default: 24 hours. A change creates another activation */
              readonly expires?: string | undefined;
              /** rolesAnywhere: certificates of the authority that issued those of the machines, in PEM format */
              readonly certificateAuthority?: string | undefined;
              /** rolesAnywhere: authority of AWS Private CA, instead of `certificateAuthority` */
              readonly certificateAuthorityArn?: string | undefined;
            }
          | undefined;
        /** ARNs of additional managed policies of the role of the machines. Default: none */
        readonly policies?: readonly string[] | undefined;
        /** Further statements of an inline policy of that role, in the format of IAM. Default: none */
        readonly statements?:
          | readonly {
              /** Name of the statement */
              readonly Sid?: string | undefined;
              /**
               * Whether the statement allows or denies
               * @default "Allow"
               */
              readonly Effect?: "Allow" | "Deny" | undefined;
              /** Actions, such as s3:GetObject */
              readonly Action: string | readonly string[];
              /** ARNs, or * */
              readonly Resource: string | readonly string[];
              /** Operator -> key -> values */
              readonly Condition?: { readonly [name: string]: { readonly [name: string]: string | readonly string[] } } | undefined;
            }[]
          | undefined;
      }
    | undefined;
  /** EKS capabilities: controllers that EKS runs outside of the cluster */
  readonly capabilities?:
    | {
        /** Argo CD, with users of IAM Identity Center */
        readonly argocd?:
          | {
              /** Instance of IAM Identity Center whose users sign in to Argo CD */
              readonly idcInstanceArn: string;
              /** Region of the instance. Default: that of the stack */
              readonly idcRegion?: string | undefined;
              /**
               * Namespace in which Argo CD reads its Applications; EKS creates it
               * @default "argocd"
               */
              readonly namespace?: string | undefined;
              /**
               * Roles of users and groups in Argo CD; other users cannot sign in
               * @default []
               */
              readonly roleMappings?:
                | readonly {
                    /** Role in Argo CD */
                    readonly role: "ADMIN" | "EDITOR" | "VIEWER";
                    /** Users and groups that have it */
                    readonly identities: readonly {
                      /** User or group of IAM Identity Center */
                      readonly type: "SSO_USER" | "SSO_GROUP";
                      /** ID of the user or group, as `aws identitystore` prints it */
                      readonly id: string;
                    }[];
                  }[]
                | undefined;
              /**
               * VPC endpoints through which its UI and API are reached. An empty list means the internet
               * @default []
               */
              readonly vpcEndpointIds?: readonly string[] | undefined;
              /** What Argo CD may change in this cluster, which is then registered as `local-cluster`. Default: nothing */
              readonly access?:
                | {
                    /** Access policy in the cluster, as in cluster.access */
                    readonly policy: "view" | "edit" | "admin" | "clusterAdmin" | "adminView" | "secretReader";
                    /**
                     * Namespaces that it is limited to; * is a wildcard. An empty list means the whole cluster
                     * @default []
                     */
                    readonly namespaces?: readonly string[] | undefined;
                  }
                | undefined;
              /**
               * ARNs of managed policies
               * @default []
               */
              readonly policies?: readonly string[] | undefined;
              /**
               * Statements of an inline policy, in the format of IAM
               * @default []
               */
              readonly statements?:
                | readonly {
                    /** Name of the statement */
                    readonly Sid?: string | undefined;
                    /**
                     * Whether the statement allows or denies
                     * @default "Allow"
                     */
                    readonly Effect?: "Allow" | "Deny" | undefined;
                    /** Actions, such as s3:GetObject */
                    readonly Action: string | readonly string[];
                    /** ARNs, or * */
                    readonly Resource: string | readonly string[];
                    /** Operator -> key -> values */
                    readonly Condition?: { readonly [name: string]: { readonly [name: string]: string | readonly string[] } } | undefined;
                  }[]
                | undefined;
            }
          | undefined;
        /** AWS Controllers for Kubernetes (ACK): AWS resources as objects */
        readonly ack?:
          | {
              /**
               * Services whose resources it manages, with the permissions that ACK recommends for each
               * @default []
               */
              readonly services?:
                | readonly (
                    | "acm"
                    | "apigatewayv2"
                    | "cloudwatchlogs"
                    | "documentdb"
                    | "dynamodb"
                    | "ec2"
                    | "ecr"
                    | "efs"
                    | "eks"
                    | "elasticache"
                    | "elbv2"
                    | "eventbridge"
                    | "iam"
                    | "kafka"
                    | "kms"
                    | "lambda"
                    | "memorydb"
                    | "opensearchservice"
                    | "rds"
                    | "route53"
                    | "s3"
                    | "secretsmanager"
                    | "sfn"
                    | "sns"
                    | "sqs"
                    | "ssm"
                  )[]
                | undefined;
              /** Access in the cluster beyond ACK's own objects, such as reading Secrets of passwords */
              readonly access?:
                | {
                    /** Access policy in the cluster, as in cluster.access */
                    readonly policy: "view" | "edit" | "admin" | "clusterAdmin" | "adminView" | "secretReader";
                    /**
                     * Namespaces that it is limited to; * is a wildcard. An empty list means the whole cluster
                     * @default []
                     */
                    readonly namespaces?: readonly string[] | undefined;
                  }
                | undefined;
              /**
               * ARNs of managed policies
               * @default []
               */
              readonly policies?: readonly string[] | undefined;
              /**
               * Statements of an inline policy, in the format of IAM
               * @default []
               */
              readonly statements?:
                | readonly {
                    /** Name of the statement */
                    readonly Sid?: string | undefined;
                    /**
                     * Whether the statement allows or denies
                     * @default "Allow"
                     */
                    readonly Effect?: "Allow" | "Deny" | undefined;
                    /** Actions, such as s3:GetObject */
                    readonly Action: string | readonly string[];
                    /** ARNs, or * */
                    readonly Resource: string | readonly string[];
                    /** Operator -> key -> values */
                    readonly Condition?: { readonly [name: string]: { readonly [name: string]: string | readonly string[] } } | undefined;
                  }[]
                | undefined;
            }
          | undefined;
        /**
         * Kube Resource Orchestrator (kro): objects composed of others
         * @default false
         */
        readonly kro?:
          | boolean
          | {
              /** What kro may create for its instances. Default: role bindings of your own decide */
              readonly access?:
                | {
                    /** Access policy in the cluster, as in cluster.access */
                    readonly policy: "view" | "edit" | "admin" | "clusterAdmin" | "adminView" | "secretReader";
                    /**
                     * Namespaces that it is limited to; * is a wildcard. An empty list means the whole cluster
                     * @default []
                     */
                    readonly namespaces?: readonly string[] | undefined;
                  }
                | undefined;
            }
          | undefined;
      }
    | undefined;
  /**
   * Block the deletion of the cluster. `pulumi destroy` then fails before it deletes anything
   * @default false
   */
  readonly deletionProtection?: boolean | undefined;
  /**
   * Whether `pulumi destroy` first deletes the AWS resources that workloads created, and then those that the cluster left in the VPC; true means with a timeout of 20 minutes
   * @default {"timeoutMinutes":20}
   */
  readonly drain?:
    | false
    | true
    | {
        /**
         * Timeout of the removal in minutes, 1 to 720
         * @default 20
         */
        readonly timeoutMinutes?: number | undefined;
      }
    | undefined;
  /**
   * Allow Amazon Application Recovery Controller to shift traffic away from a zone
   * @default false
   */
  readonly zonalShift?: boolean | undefined;
  /**
   * EKS Auto Mode, with its built-in node pools and pools of your own
   * @default false
   */
  readonly autoMode?:
    | boolean
    | {
        /**
         * Built-in node pools
         * @default ["general-purpose","system"]
         */
        readonly nodePools?: readonly ("general-purpose" | "system")[] | undefined;
        /** Name -> node pool of your own: a NodePool with a NodeClass. Default: none */
        readonly pools?:
          | {
              readonly [name: string]: {
                /** Categories of instance types, such as c, m, r, g. Default: [c, m, r], but all if `families` or `instanceTypes` are set */
                readonly categories?: readonly string[] | undefined;
                /** Instance families, such as m7g. Default: all */
                readonly families?: readonly string[] | undefined;
                /** Instance types, such as m7g.large. Default: all */
                readonly instanceTypes?: readonly string[] | undefined;
                /** Minimum instance generation. Default: 5, but any if `families` or `instanceTypes` are set, or a category has no instances of that generation, as inf and trn */
                readonly minGeneration?: number | undefined;
                /** CPU architectures. Default: those of the stack's node pools, otherwise amd64 */
                readonly architectures?: readonly ("amd64" | "arm64")[] | undefined;
                /**
                 * Capacity types; Karpenter prefers reserved, then spot
                 * @default ["on-demand"]
                 */
                readonly capacityTypes?: readonly ("on-demand" | "spot" | "reserved")[] | undefined;
                /** Ids of the capacity reservations in which instances with capacity type `reserved` start */
                readonly reservations?: readonly string[] | undefined;
                /** Names of zones. Default: all with private subnets */
                readonly zones?: readonly string[] | undefined;
                /** Subnets of the nodes, instead of `zones`. Default: the private subnets */
                readonly subnetIds?: readonly string[] | undefined;
                /**
                 * Security groups of the nodes in addition to that of the cluster
                 * @default []
                 */
                readonly securityGroupIds?: readonly string[] | undefined;
                /**
                 * Additional requirements of the NodePool, in Karpenter's format
                 * @default []
                 */
                readonly requirements?:
                  | readonly {
                      /** Label of the node, such as `karpenter.k8s.aws/instance-size` */
                      readonly key: string;
                      /** Operator that compares its value */
                      readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist" | "Gt" | "Lt" | "Gte" | "Lte";
                      /**
                       * With what
                       * @default []
                       */
                      readonly values?: readonly string[] | undefined;
                      /** Minimum number of different values to choose from */
                      readonly minValues?: number | undefined;
                    }[]
                  | undefined;
                /** Elastic Fabric Adapter: interfaces for it on the network cards of the instances, all in one zone; needs `instanceTypes`. Default: false */
                readonly efa?: boolean | undefined;
                /** Placement of the instances of the pool: close together, in partitions, or each on hardware of its own. Default: none */
                readonly placementGroup?: "cluster" | "partition" | "spread" | undefined;
                /** Fixed number of nodes, independent of pods. Default: as many as pods need. Later changes between the two need a new pool */
                readonly replicas?: number | undefined;
                /** Limits of all nodes of the pool together */
                readonly limits?:
                  | {
                      /** Virtual CPUs. Default: 100, but none with `replicas` */
                      readonly cpu?: number | string | undefined;
                      /** Memory. Default: 400Gi, but none with `replicas` */
                      readonly memory?: number | string | undefined;
                      /** Nodes, those that replace others included. Default: no limit */
                      readonly nodes?: number | undefined;
                    }
                  | undefined;
                /** Consolidation of nodes */
                readonly consolidation?:
                  | {
                      /**
                       * Nodes that are consolidated into fewer or cheaper ones
                       * @default "WhenEmptyOrUnderutilized"
                       */
                      readonly policy?: "WhenEmptyOrUnderutilized" | "WhenEmpty" | "Balanced" | undefined;
                      /**
                       * How long a node must have no pod changes before consolidation
                       * @default "1m"
                       */
                      readonly after?: string | undefined;
                    }
                  | undefined;
                /**
                 * Limits of how many nodes are disrupted at the same time, and when
                 * @default [{"nodes":"10%"}]
                 */
                readonly budgets?:
                  | readonly {
                      /** Maximum number or percentage of nodes that are disrupted at the same time */
                      readonly nodes: number | string;
                      /** Reasons that the budget applies to. Default: all */
                      readonly reasons?: readonly ("Underutilized" | "Empty" | "Drifted")[] | undefined;
                      /** Cron expression in UTC of the start of the budget; requires `duration`. Default: always */
                      readonly schedule?: string | undefined;
                      /** How long the budget applies from each start */
                      readonly duration?: string | undefined;
                    }[]
                  | undefined;
                /** Priority among matching NodePools: the highest weight is preferred */
                readonly weight?: number | undefined;
                /**
                 * Maximum age of a node, at most 504h, after which EKS replaces it anyway
                 * @default "336h"
                 */
                readonly expireAfter?: string | undefined;
                /**
                 * Maximum time to drain a node; its pods are then terminated
                 * @default "24h"
                 */
                readonly terminationGracePeriod?: string | undefined;
                /**
                 * Kubernetes labels of the nodes
                 * @default {}
                 */
                readonly labels?: { readonly [name: string]: string } | undefined;
                /**
                 * Kubernetes taints of the nodes
                 * @default []
                 */
                readonly taints?:
                  | readonly {
                      /** Key */
                      readonly key: string;
                      /**
                       * Value
                       * @default ""
                       */
                      readonly value?: string | undefined;
                      /** Effect on pods that do not tolerate it */
                      readonly effect: "NoSchedule" | "NoExecute" | "PreferNoSchedule";
                    }[]
                  | undefined;
                /**
                 * Taints of a new node that an agent removes when the node is ready, such as those of a CNI. Pods need not tolerate them
                 * @default []
                 */
                readonly startupTaints?:
                  | readonly {
                      /** Key */
                      readonly key: string;
                      /**
                       * Value
                       * @default ""
                       */
                      readonly value?: string | undefined;
                      /** Effect on pods that do not tolerate it */
                      readonly effect: "NoSchedule" | "NoExecute" | "PreferNoSchedule";
                    }[]
                  | undefined;
                /**
                 * Tags of the instances, volumes and network interfaces in addition to those of the stack, which they override
                 * @default {}
                 */
                readonly tags?: { readonly [name: string]: string } | undefined;
                /** Volume of the nodes for images and data of pods, gp3; always encrypted */
                readonly disk?:
                  | {
                      /**
                       * Size in GiB
                       * @default 80
                       */
                      readonly sizeGiB?: number | undefined;
                      /** I/O operations per second. Default: 3000 */
                      readonly iops?: number | undefined;
                      /** Throughput in MiB per second. Default: 125 */
                      readonly throughput?: number | undefined;
                      /** KMS key that encrypts the volumes of the node. Default: the account's key for EBS */
                      readonly kmsKeyArn?: string | undefined;
                    }
                  | undefined;
                /** AMIs with FIPS 140 validated modules, in regions of the United States and Canada. Default: false */
                readonly fips?: boolean | undefined;
                /** Assign /28 prefixes to nodes; false: single addresses, for many nodes with few pods each. Default: true */
                readonly prefixDelegation?: boolean | undefined;
                /** Source addresses of what pods send beyond the VPC: that of the node with a random port, or disabled: their own. Default: random */
                readonly snatPolicy?: "random" | "disabled" | undefined;
                /** Proxy through which nodes reach registries and AWS; it is not passed on to pods. Default: none */
                readonly httpsProxy?: string | undefined;
                /** Domains and addresses that nodes reach without `httpsProxy`, besides those that every node needs. Default: none */
                readonly noProxy?: readonly string[] | undefined;
                /** Name -> certificates of authorities that nodes trust, such as that of `httpsProxy`, in PEM format. Default: none */
                readonly certificateBundles?: { readonly [name: string]: string } | undefined;
                /** Existing role of the nodes, with everything that they need. Default: a role of the stack that such pools share */
                readonly roleArn?: string | undefined;
              };
            }
          | undefined;
      }
    | undefined;
  /** What grants access: access entries alone (api), or also the ConfigMap aws-auth, which other tools write; the stack never does. EKS cannot return to apiAndConfigMap. Default: api */
  readonly authenticationMode?: "api" | "apiAndConfigMap" | undefined;
  /**
   * The creator of the cluster becomes its administrator; false requires `admins`
   * @default true
   */
  readonly creatorAdmin?: boolean | undefined;
  /**
   * ARNs of cluster administrators, verbatim, path included
   * @default []
   */
  readonly admins?: readonly string[] | undefined;
  /**
   * Access of additional IAM principals, by a name of your choice
   * @default {}
   */
  readonly access?:
    | {
        readonly [name: string]: {
          /** ARN of an IAM role or user, verbatim, path included. Required unless `permissionSet` is set */
          readonly principal?: string | undefined;
          /** Permission set of IAM Identity Center, by name: its role in the account is looked up */
          readonly permissionSet?: string | undefined;
          /** Access policy in the cluster */
          readonly policy?:
            | "view"
            | "edit"
            | "admin"
            | "clusterAdmin"
            | "adminView"
            | "secretReader"
            | "aiOpsAssistant"
            | "arcRegionSwitchScaling"
            | undefined;
          /**
           * Namespaces that the access is limited to; * is a wildcard. An empty list means the whole cluster
           * @default []
           */
          readonly namespaces?: readonly string[] | undefined;
          /**
           * Kubernetes groups of the principal
           * @default []
           */
          readonly groups?: readonly string[] | undefined;
          /** Kubernetes user name of the principal. Default: derived from its ARN by EKS */
          readonly username?: string | undefined;
          /** Let nodes with this role join the cluster, which are managed elsewhere. Default: the access of people and workloads */
          readonly type?: "EC2_LINUX" | "EC2_WINDOWS" | "HYBRID_LINUX" | "HYPERPOD_LINUX" | undefined;
        };
      }
    | undefined;
  /**
   * How service accounts get AWS permissions; pods on Fargate always use irsa
   * @default "podIdentity"
   */
  readonly identity?: "podIdentity" | "irsa" | undefined;
  /** How kubectl and Pulumi authenticate to the cluster */
  readonly kubeconfig?:
    | {
        /** Role that `aws eks get-token` assumes. Default: the role of `aws:assumeRoles`, if it has one entry without an external id */
        readonly roleArn?: string | undefined;
        /** AWS CLI profile that `aws eks get-token` uses, without a role unless `roleArn` is set too. Default: `aws:profile` */
        readonly profile?: string | undefined;
      }
    | undefined;
  /** An existing cluster. Only access, admins, identity and kubeconfig can be set with it */
  readonly existing?:
    | {
        /** Name of the cluster */
        readonly name: string;
      }
    | undefined;
}

/** Properties of all IAM roles that the stack creates. */
export interface IamInput {
  /** ARN of the permissions boundary of every role. Default: none */
  readonly permissionsBoundary?: string | undefined;
  /** Path of every role and policy. Default: none */
  readonly path?: string | undefined;
}

/** A pool of nodes. */
export interface NodePoolInput {
  /**
   * EKS managed node group, or a self-managed Auto Scaling group
   * @default "managed"
   */
  readonly kind?: "managed" | "selfManaged" | undefined;
  /**
   * EC2 instance types, all of the same CPU architecture
   * @default ["t4g.large"]
   */
  readonly instanceTypes?: readonly string[] | undefined;
  /**
   * Capacity type, or a mixture of both with selfManaged
   * @default "onDemand"
   */
  readonly capacity?:
    | "onDemand"
    | "spot"
    | {
        /**
         * Number of nodes that are on-demand before any other
         * @default 0
         */
        readonly onDemandBase?: number | undefined;
        /**
         * Percentage of the further nodes that are on-demand; the others are spot
         * @default 0
         */
        readonly onDemandPercentage?: number | undefined;
      }
    | undefined;
  /** Capacity that is reserved for the nodes. Default: none; open reservations are used anyway */
  readonly reservation?:
    | {
        /** ID of the reservation */
        readonly id?: string | undefined;
        /**
         * On-Demand Capacity Reservation, or Capacity Block for ML, which starts and ends at a fixed time
         * @default "odcr"
         */
        readonly type?: "odcr" | "capacityBlock" | undefined;
        /** ARN of a resource group of reservations, instead of `id` */
        readonly resourceGroupArn?: string | undefined;
      }
    | undefined;
  /** Placement of the instances of each group: close together, in partitions, or each on hardware of its own. Default: none */
  readonly placementGroup?: "cluster" | "partition" | "spread" | undefined;
  /** Elastic Fabric Adapter: a network interface for it on each network card of the instances, all in one zone. Default: false */
  readonly efa?: boolean | undefined;
  /** Instances that have booted before they are needed. Only managed. Default: none */
  readonly warmPool?:
    | {
        /**
         * Minimum number of instances in the warm pool
         * @default 0
         */
        readonly min?: number | undefined;
        /** Maximum number of instances in warm pool and group together. Default: the size's `max` */
        readonly maxPrepared?: number | undefined;
        /**
         * State of the instances in the warm pool
         * @default "stopped"
         */
        readonly state?: "stopped" | "running" | "hibernated" | undefined;
        /**
         * Return instances to the warm pool when the group shrinks. Not with bottlerocket
         * @default false
         */
        readonly reuse?: boolean | undefined;
      }
    | undefined;
  /** Number of nodes per group; with `perZone`, that is per zone */
  readonly size?:
    | {
        /**
         * Minimum number of nodes in a group
         * @default 1
         */
        readonly min?: number | undefined;
        /**
         * Maximum number of nodes in a group
         * @default 3
         */
        readonly max?: number | undefined;
        /** Initial number of nodes in a group. Default: min */
        readonly desired?: number | undefined;
      }
    | undefined;
  /**
   * One group over all zones (stateless), or one group per zone (stateful)
   * @default "multiZone"
   */
  readonly spread?: "multiZone" | "perZone" | undefined;
  /**
   * Operating system, or a custom AMI
   * @default "al2023"
   */
  readonly ami?:
    | "al2023"
    | "bottlerocket"
    | "windows2019"
    | "windows2022"
    | "windows2025"
    | {
        /** ID of a custom AMI. Default: the newest that AWS publishes for the instance types */
        readonly id?: string | undefined;
        /** Family of the AMI, or that a custom one is built from; determines the format of the user data. Required unless `type` is set */
        readonly family?: "al2023" | "bottlerocket" | "windows2019" | "windows2022" | "windows2025" | undefined;
        /** AMI type of a managed node group, such as a FIPS type. Default: from family and instance types */
        readonly type?:
          | "AL2023_x86_64_STANDARD"
          | "AL2023_ARM_64_STANDARD"
          | "AL2023_x86_64_NEURON"
          | "AL2023_x86_64_NVIDIA"
          | "AL2023_ARM_64_NVIDIA"
          | "BOTTLEROCKET_x86_64"
          | "BOTTLEROCKET_ARM_64"
          | "BOTTLEROCKET_x86_64_FIPS"
          | "BOTTLEROCKET_ARM_64_FIPS"
          | "BOTTLEROCKET_x86_64_NVIDIA"
          | "BOTTLEROCKET_ARM_64_NVIDIA"
          | "BOTTLEROCKET_x86_64_NVIDIA_FIPS"
          | "BOTTLEROCKET_ARM_64_NVIDIA_FIPS"
          | "WINDOWS_CORE_2019_x86_64"
          | "WINDOWS_FULL_2019_x86_64"
          | "WINDOWS_CORE_2022_x86_64"
          | "WINDOWS_FULL_2022_x86_64"
          | "WINDOWS_CORE_2025_x86_64"
          | "WINDOWS_FULL_2025_x86_64"
          | undefined;
        /** Release of the AMI of a managed node group. Default: the newest when the group is created or upgraded */
        readonly version?: string | undefined;
        /** CPU architecture of instance types that are newer than the table of instance families. Default: from the table */
        readonly architecture?: "x86_64" | "arm64" | undefined;
        /** Accelerator of such instance types, whose driver the AMI needs. Default: none */
        readonly accelerator?: "nvidia" | "neuron" | undefined;
      }
    | undefined;
  /** Root volume of the nodes; always encrypted */
  readonly disk?:
    | {
        /**
         * Size of the root volume in GiB
         * @default 50
         */
        readonly sizeGiB?: number | undefined;
        /** EBS volume type. Default: gp3, or gp2 on an Outpost */
        readonly type?: "gp3" | "gp2" | "io2" | "io1" | undefined;
        /** I/O operations per second of gp3, io1 and io2. Default: 3000 with gp3 */
        readonly iops?: number | undefined;
        /** Throughput of gp3 in MiB per second. Default: 125 */
        readonly throughput?: number | undefined;
        /** KMS key that encrypts the volume. Default: the account's key for EBS */
        readonly kmsKeyArn?: string | undefined;
        /** Snapshot that the volume is created from. Default: that of the AMI, or none */
        readonly snapshotId?: string | undefined;
      }
    | undefined;
  /**
   * Additional volumes of each node; always encrypted, neither formatted nor mounted, deleted with the node
   * @default {}
   */
  readonly volumes?:
    | {
        readonly [name: string]: {
          /** Device name. On Nitro instances the volume appears as /dev/nvme... */
          readonly device: string;
          /** Size in GiB */
          readonly sizeGiB: number;
          /**
           * EBS volume type
           * @default "gp3"
           */
          readonly type?: "gp3" | "gp2" | "io2" | "io1" | undefined;
          /** I/O operations per second of gp3, io1 and io2. Default: 3000 with gp3 */
          readonly iops?: number | undefined;
          /** Throughput of gp3 in MiB per second. Default: 125 */
          readonly throughput?: number | undefined;
          /** KMS key that encrypts the volume. Default: the account's key for EBS */
          readonly kmsKeyArn?: string | undefined;
          /** Snapshot that the volume is created from. Default: that of the AMI, or none */
          readonly snapshotId?: string | undefined;
        };
      }
    | undefined;
  /** Instance store volumes: `raid0` makes one volume of them for container images, pods and their logs. Default: they are not used */
  readonly instanceStore?: "raid0" | undefined;
  /**
   * Kubernetes labels of the nodes
   * @default {}
   */
  readonly labels?: { readonly [name: string]: string } | undefined;
  /** Kubernetes taints of the nodes. Default: none; os=windows:NoSchedule on Windows */
  readonly taints?:
    | readonly {
        /** Key */
        readonly key: string;
        /**
         * Value
         * @default ""
         */
        readonly value?: string | undefined;
        /** Effect on pods that do not tolerate it */
        readonly effect: "NoSchedule" | "NoExecute" | "PreferNoSchedule";
      }[]
    | undefined;
  /** Maximum number of nodes that are replaced at the same time; for selfManaged, during the instance refresh */
  readonly update?:
    | {
        /** Maximum share of the nodes, in percent. Default: 33, unless maxUnavailable is set */
        readonly maxUnavailablePercentage?: number | undefined;
        /** Maximum number of nodes, instead of a percentage. Not with selfManaged */
        readonly maxUnavailable?: number | undefined;
        /** Terminate nodes even if their pods cannot be evicted, for example because of a PodDisruptionBudget. Default: false. Not with selfManaged */
        readonly force?: boolean | undefined;
        /** Start new nodes before old ones are terminated, or first terminate, to stay within scarce capacity. Default: default. Not with selfManaged */
        readonly strategy?: "default" | "minimal" | undefined;
      }
    | undefined;
  /** Replace unhealthy nodes automatically. Default: true. Not supported with selfManaged and on Windows */
  readonly repair?:
    | boolean
    | {
        /**
         * Replace unhealthy nodes automatically
         * @default true
         */
        readonly enabled?: boolean | undefined;
        /** Repair no node while more than this share of the nodes is unhealthy. Default: EKS's own limit */
        readonly maxUnhealthyPercentage?: number | undefined;
        /** The same as a number of nodes, instead of a percentage */
        readonly maxUnhealthy?: number | undefined;
        /** Share of the unhealthy nodes that are repaired at the same time */
        readonly maxParallelPercentage?: number | undefined;
        /** The same as a number of nodes, instead of a percentage */
        readonly maxParallel?: number | undefined;
        /** Other actions and times for single reasons. They enable the add-on `eks-node-monitoring-agent`, which reports the reasons. Default: those of EKS */
        readonly overrides?:
          | readonly {
              /** Node condition that the node monitoring agent sets */
              readonly condition: "AcceleratedHardwareReady" | "ContainerRuntimeReady" | "KernelReady" | "NetworkingReady" | "StorageReady";
              /** Its reason, such as NvidiaXID31Error or IPAMDNotRunning */
              readonly reason: string;
              /** Minutes that the condition must last before the node is repaired */
              readonly waitMinutes: number;
              /** What EKS does with the node */
              readonly action: "replace" | "reboot" | "noAction";
            }[]
          | undefined;
      }
    | undefined;
  /** Kubernetes version of the nodes, quoted, for upgrades of the control plane before the nodes. Default: the cluster's */
  readonly version?: string | undefined;
  /** Zones of the nodes, Local Zones among them. Default: all zones of the network, without Local Zones */
  readonly zones?: readonly string[] | undefined;
  /** Subnets of the nodes, instead of zones. Default: the private subnets */
  readonly subnetIds?: readonly string[] | undefined;
  /** Outpost of the nodes, by its name in `network`; needs selfManaged, on-demand and gp2. Default: the zones of the network */
  readonly outpost?: string | undefined;
  /** Maximum number of pods on a node. Default: what its network interfaces hold */
  readonly maxPods?: number | undefined;
  /** Existing node role, with everything that nodes need. Default: a new role */
  readonly roleArn?: string | undefined;
  /**
   * Network hops of answers of the instance metadata service (IMDSv2). With 1, pods on the pod network cannot use the node role; with 2 they can
   * @default 1
   */
  readonly hopLimit?: number | undefined;
  /**
   * Detailed monitoring of the instances in CloudWatch, each minute, at extra cost
   * @default false
   */
  readonly monitoring?: boolean | undefined;
  /**
   * Security groups of the nodes in addition to that of the cluster
   * @default []
   */
  readonly securityGroupIds?: readonly string[] | undefined;
  /**
   * Tags of the pool's AWS resources in addition to those of the stack, which they override
   * @default {}
   */
  readonly tags?: { readonly [name: string]: string } | undefined;
  /**
   * al2023: a script, `#cloud-config`, a NodeConfig or a MIME document, recognized by the first line, or a list of parts; bottlerocket: settings in TOML; Windows: a PowerShell script. Merged with what lets the node join
   * @default ""
   */
  readonly userData?:
    | string
    | readonly {
        /** Who reads it: a shell or cloud-init at boot, or nodeadm before the node joins */
        readonly type: "shell" | "cloudConfig" | "nodeConfig";
        /** Its text */
        readonly content: string;
      }[]
    | undefined;
  /**
   * Allow shell access to the nodes by AWS Systems Manager Session Manager; false removes the permissions from the node role
   * @default true
   */
  readonly ssm?: boolean | undefined;
  /**
   * ARNs of additional managed policies of the node role
   * @default []
   */
  readonly policies?: readonly string[] | undefined;
  /** Further statements of an inline policy of the node role, in the format of IAM. Default: none */
  readonly statements?:
    | readonly {
        /** Name of the statement */
        readonly Sid?: string | undefined;
        /**
         * Whether the statement allows or denies
         * @default "Allow"
         */
        readonly Effect?: "Allow" | "Deny" | undefined;
        /** Actions, such as s3:GetObject */
        readonly Action: string | readonly string[];
        /** ARNs, or * */
        readonly Resource: string | readonly string[];
        /** Operator -> key -> values */
        readonly Condition?: { readonly [name: string]: { readonly [name: string]: string | readonly string[] } } | undefined;
      }[]
    | undefined;
}

/** A Fargate profile. */
export interface FargateProfileInput {
  /** Selectors of the pods that run on Fargate: a namespace, and optionally labels */
  readonly selectors: readonly {
    /** Namespace of the pods; * and ? are wildcards */
    readonly namespace: string;
    /**
     * Labels of the pods
     * @default {}
     */
    readonly labels?: { readonly [name: string]: string } | undefined;
  }[];
  /** Let the pods of the profile write logs to CloudWatch, by the add-on `fargate-logging`. Default: true if the add-on is on */
  readonly logging?: boolean | undefined;
  /** Zones of the pods. Default: all zones of the network */
  readonly zones?: readonly string[] | undefined;
  /** Private subnets of the pods, instead of zones. Default: the private subnets */
  readonly subnetIds?: readonly string[] | undefined;
  /** Existing pod execution role, with everything that Fargate needs. Default: a new role */
  readonly roleArn?: string | undefined;
  /** ARNs of additional managed policies of the pod execution role, with which Fargate pulls images and ships logs. Default: none */
  readonly policies?: readonly string[] | undefined;
  /** Further statements of an inline policy of that role, in the format of IAM. Default: none */
  readonly statements?:
    | readonly {
        /** Name of the statement */
        readonly Sid?: string | undefined;
        /**
         * Whether the statement allows or denies
         * @default "Allow"
         */
        readonly Effect?: "Allow" | "Deny" | undefined;
        /** Actions, such as s3:GetObject */
        readonly Action: string | readonly string[];
        /** ARNs, or * */
        readonly Resource: string | readonly string[];
        /** Operator -> key -> values */
        readonly Condition?: { readonly [name: string]: { readonly [name: string]: string | readonly string[] } } | undefined;
      }[]
    | undefined;
  /** Tags of the profile and its role in addition to those of the stack, which they override. Default: none */
  readonly tags?: { readonly [name: string]: string } | undefined;
}

/** Registries of the add-ons' images. */
export interface ImagesInput {
  /**
   * Registry -> host and path of the ECR pull-through cache or mirror that replaces it
   * @default {}
   */
  readonly registries?: { readonly [name: string]: string } | undefined;
  /** ECR pull-through cache that the stack creates, and that replaces these registries. Its repositories remain when the stack is destroyed */
  readonly cache?:
    | {
        /** Registries that ECR caches */
        readonly upstreams: {
          /** Amazon ECR Public */
          readonly "public.ecr.aws"?: true | undefined;
          /** Kubernetes */
          readonly "registry.k8s.io"?: true | undefined;
          /** Quay */
          readonly "quay.io"?: true | undefined;
          /** Credentials of Docker Hub */
          readonly "docker.io"?:
            | {
                /** Existing secret in Secrets Manager with the keys `username` and `accessToken` */
                readonly secretArn?: string | undefined;
                /** User name at the registry; the stack creates the secret */
                readonly username?: string | undefined;
                /** Access token; encrypted: `pulumi config set --secret --path` */
                readonly accessToken?: string | undefined;
              }
            | undefined;
          /** Credentials of GitHub Container Registry */
          readonly "ghcr.io"?:
            | {
                /** Existing secret in Secrets Manager with the keys `username` and `accessToken` */
                readonly secretArn?: string | undefined;
                /** User name at the registry; the stack creates the secret */
                readonly username?: string | undefined;
                /** Access token; encrypted: `pulumi config set --secret --path` */
                readonly accessToken?: string | undefined;
              }
            | undefined;
          /** Credentials of GitLab Container Registry */
          readonly "registry.gitlab.com"?:
            | {
                /** Existing secret in Secrets Manager with the keys `username` and `accessToken` */
                readonly secretArn?: string | undefined;
                /** User name at the registry; the stack creates the secret */
                readonly username?: string | undefined;
                /** Access token; encrypted: `pulumi config set --secret --path` */
                readonly accessToken?: string | undefined;
              }
            | undefined;
        };
        /** Beginning of the names of the repositories. Default: the name of the cluster in lowercase letters */
        readonly prefix?: string | undefined;
        /** Days after which a cached image is removed. Default: never */
        readonly expireDays?: number | undefined;
      }
    | undefined;
}

/** Repositories of the Helm charts of add-ons. */
export interface ChartsInput {
  /**
   * Chart repository, or beginning of an `oci://` chart -> repository or `oci://` path of your copy. A repository is matched as a whole, an `oci://` chart by the longest beginning
   * @default {}
   */
  readonly registries?: { readonly [name: string]: string } | undefined;
}

/** AWS permissions of a service account. */
export interface ServiceAccountInput {
  /**
   * ARNs of managed policies
   * @default []
   */
  readonly policies?: readonly string[] | undefined;
  /**
   * Statements of an inline policy, in the format of IAM
   * @default []
   */
  readonly statements?:
    | readonly {
        /** Name of the statement */
        readonly Sid?: string | undefined;
        /**
         * Whether the statement allows or denies
         * @default "Allow"
         */
        readonly Effect?: "Allow" | "Deny" | undefined;
        /** Actions, such as s3:GetObject */
        readonly Action: string | readonly string[];
        /** ARNs, or * */
        readonly Resource: string | readonly string[];
        /** Operator -> key -> values */
        readonly Condition?: { readonly [name: string]: { readonly [name: string]: string | readonly string[] } } | undefined;
      }[]
    | undefined;
  /** ARN of a role, often of another account, whose permissions the pods get: their own role assumes it, and needs no others. It must trust their role. Pod Identity alone */
  readonly targetRoleArn?: string | undefined;
  /** ARN of an existing role of the account, whose trust policy admits the service account. Default: a new role */
  readonly roleArn?: string | undefined;
  /**
   * Create the role and its association alone: a chart or GitOps creates namespace and service account
   * @default false
   */
  readonly roleOnly?: boolean | undefined;
}

/** A team that administers the cluster. */
export interface PlatformTeamInput {
  /** Administrators of the cluster */
  readonly kind: "platform";
  /**
   * ARNs of IAM roles and users, verbatim, path included. They may assume the team's role
   * @default []
   */
  readonly members?: readonly string[] | undefined;
  /** Names of permission sets of IAM Identity Center, whose roles in the account are members too. Default: none */
  readonly permissionSets?: readonly string[] | undefined;
  /**
   * IAM users to create; they are members too
   * @default []
   */
  readonly createUsers?: readonly string[] | undefined;
  /** ARN of an existing role that the team uses instead of a new one */
  readonly role?: string | undefined;
  /**
   * Session tags that are allowed when the team's role is assumed, besides `team`, with their values
   * @default {}
   */
  readonly sessionTags?: { readonly [name: string]: string } | undefined;
  /** ARNs of managed policies of the team's role: AWS permissions of the members when they assume it. Default: none */
  readonly policies?: readonly string[] | undefined;
  /** Statements of an inline policy of the team's role, in the format of IAM. Default: none */
  readonly statements?:
    | readonly {
        /** Name of the statement */
        readonly Sid?: string | undefined;
        /**
         * Whether the statement allows or denies
         * @default "Allow"
         */
        readonly Effect?: "Allow" | "Deny" | undefined;
        /** Actions, such as s3:GetObject */
        readonly Action: string | readonly string[];
        /** ARNs, or * */
        readonly Resource: string | readonly string[];
        /** Operator -> key -> values */
        readonly Condition?: { readonly [name: string]: { readonly [name: string]: string | readonly string[] } } | undefined;
      }[]
    | undefined;
  /**
   * Labels of the namespaces and tags of the AWS resources for cost allocation
   * @default {}
   */
  readonly costAllocation?: { readonly [name: string]: string } | undefined;
}

/** A team that works in namespaces of its own. */
export interface ApplicationTeamInput {
  /** Works in its own namespaces */
  readonly kind: "application";
  /** Entry of `teamTemplates` whose values apply to keys that the team does not set. Default: none */
  readonly template?: string | undefined;
  /** Namespaces of the team. Default: team-<name> */
  readonly namespaces?: readonly string[] | undefined;
  /**
   * ARNs of IAM roles and users, verbatim, path included. They may assume the team's role
   * @default []
   */
  readonly members?: readonly string[] | undefined;
  /** Names of permission sets of IAM Identity Center, whose roles in the account are members too. Default: none */
  readonly permissionSets?: readonly string[] | undefined;
  /**
   * IAM users to create; they are members too
   * @default []
   */
  readonly createUsers?: readonly string[] | undefined;
  /** ARN of an existing role that the team uses instead of a new one */
  readonly role?: string | undefined;
  /**
   * Session tags that are allowed when the team's role is assumed, besides `team`, with their values
   * @default {}
   */
  readonly sessionTags?: { readonly [name: string]: string } | undefined;
  /** ARNs of managed policies of the team's role: AWS permissions of the members when they assume it. Default: none */
  readonly policies?: readonly string[] | undefined;
  /** Statements of an inline policy of the team's role, in the format of IAM. Default: none */
  readonly statements?:
    | readonly {
        /** Name of the statement */
        readonly Sid?: string | undefined;
        /**
         * Whether the statement allows or denies
         * @default "Allow"
         */
        readonly Effect?: "Allow" | "Deny" | undefined;
        /** Actions, such as s3:GetObject */
        readonly Action: string | readonly string[];
        /** ARNs, or * */
        readonly Resource: string | readonly string[];
        /** Operator -> key -> values */
        readonly Condition?: { readonly [name: string]: { readonly [name: string]: string | readonly string[] } } | undefined;
      }[]
    | undefined;
  /**
   * Labels of the namespaces and tags of the AWS resources for cost allocation
   * @default {}
   */
  readonly costAllocation?: { readonly [name: string]: string } | undefined;
  /**
   * Additional labels of the namespaces
   * @default {}
   */
  readonly labels?: { readonly [name: string]: string } | undefined;
  /**
   * Annotations of the namespaces
   * @default {}
   */
  readonly annotations?: { readonly [name: string]: string } | undefined;
  /**
   * ResourceQuota of each namespace, merged over the default; null removes one amount, false means none
   * @default {"requests.cpu":"10","requests.memory":"20Gi","pods":"50","services.loadbalancers":"2","count/ingresses.networking.k8s.io":"10","persistentvolumeclaims":"20","requests.storage":"500Gi"}
   */
  readonly quota?: false | { readonly [name: string]: string | number | null } | undefined;
  /** Name -> ResourceQuota of each namespace that counts only some pods, beside `quota`. Default: none */
  readonly scopedQuotas?:
    | {
        readonly [name: string]: {
          /** What these pods may amount to, such as pods or requests.cpu */
          readonly hard: { readonly [name: string]: string | number };
          /** Pods that it counts: BestEffort (without requests and limits) or NotBestEffort, Terminating (with `activeDeadlineSeconds`) or NotTerminating, CrossNamespacePodAffinity. Default: those of `priorityClasses` */
          readonly scopes?:
            | readonly ("BestEffort" | "NotBestEffort" | "Terminating" | "NotTerminating" | "CrossNamespacePodAffinity")[]
            | undefined;
          /** Pods that it counts: those of these PriorityClasses. Default: of any */
          readonly priorityClasses?: readonly string[] | undefined;
        };
      }
    | undefined;
  /**
   * LimitRange of each namespace; null removes one amount, false means none
   * @default {"default":{"cpu":"500m","memory":"512Mi"},"defaultRequest":{"cpu":"100m","memory":"128Mi"}}
   */
  readonly limits?:
    | false
    | {
        /**
         * Default limits of containers, merged over these
         * @default {"cpu":"500m","memory":"512Mi"}
         */
        readonly default?: { readonly [name: string]: string | number | null } | undefined;
        /**
         * Default requests of containers, merged over these
         * @default {"cpu":"100m","memory":"128Mi"}
         */
        readonly defaultRequest?: { readonly [name: string]: string | number | null } | undefined;
        /** Maximum of a container. Default: no maximum */
        readonly max?: { readonly [name: string]: string | number | null } | undefined;
        /** Minimum that a container must request. Default: no minimum */
        readonly min?: { readonly [name: string]: string | number | null } | undefined;
        /** How many times the request of a container its limit may be. Default: any */
        readonly maxLimitRequestRatio?: { readonly [name: string]: string | number | null } | undefined;
        /** Bounds of pods: the sum over their containers. Default: none */
        readonly pod?:
          | {
              /** Maximum of all containers of a pod together. Default: no maximum */
              readonly max?: { readonly [name: string]: string | number | null } | undefined;
              /** Minimum that the containers of a pod must request together. Default: no minimum */
              readonly min?: { readonly [name: string]: string | number | null } | undefined;
              /** How many times the requests of a pod its limits may be. Default: any */
              readonly maxLimitRequestRatio?: { readonly [name: string]: string | number | null } | undefined;
            }
          | undefined;
        /** Bounds of PersistentVolumeClaims. Default: none */
        readonly persistentVolumeClaim?:
          | {
              /** Maximum storage of a claim. Default: no maximum */
              readonly max?:
                | {
                    /** Requested storage, such as 100Gi */
                    readonly storage?: string | number | null | undefined;
                  }
                | undefined;
              /** Minimum storage of a claim. Default: no minimum */
              readonly min?:
                | {
                    /** Requested storage, such as 100Gi */
                    readonly storage?: string | number | null | undefined;
                  }
                | undefined;
            }
          | undefined;
      }
    | undefined;
  /**
   * isolated: pods accept traffic only from their own team, the sources in `allowIngressFrom` and load balancers
   * @default "open"
   */
  readonly network?: "open" | "isolated" | undefined;
  /**
   * Whose pods may connect to the pods of an isolated team: other teams, `addon:<add-on>` (its namespace) and `namespace:<namespace>`
   * @default []
   */
  readonly allowIngressFrom?: readonly string[] | undefined;
  /** Where the pods of an isolated team may connect to, besides their own team and DNS: other teams, `addon:<add-on>`, `namespace:<namespace>`, address ranges, and `internet` (every IPv4 address that is not private). Default: everywhere */
  readonly allowEgressTo?: readonly string[] | undefined;
  /**
   * Load balancers that may connect to the pods of an isolated team: those in the public subnets (and in the private ones if `sharedAlb` is internal), those in all subnets (other pods have addresses there too), or those in the given ranges, of IPv6 with `cluster.ipFamily: ipv6`
   * @default "public"
   */
  readonly loadBalancers?: "public" | "all" | readonly string[] | undefined;
  /**
   * Pod Security Standard of the namespaces: one level for all modes, or one each for enforce, warn and audit
   * @default "baseline"
   */
  readonly podSecurity?:
    | "privileged"
    | "baseline"
    | "restricted"
    | {
        /**
         * Level whose violations are rejected
         * @default "baseline"
         */
        readonly enforce?: "privileged" | "baseline" | "restricted" | undefined;
        /** Level whose violations return a warning to the user. Default: `enforce` */
        readonly warn?: "privileged" | "baseline" | "restricted" | undefined;
        /** Level whose violations are added to the audit log. Default: `enforce` */
        readonly audit?: "privileged" | "baseline" | "restricted" | undefined;
        /** Version of the standard that `enforce` takes, so that an upgrade of the cluster rejects no pods. Default: latest */
        readonly enforceVersion?: string | undefined;
        /** Version of the standard that `warn` takes. Default: latest */
        readonly warnVersion?: string | undefined;
        /** Version of the standard that `audit` takes. Default: latest */
        readonly auditVersion?: string | undefined;
      }
    | undefined;
  /**
   * Access of the members in the team's namespaces; they have none elsewhere
   * @default "edit"
   */
  readonly accessLevel?: "view" | "edit" | "admin" | undefined;
  /** Rules of a Role `team-rules` in each namespace: what the members may do there beside the access level. Default: none */
  readonly rules?:
    | readonly {
        /** API groups, such as argoproj.io; "" is the core group, and * are all */
        readonly apiGroups: readonly string[];
        /** Resources in lowercase plural, such as rollouts; * are all */
        readonly resources: readonly string[];
        /** Names of objects. Default: all */
        readonly resourceNames?: readonly string[] | undefined;
        /** Verbs, such as get; * are all */
        readonly verbs: readonly ("get" | "list" | "watch" | "create" | "update" | "patch" | "delete" | "deletecollection" | "use" | "*")[];
      }[]
    | undefined;
  /** Value of a PriorityClass `team-<name>`, and the maximum priority of the team's pods. Default: no class, maximum 0 */
  readonly priority?: number | undefined;
  /** Node pool for this team only, of `nodePools`, of Karpenter or of `cluster.autoMode.pools`: its nodes get the label and taint `team=<name>`, which the team's pods must select and tolerate */
  readonly nodePool?: string | undefined;
  /**
   * Name -> service account with AWS permissions
   * @default {}
   */
  readonly serviceAccounts?:
    | {
        readonly [name: string]: {
          /** Namespace of the team that holds it. Default: the first */
          readonly namespace?: string | undefined;
          /**
           * ARNs of managed policies
           * @default []
           */
          readonly policies?: readonly string[] | undefined;
          /**
           * Statements of an inline policy, in the format of IAM
           * @default []
           */
          readonly statements?:
            | readonly {
                /** Name of the statement */
                readonly Sid?: string | undefined;
                /**
                 * Whether the statement allows or denies
                 * @default "Allow"
                 */
                readonly Effect?: "Allow" | "Deny" | undefined;
                /** Actions, such as s3:GetObject */
                readonly Action: string | readonly string[];
                /** ARNs, or * */
                readonly Resource: string | readonly string[];
                /** Operator -> key -> values */
                readonly Condition?: { readonly [name: string]: { readonly [name: string]: string | readonly string[] } } | undefined;
              }[]
            | undefined;
          /** ARN of a role, often of another account, whose permissions the pods get: their own role assumes it, and needs no others. It must trust their role. Pod Identity alone */
          readonly targetRoleArn?: string | undefined;
          /** ARN of an existing role of the account, whose trust policy admits the service account. Default: a new role */
          readonly roleArn?: string | undefined;
          /** Names of Secrets in its namespace with which its pods pull images. Default: none */
          readonly imagePullSecrets?: readonly string[] | undefined;
          /** Whether its pods get a token for the Kubernetes API; AWS permissions have one of their own. Default: true */
          readonly automountToken?: boolean | undefined;
          /** Labels. Default: none */
          readonly labels?: { readonly [name: string]: string } | undefined;
          /** Annotations. Default: none */
          readonly annotations?: { readonly [name: string]: string } | undefined;
        };
      }
    | undefined;
  /** Name -> secret or parameter in AWS that the team's namespaces get: a Secret by add-on `external-secrets`, or a SecretProviderClass if the stack has `secrets-store-csi-driver` alone. Default: none */
  readonly secrets?:
    | {
        readonly [name: string]: {
          /** Name or ARN of a secret in Secrets Manager; either this or `parameter`. `{team}` stands for the name of the team or tenant: `shop/{team}/db` */
          readonly secretsManager?: string | undefined;
          /** Name or ARN of a parameter in Parameter Store, with `{team}` in the same way */
          readonly parameter?: string | undefined;
          /** Key -> property of the JSON in the secret or parameter. Default: all properties of a secret in Secrets Manager, each under its name */
          readonly properties?: { readonly [name: string]: string } | undefined;
          /** Key for the whole value, without looking into it. Default: `value` for parameters */
          readonly key?: string | undefined;
          /** ARN of the customer managed KMS key that encrypts it. Default: an AWS managed key, which needs no permission */
          readonly kmsKeyArn?: string | undefined;
          /** Type of the Secret, such as kubernetes.io/dockerconfigjson for `imagePullSecrets`, which has the whole value under its key. Default: Opaque */
          readonly type?:
            | "kubernetes.io/dockerconfigjson"
            | "kubernetes.io/tls"
            | "kubernetes.io/basic-auth"
            | "kubernetes.io/ssh-auth"
            | undefined;
          /**
           * How often add-on `external-secrets` reads it again, so that a rotated value arrives
           * @default "1h"
           */
          readonly refreshInterval?: string | undefined;
        };
      }
    | undefined;
  /**
   * Sample workloads in the team's first namespace
   * @default false
   */
  readonly samples?:
    | false
    | {
        /**
         * A web server behind an Application Load Balancer, with probes, requests, limits, autoscaling and a disruption budget
         * @default false
         */
        readonly web?: boolean | undefined;
      }
    | undefined;
  /** @deprecated Use `allowIngressFrom`. */
  readonly friends?: readonly string[] | undefined;
  /** @deprecated Use `accessLevel`. */
  readonly rights?: "view" | "edit" | "admin" | undefined;
}

/** Values that application teams take by `template`. */
export interface TeamTemplateInput {
  /**
   * ARNs of IAM roles and users, verbatim, path included. They may assume the team's role
   * @default []
   */
  readonly members?: readonly string[] | undefined;
  /** Names of permission sets of IAM Identity Center, whose roles in the account are members too. Default: none */
  readonly permissionSets?: readonly string[] | undefined;
  /**
   * IAM users to create; they are members too
   * @default []
   */
  readonly createUsers?: readonly string[] | undefined;
  /** ARN of an existing role that the team uses instead of a new one */
  readonly role?: string | undefined;
  /**
   * Session tags that are allowed when the team's role is assumed, besides `team`, with their values
   * @default {}
   */
  readonly sessionTags?: { readonly [name: string]: string } | undefined;
  /** ARNs of managed policies of the team's role: AWS permissions of the members when they assume it. Default: none */
  readonly policies?: readonly string[] | undefined;
  /** Statements of an inline policy of the team's role, in the format of IAM. Default: none */
  readonly statements?:
    | readonly {
        /** Name of the statement */
        readonly Sid?: string | undefined;
        /**
         * Whether the statement allows or denies
         * @default "Allow"
         */
        readonly Effect?: "Allow" | "Deny" | undefined;
        /** Actions, such as s3:GetObject */
        readonly Action: string | readonly string[];
        /** ARNs, or * */
        readonly Resource: string | readonly string[];
        /** Operator -> key -> values */
        readonly Condition?: { readonly [name: string]: { readonly [name: string]: string | readonly string[] } } | undefined;
      }[]
    | undefined;
  /**
   * Labels of the namespaces and tags of the AWS resources for cost allocation
   * @default {}
   */
  readonly costAllocation?: { readonly [name: string]: string } | undefined;
  /**
   * Additional labels of the namespaces
   * @default {}
   */
  readonly labels?: { readonly [name: string]: string } | undefined;
  /**
   * Annotations of the namespaces
   * @default {}
   */
  readonly annotations?: { readonly [name: string]: string } | undefined;
  /**
   * ResourceQuota of each namespace, merged over the default; null removes one amount, false means none
   * @default {"requests.cpu":"10","requests.memory":"20Gi","pods":"50","services.loadbalancers":"2","count/ingresses.networking.k8s.io":"10","persistentvolumeclaims":"20","requests.storage":"500Gi"}
   */
  readonly quota?: false | { readonly [name: string]: string | number | null } | undefined;
  /** Name -> ResourceQuota of each namespace that counts only some pods, beside `quota`. Default: none */
  readonly scopedQuotas?:
    | {
        readonly [name: string]: {
          /** What these pods may amount to, such as pods or requests.cpu */
          readonly hard: { readonly [name: string]: string | number };
          /** Pods that it counts: BestEffort (without requests and limits) or NotBestEffort, Terminating (with `activeDeadlineSeconds`) or NotTerminating, CrossNamespacePodAffinity. Default: those of `priorityClasses` */
          readonly scopes?:
            | readonly ("BestEffort" | "NotBestEffort" | "Terminating" | "NotTerminating" | "CrossNamespacePodAffinity")[]
            | undefined;
          /** Pods that it counts: those of these PriorityClasses. Default: of any */
          readonly priorityClasses?: readonly string[] | undefined;
        };
      }
    | undefined;
  /**
   * LimitRange of each namespace; null removes one amount, false means none
   * @default {"default":{"cpu":"500m","memory":"512Mi"},"defaultRequest":{"cpu":"100m","memory":"128Mi"}}
   */
  readonly limits?:
    | false
    | {
        /**
         * Default limits of containers, merged over these
         * @default {"cpu":"500m","memory":"512Mi"}
         */
        readonly default?: { readonly [name: string]: string | number | null } | undefined;
        /**
         * Default requests of containers, merged over these
         * @default {"cpu":"100m","memory":"128Mi"}
         */
        readonly defaultRequest?: { readonly [name: string]: string | number | null } | undefined;
        /** Maximum of a container. Default: no maximum */
        readonly max?: { readonly [name: string]: string | number | null } | undefined;
        /** Minimum that a container must request. Default: no minimum */
        readonly min?: { readonly [name: string]: string | number | null } | undefined;
        /** How many times the request of a container its limit may be. Default: any */
        readonly maxLimitRequestRatio?: { readonly [name: string]: string | number | null } | undefined;
        /** Bounds of pods: the sum over their containers. Default: none */
        readonly pod?:
          | {
              /** Maximum of all containers of a pod together. Default: no maximum */
              readonly max?: { readonly [name: string]: string | number | null } | undefined;
              /** Minimum that the containers of a pod must request together. Default: no minimum */
              readonly min?: { readonly [name: string]: string | number | null } | undefined;
              /** How many times the requests of a pod its limits may be. Default: any */
              readonly maxLimitRequestRatio?: { readonly [name: string]: string | number | null } | undefined;
            }
          | undefined;
        /** Bounds of PersistentVolumeClaims. Default: none */
        readonly persistentVolumeClaim?:
          | {
              /** Maximum storage of a claim. Default: no maximum */
              readonly max?:
                | {
                    /** Requested storage, such as 100Gi */
                    readonly storage?: string | number | null | undefined;
                  }
                | undefined;
              /** Minimum storage of a claim. Default: no minimum */
              readonly min?:
                | {
                    /** Requested storage, such as 100Gi */
                    readonly storage?: string | number | null | undefined;
                  }
                | undefined;
            }
          | undefined;
      }
    | undefined;
  /**
   * isolated: pods accept traffic only from their own team, the sources in `allowIngressFrom` and load balancers
   * @default "open"
   */
  readonly network?: "open" | "isolated" | undefined;
  /**
   * Whose pods may connect to the pods of an isolated team: other teams, `addon:<add-on>` (its namespace) and `namespace:<namespace>`
   * @default []
   */
  readonly allowIngressFrom?: readonly string[] | undefined;
  /** Where the pods of an isolated team may connect to, besides their own team and DNS: other teams, `addon:<add-on>`, `namespace:<namespace>`, address ranges, and `internet` (every IPv4 address that is not private). Default: everywhere */
  readonly allowEgressTo?: readonly string[] | undefined;
  /**
   * Load balancers that may connect to the pods of an isolated team: those in the public subnets (and in the private ones if `sharedAlb` is internal), those in all subnets (other pods have addresses there too), or those in the given ranges, of IPv6 with `cluster.ipFamily: ipv6`
   * @default "public"
   */
  readonly loadBalancers?: "public" | "all" | readonly string[] | undefined;
  /**
   * Pod Security Standard of the namespaces: one level for all modes, or one each for enforce, warn and audit
   * @default "baseline"
   */
  readonly podSecurity?:
    | "privileged"
    | "baseline"
    | "restricted"
    | {
        /**
         * Level whose violations are rejected
         * @default "baseline"
         */
        readonly enforce?: "privileged" | "baseline" | "restricted" | undefined;
        /** Level whose violations return a warning to the user. Default: `enforce` */
        readonly warn?: "privileged" | "baseline" | "restricted" | undefined;
        /** Level whose violations are added to the audit log. Default: `enforce` */
        readonly audit?: "privileged" | "baseline" | "restricted" | undefined;
        /** Version of the standard that `enforce` takes, so that an upgrade of the cluster rejects no pods. Default: latest */
        readonly enforceVersion?: string | undefined;
        /** Version of the standard that `warn` takes. Default: latest */
        readonly warnVersion?: string | undefined;
        /** Version of the standard that `audit` takes. Default: latest */
        readonly auditVersion?: string | undefined;
      }
    | undefined;
  /**
   * Access of the members in the team's namespaces; they have none elsewhere
   * @default "edit"
   */
  readonly accessLevel?: "view" | "edit" | "admin" | undefined;
  /** Rules of a Role `team-rules` in each namespace: what the members may do there beside the access level. Default: none */
  readonly rules?:
    | readonly {
        /** API groups, such as argoproj.io; "" is the core group, and * are all */
        readonly apiGroups: readonly string[];
        /** Resources in lowercase plural, such as rollouts; * are all */
        readonly resources: readonly string[];
        /** Names of objects. Default: all */
        readonly resourceNames?: readonly string[] | undefined;
        /** Verbs, such as get; * are all */
        readonly verbs: readonly ("get" | "list" | "watch" | "create" | "update" | "patch" | "delete" | "deletecollection" | "use" | "*")[];
      }[]
    | undefined;
  /** Value of a PriorityClass `team-<name>`, and the maximum priority of the team's pods. Default: no class, maximum 0 */
  readonly priority?: number | undefined;
  /** Node pool for this team only, of `nodePools`, of Karpenter or of `cluster.autoMode.pools`: its nodes get the label and taint `team=<name>`, which the team's pods must select and tolerate */
  readonly nodePool?: string | undefined;
  /**
   * Name -> service account with AWS permissions
   * @default {}
   */
  readonly serviceAccounts?:
    | {
        readonly [name: string]: {
          /** Namespace of the team that holds it. Default: the first */
          readonly namespace?: string | undefined;
          /**
           * ARNs of managed policies
           * @default []
           */
          readonly policies?: readonly string[] | undefined;
          /**
           * Statements of an inline policy, in the format of IAM
           * @default []
           */
          readonly statements?:
            | readonly {
                /** Name of the statement */
                readonly Sid?: string | undefined;
                /**
                 * Whether the statement allows or denies
                 * @default "Allow"
                 */
                readonly Effect?: "Allow" | "Deny" | undefined;
                /** Actions, such as s3:GetObject */
                readonly Action: string | readonly string[];
                /** ARNs, or * */
                readonly Resource: string | readonly string[];
                /** Operator -> key -> values */
                readonly Condition?: { readonly [name: string]: { readonly [name: string]: string | readonly string[] } } | undefined;
              }[]
            | undefined;
          /** ARN of a role, often of another account, whose permissions the pods get: their own role assumes it, and needs no others. It must trust their role. Pod Identity alone */
          readonly targetRoleArn?: string | undefined;
          /** ARN of an existing role of the account, whose trust policy admits the service account. Default: a new role */
          readonly roleArn?: string | undefined;
          /** Names of Secrets in its namespace with which its pods pull images. Default: none */
          readonly imagePullSecrets?: readonly string[] | undefined;
          /** Whether its pods get a token for the Kubernetes API; AWS permissions have one of their own. Default: true */
          readonly automountToken?: boolean | undefined;
          /** Labels. Default: none */
          readonly labels?: { readonly [name: string]: string } | undefined;
          /** Annotations. Default: none */
          readonly annotations?: { readonly [name: string]: string } | undefined;
        };
      }
    | undefined;
  /** Name -> secret or parameter in AWS that the team's namespaces get: a Secret by add-on `external-secrets`, or a SecretProviderClass if the stack has `secrets-store-csi-driver` alone. Default: none */
  readonly secrets?:
    | {
        readonly [name: string]: {
          /** Name or ARN of a secret in Secrets Manager; either this or `parameter`. `{team}` stands for the name of the team or tenant: `shop/{team}/db` */
          readonly secretsManager?: string | undefined;
          /** Name or ARN of a parameter in Parameter Store, with `{team}` in the same way */
          readonly parameter?: string | undefined;
          /** Key -> property of the JSON in the secret or parameter. Default: all properties of a secret in Secrets Manager, each under its name */
          readonly properties?: { readonly [name: string]: string } | undefined;
          /** Key for the whole value, without looking into it. Default: `value` for parameters */
          readonly key?: string | undefined;
          /** ARN of the customer managed KMS key that encrypts it. Default: an AWS managed key, which needs no permission */
          readonly kmsKeyArn?: string | undefined;
          /** Type of the Secret, such as kubernetes.io/dockerconfigjson for `imagePullSecrets`, which has the whole value under its key. Default: Opaque */
          readonly type?:
            | "kubernetes.io/dockerconfigjson"
            | "kubernetes.io/tls"
            | "kubernetes.io/basic-auth"
            | "kubernetes.io/ssh-auth"
            | undefined;
          /**
           * How often add-on `external-secrets` reads it again, so that a rotated value arrives
           * @default "1h"
           */
          readonly refreshInterval?: string | undefined;
        };
      }
    | undefined;
  /**
   * Sample workloads in the team's first namespace
   * @default false
   */
  readonly samples?:
    | false
    | {
        /**
         * A web server behind an Application Load Balancer, with probes, requests, limits, autoscaling and a disruption budget
         * @default false
         */
        readonly web?: boolean | undefined;
      }
    | undefined;
  /** @deprecated Use `allowIngressFrom`. */
  readonly friends?: readonly string[] | undefined;
  /** @deprecated Use `accessLevel`. */
  readonly rights?: "view" | "edit" | "admin" | undefined;
}

/** Customers of a SaaS application: one application team per name, with the same template for all, or for each tier. */
export interface TenantsInput {
  /** Entry of `teamTemplates`. Default: none */
  readonly template?: string | undefined;
  /**
   * Names of the tenants. Each becomes a team, isolated unless the template says otherwise
   * @default []
   */
  readonly names?: readonly string[] | undefined;
  /** A Helm chart that GitOps installs for each tenant, in the tenant's first namespace. Default: none */
  readonly application?:
    | {
        /** Directory of a Helm chart in the repository of `gitops` */
        readonly path: string;
        /** Branch, tag or commit of the chart. Default: the revision of the environment */
        readonly revision?: string | undefined;
        /**
         * Values of the chart. The stack adds `tenant` and `tier`, and `nodeSelector`, `tolerations` and `ingress.className` where these do not set them
         * @default {}
         */
        readonly values?: { readonly [name: string]: unknown } | undefined;
      }
    | undefined;
  /** Name -> tenants with the same template and node pool; instead of `template`, `names` and `application` */
  readonly tiers?:
    | {
        readonly [name: string]: {
          /** Entry of `teamTemplates`. Default: none */
          readonly template?: string | undefined;
          /**
           * Names of the tenants. Each becomes a team, isolated unless the template says otherwise
           * @default []
           */
          readonly names?: readonly string[] | undefined;
          /** A Helm chart that GitOps installs for each tenant, in the tenant's first namespace. Default: none */
          readonly application?:
            | {
                /** Directory of a Helm chart in the repository of `gitops` */
                readonly path: string;
                /** Branch, tag or commit of the chart. Default: the revision of the environment */
                readonly revision?: string | undefined;
                /**
                 * Values of the chart. The stack adds `tenant` and `tier`, and `nodeSelector`, `tolerations` and `ingress.className` where these do not set them
                 * @default {}
                 */
                readonly values?: { readonly [name: string]: unknown } | undefined;
              }
            | undefined;
          /** Node pool for the tenants of this tier only, of `nodePools`, of Karpenter or of `cluster.autoMode.pools`: its nodes get the label and taint `tier=<tier>`, which the tenants' pods must select and tolerate. Default: the pools that all share */
          readonly nodePool?: string | undefined;
        };
      }
    | undefined;
}

/** A domain in Route 53: certificate, DNS records, and user interfaces of add-ons behind authentication. Default: none. */
export interface DomainInput {
  /** Domain: the name of the hosted zone, or one below it */
  readonly name: string;
  /** ID of the hosted zone in Route 53 */
  readonly zoneId: string;
  /**
   * Certificate for the domain and all names one level below: true creates one, which DNS records in the zone validate; or the ARN of one; or none
   * @default true
   */
  readonly certificate?: boolean | string | undefined;
  /** Enable add-on `external-dns` for this zone, so that Ingresses and Services of teams get DNS records. Default: true, unless Route 53 is unreachable without NAT */
  readonly externalDns?: boolean | undefined;
  /** Where the load balancer of the exposed user interfaces is reachable. Default: internet-facing, or internal without public subnets */
  readonly scheme?: "internet-facing" | "internal" | undefined;
  /**
   * Address ranges that may connect to that load balancer, of IPv6 too with `cluster.ipFamily: ipv6` or in an existing VPC: it then has addresses of both families. The default means all
   * @default ["0.0.0.0/0"]
   */
  readonly inboundCidrs?: readonly string[] | undefined;
  /**
   * Name -> user interface that is reachable at `<name>.<domain>`: of an add-on, such as grafana or argocd, or any other with `service`
   * @default {}
   */
  readonly expose?:
    | {
        readonly [name: string]: {
          /** First label of the host name. Default: the key */
          readonly host?: string | undefined;
          /** Service of a user interface that no add-on of the catalog has */
          readonly service?:
            | {
                /** Its namespace */
                readonly namespace: string;
                /** Its name */
                readonly name: string;
                /**
                 * Its port
                 * @default 80
                 */
                readonly port?: number | undefined;
                /**
                 * Whether its pods serve HTTPS
                 * @default false
                 */
                readonly https?: boolean | undefined;
                /**
                 * Path that answers health checks with a status of 200 to 399
                 * @default "/"
                 */
                readonly healthPath?: string | undefined;
              }
            | undefined;
          /** Users who may open it; the load balancer rejects all others */
          readonly auth:
            | {
                /** Users of an Amazon Cognito user pool */
                readonly type: "cognito";
                /** ARN of the user pool, which has a domain */
                readonly userPoolArn: string;
                /** ID of an app client with a secret, the authorization code grant and the callback URL `https://<host>/oauth2/idpresponse`. Default: the stack creates one */
                readonly clientId?: string | undefined;
                /** Domain of the user pool: the prefix, or the custom domain. Default: looked up */
                readonly domain?: string | undefined;
                /**
                 * Identity providers of the user pool for the app client that the stack creates
                 * @default ["COGNITO"]
                 */
                readonly identityProviders?: readonly string[] | undefined;
                /**
                 * OAuth scopes, separated by spaces
                 * @default "openid"
                 */
                readonly scope?: string | undefined;
                /**
                 * Seconds until a user must sign in again; 28800 are eight hours
                 * @default 28800
                 */
                readonly sessionTimeoutSeconds?: number | undefined;
              }
            | {
                /** An identity provider with OpenID Connect */
                readonly type: "oidc";
                /** Issuer of the identity provider */
                readonly issuer: string;
                /** Its authorization endpoint */
                readonly authorizationEndpoint: string;
                /** Its token endpoint */
                readonly tokenEndpoint: string;
                /** Its user info endpoint */
                readonly userInfoEndpoint: string;
                /** Name of a secret in Secrets Manager with the keys `clientID` and `clientSecret`, which add-on `external-secrets` reads */
                readonly secretsManager?: string | undefined;
                /** Name of a Kubernetes Secret with the same keys in the namespace of the user interface, which something else creates */
                readonly secretName?: string | undefined;
                /**
                 * OAuth scopes, separated by spaces
                 * @default "openid"
                 */
                readonly scope?: string | undefined;
                /**
                 * Seconds until a user must sign in again; 28800 are eight hours
                 * @default 28800
                 */
                readonly sessionTimeoutSeconds?: number | undefined;
              };
        };
      }
    | undefined;
}

/** Argo CD or Flux, and the Git repository with the desired state of the cluster. Default: neither. */
export interface GitopsInput {
  /** Argo CD or Flux; its add-on is enabled automatically */
  readonly engine: "argocd" | "flux";
  /** Git repository with the desired state of the cluster, https or ssh */
  readonly repo: string;
  /**
   * Directory of this environment in the repository
   * @default "."
   */
  readonly path?: string | undefined;
  /**
   * Branch, tag or commit
   * @default "main"
   */
  readonly revision?: string | undefined;
  /** Credentials of the repository: one of `password`, `sshPrivateKey`, `githubApp`, `secretsManager`, and `caCertificate` */
  readonly credentials?:
    | {
        /**
         * User name for `password`; most hosts accept any
         * @default "git"
         */
        readonly username?: string | undefined;
        /** Token or password for an https repository; encrypted: `pulumi config set --secret --path` */
        readonly password?: string | undefined;
        /** Private key for an ssh repository; encrypted in the same way */
        readonly sshPrivateKey?: string | undefined;
        /** Host keys of an ssh repository, as `ssh-keyscan` prints them; required by Flux */
        readonly knownHosts?: string | undefined;
        /** GitHub App instead of a password, for an https repository */
        readonly githubApp?:
          | {
              /** ID of the GitHub App */
              readonly appId: number | string;
              /** ID of its installation in the organization: the number at the end of the URL of the installation */
              readonly installationId: number | string;
              /** Private key of the GitHub App in PEM format; encrypted: `pulumi config set --secret --path`. Required without `secretsManager` */
              readonly privateKey?: string | undefined;
              /** API of GitHub Enterprise Server. Default: that of github.com */
              readonly baseUrl?: string | undefined;
            }
          | undefined;
        /** Certificates of the authority that issued the one of an https host, in PEM format. Default: the public authorities */
        readonly caCertificate?: string | undefined;
        /** Name of a secret in Secrets Manager with the keys `username` and `password`, `sshPrivateKey` and `knownHosts`, or `privateKey` beside `githubApp` */
        readonly secretsManager?: string | undefined;
      }
    | undefined;
  /**
   * Add-ons managed by GitOps: this stack creates their AWS resources, their charts come from the repository
   * @default []
   */
  readonly addons?: readonly string[] | undefined;
  /**
   * Application teams whose workloads are not in <path>/teams/<team>
   * @default {}
   */
  readonly teams?:
    | {
        readonly [name: string]: {
          /** Repository of the team. Default: the repository of the environment */
          readonly repo?: string | undefined;
          /** Directory of its workloads. Default: <path>/teams/<team>, or . in its own repository */
          readonly path?: string | undefined;
          /** Branch, tag or commit. Default: the revision of the environment, or main in its own repository */
          readonly revision?: string | undefined;
          /**
           * Additional repositories that its applications may use as a source (Argo CD)
           * @default []
           */
          readonly repositories?: readonly string[] | undefined;
          /**
           * Additional kinds that the team may deploy. Each kind gives the team the permissions of its controller
           * @default []
           */
          readonly kinds?:
            | readonly {
                /** API group */
                readonly group: string;
                /** Kind */
                readonly kind: string;
                /** Plural name of the kind. Default: the kind in lowercase letters, with an s */
                readonly resource?: string | undefined;
              }[]
            | undefined;
          /** Credentials of the repository: one of `password`, `sshPrivateKey`, `githubApp`, `secretsManager`, and `caCertificate` */
          readonly credentials?:
            | {
                /**
                 * User name for `password`; most hosts accept any
                 * @default "git"
                 */
                readonly username?: string | undefined;
                /** Token or password for an https repository; encrypted: `pulumi config set --secret --path` */
                readonly password?: string | undefined;
                /** Private key for an ssh repository; encrypted in the same way */
                readonly sshPrivateKey?: string | undefined;
                /** Host keys of an ssh repository, as `ssh-keyscan` prints them; required by Flux */
                readonly knownHosts?: string | undefined;
                /** GitHub App instead of a password, for an https repository */
                readonly githubApp?:
                  | {
                      /** ID of the GitHub App */
                      readonly appId: number | string;
                      /** ID of its installation in the organization: the number at the end of the URL of the installation */
                      readonly installationId: number | string;
                      /** Private key of the GitHub App in PEM format; encrypted: `pulumi config set --secret --path`. Required without `secretsManager` */
                      readonly privateKey?: string | undefined;
                      /** API of GitHub Enterprise Server. Default: that of github.com */
                      readonly baseUrl?: string | undefined;
                    }
                  | undefined;
                /** Certificates of the authority that issued the one of an https host, in PEM format. Default: the public authorities */
                readonly caCertificate?: string | undefined;
                /** Name of a secret in Secrets Manager with the keys `username` and `password`, `sshPrivateKey` and `knownHosts`, or `privateKey` beside `githubApp` */
                readonly secretsManager?: string | undefined;
              }
            | undefined;
        };
      }
    | undefined;
}

/** Raw properties of the resources of a type. */
export interface OverrideInput {
  /** Resource type, as `npm run plan -- --tree` prints it */
  readonly type: string;
  /**
   * Name of the resource, as `npm run plan -- --tree` prints it, with `*` for any characters
   * @default "*"
   */
  readonly name?: string | undefined;
  /** Properties as the resource takes them: maps are merged, lists and scalars replace, `null` removes */
  readonly set: { readonly [name: string]: unknown };
}

/** What the plan's cost estimate depends on. Nothing of it is deployed. */
export interface CostInput {
  /** What the plan's cost estimate assumes of usage */
  readonly assumptions?:
    | {
        /**
         * GiB a month through the NAT gateways of a region, together
         * @default 100
         */
        readonly natGiBPerMonth?: number | undefined;
        /**
         * GiB a month through the interface endpoints of a region, together
         * @default 100
         */
        readonly endpointGiBPerMonth?: number | undefined;
        /**
         * GiB a month sent to the internet
         * @default 0
         */
        readonly internetGiBPerMonth?: number | undefined;
        /**
         * GiB a month between zones, charged in both directions
         * @default 0
         */
        readonly crossZoneGiBPerMonth?: number | undefined;
        /**
         * GiB of control plane logs a month and cluster
         * @default 10
         */
        readonly controlPlaneLogsGiB?: number | undefined;
        /**
         * GiB of flow logs a month and VPC
         * @default 10
         */
        readonly flowLogsGiB?: number | undefined;
        /**
         * GiB of container logs a month and node, where an add-on ships them to CloudWatch Logs
         * @default 10
         */
        readonly logsGiBPerNode?: number | undefined;
        /**
         * GiB of logs a month and Fargate pod, where Fargate ships them to CloudWatch Logs
         * @default 1
         */
        readonly logsGiBPerFargatePod?: number | undefined;
        /**
         * Stored size of logs as a fraction of what was ingested
         * @default 0.15
         */
        readonly logCompression?: number | undefined;
        /**
         * Pods of each Fargate profile, beyond the planned Deployments that it runs
         * @default 2
         */
        readonly fargatePods?: number | undefined;
        /**
         * vCPUs of such a pod
         * @default 0.25
         */
        readonly fargateVcpu?: number | undefined;
        /**
         * Memory of such a pod in GiB
         * @default 0.5
         */
        readonly fargateGiB?: number | undefined;
        /**
         * vCPUs that each NodePool of Karpenter, or of your own in EKS Auto Mode, runs
         * @default 0
         */
        readonly karpenterVcpus?: number | undefined;
        /**
         * vCPUs that the built-in node pools of EKS Auto Mode run, together
         * @default 4
         */
        readonly autoModeVcpus?: number | undefined;
        /**
         * Root volume of a node whose launch template leaves it to the AMI
         * @default 20
         */
        readonly amiDiskGiB?: number | undefined;
        /**
         * Load balancer capacity units (LCU) that each load balancer uses, on average
         * @default 1
         */
        readonly loadBalancerCapacityUnits?: number | undefined;
        /**
         * vCPUs of EKS Hybrid Nodes, together
         * @default 0
         */
        readonly hybridVcpus?: number | undefined;
        /**
         * Custom resources that each EKS capability manages
         * @default 10
         */
        readonly capabilityResources?: number | undefined;
        /**
         * GiB stored in each EFS file system
         * @default 10
         */
        readonly efsGiB?: number | undefined;
        /**
         * GiB stored in each S3 bucket
         * @default 10
         */
        readonly bucketGiB?: number | undefined;
        /**
         * Million samples a month in each workspace of Amazon Managed Service for Prometheus; about 100 for each node
         * @default 500
         */
        readonly prometheusMillionSamples?: number | undefined;
        /**
         * Users a month that edit dashboards, in each workspace of Amazon Managed Grafana
         * @default 1
         */
        readonly grafanaEditors?: number | undefined;
        /**
         * GiB stored in each ECR repository, and for each registry that ECR caches
         * @default 10
         */
        readonly imageGiB?: number | undefined;
      }
    | undefined;
}

/** What the stack may cost a month, which `plan` compares with its estimate. Default: no budget. */
export interface BudgetInput {
  /** Most that a month may cost, in the currency of the region's prices (USD; CNY in China) */
  readonly monthly: number;
  /**
   * Level of the finding when the plan's monthly cost is above it; mandatory: the plan ends with status 1
   * @default "advisory"
   */
  readonly level?: "advisory" | "mandatory" | undefined;
}

/** All sections of a stack's settings but `addons`. */
export interface SectionsInput {
  /** Tags on every resource that takes tags. */
  readonly tags?: { readonly [name: string]: string } | undefined;
  /** The VPC that the stack creates, or an existing one. */
  readonly network?: NetworkInput | undefined;
  /** The EKS control plane and its access, or an existing cluster. */
  readonly cluster?: ClusterInput | undefined;
  /** Properties of all IAM roles that the stack creates. */
  readonly iam?: IamInput | undefined;
  /** Name -> node pool. Without the key there is one pool `default` (managed, 2 to 4 t4g.large), but none with Auto Mode, with Fargate profiles or on an existing cluster; `{}` means none. */
  readonly nodePools?: { readonly [name: string]: NodePoolInput } | undefined;
  /** Name -> Fargate profile. */
  readonly fargate?: { readonly [name: string]: FargateProfileInput } | undefined;
  /** Registries of the add-ons' images. */
  readonly images?: ImagesInput | undefined;
  /** Repositories of the Helm charts of add-ons. */
  readonly charts?: ChartsInput | undefined;
  /** Namespace/name -> AWS permissions of a service account that belongs to no team and no add-on. */
  readonly serviceAccounts?: { readonly [name: string]: ServiceAccountInput } | undefined;
  /** Name -> team. An application team works in its own namespaces, a platform team administers the cluster. Each needs `members`, `createUsers` or a `role`. */
  readonly teams?: { readonly [name: string]: PlatformTeamInput | ApplicationTeamInput } | undefined;
  /** Name -> values that application teams inherit by `template`. */
  readonly teamTemplates?: { readonly [name: string]: TeamTemplateInput } | undefined;
  /** Customers of a SaaS application: one application team per name, with the same template for all, or for each tier. */
  readonly tenants?: TenantsInput | undefined;
  /** A domain in Route 53: certificate, DNS records, and user interfaces of add-ons behind authentication. Default: none. */
  readonly domain?: false | DomainInput | undefined;
  /** Argo CD or Flux, and the Git repository with the desired state of the cluster. Default: neither. */
  readonly gitops?: false | GitopsInput | undefined;
  /** Raw properties of resources, for what no setting covers (docs/overrides.md). */
  readonly overrides?: readonly OverrideInput[] | undefined;
  /** What the plan's cost estimate depends on. Nothing of it is deployed. */
  readonly cost?: CostInput | undefined;
  /** What the stack may cost a month, which `plan` compares with its estimate. Default: no budget. */
  readonly budget?: false | BudgetInput | undefined;
  /** How strictly the plan applies its policy rules, and their exceptions. */
  readonly policies?:
    | {
        /**
         * `production` makes serious findings mandatory (exit status 1 of the plan) and adds rules on availability
         * @default "development"
         */
        readonly profile?: "development" | "production" | undefined;
        /**
         * Rule -> why it does not apply, and until when
         * @default {}
         */
        readonly exceptions?:
          | {
              readonly [name: string]: {
                /** Why the rule does not apply */
                readonly reason: string;
                /** Last day of the exception, quoted: afterwards the rule applies again, and the expired exception is a finding */
                readonly until: string;
                /** Names of the resources that it covers, with * for any characters. Default: all */
                readonly resources?: readonly string[] | undefined;
              };
            }
          | undefined;
      }
    | undefined;
}

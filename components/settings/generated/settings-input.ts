// Written by `npm run schema` from the schemas in components/settings/schema; edit these instead.
/** The VPC that is made, or the one that exists. */
export interface NetworkInput {
  /**
   * Address range of the VPC, /16 to /26, large enough for its zones
   * @default "10.0.0.0/16"
   */
  readonly cidr?: string | undefined;
  /** How many availability zones, or their names. Default: 3, or all that EKS can use where a region has fewer */
  readonly zones?: number | readonly string[] | undefined;
  /**
   * NAT gateways: none, one for all zones, or one per zone. `none` with anything that runs pods needs `endpoints: private` or a list that covers what nodes call
   * @default "single"
   */
  readonly nat?: "none" | "single" | "perZone" | undefined;
  /**
   * VPC endpoints by short name, or `private`: all that a cluster without NAT and its add-ons need
   * @default ["s3"]
   */
  readonly endpoints?: "private" | readonly string[] | undefined;
  /**
   * VPC flow logs to CloudWatch; true: kept for 30 days
   * @default false
   */
  readonly flowLogs?:
    | false
    | true
    | {
        /**
         * Days that CloudWatch keeps the flow logs; 0: for ever
         * @default 30
         */
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
      }
    | undefined;
  /** A VPC that exists, instead of all of the above */
  readonly existing?:
    | {
        /** Id of the VPC */
        readonly vpcId: string;
        /** Ids of the private subnets, where nodes and the control plane live */
        readonly privateSubnetIds: readonly string[];
        /**
         * Ids of the public subnets, for internet-facing load balancers
         * @default []
         */
        readonly publicSubnetIds?: readonly string[] | undefined;
        /** Zones of the private subnets, in the same order; `perZone` pools need it. With it the control plane takes the first subnet of each of the first two zones, without it all private subnets */
        readonly zones?: readonly string[] | undefined;
      }
    | undefined;
}

/** The EKS control plane and who may use it, or the cluster that exists. */
export interface ClusterInput {
  /** Name of the cluster. Default: <project>-<stack> */
  readonly name?: string | undefined;
  /**
   * Kubernetes version, quoted
   * @default "1.35"
   */
  readonly version?: string | undefined;
  /** Where the API server can be reached; one of the two must be on */
  readonly endpoint?:
    | {
        /**
         * Private endpoint, and who besides the nodes may reach it
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
         * Public endpoint, and from where it may be reached
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
  /** Address range of Kubernetes Services. Default: what EKS picks */
  readonly serviceCidr?: string | undefined;
  /**
   * Control plane logs sent to CloudWatch
   * @default ["api","audit","authenticator","controllerManager","scheduler"]
   */
  readonly logs?: readonly ("api" | "audit" | "authenticator" | "controllerManager" | "scheduler")[] | undefined;
  /**
   * Days that CloudWatch keeps the control plane's logs; 0: for ever
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
   * Envelope encryption of Secrets: an own KMS key, none, or a given key
   * @default true
   */
  readonly encryption?:
    | boolean
    | {
        /** ARN of the key */
        readonly kmsKeyArn: string;
      }
    | undefined;
  /**
   * What EKS does when standard support of the version ends
   * @default "standard"
   */
  readonly supportType?: "standard" | "extended" | undefined;
  /**
   * Refuse to destroy the cluster, before anything else is deleted
   * @default false
   */
  readonly deletionProtection?: boolean | undefined;
  /**
   * Whether `pulumi destroy` first removes what workloads hold in AWS, and then what the cluster left in the VPC; true: within 20 minutes
   * @default {"timeoutMinutes":20}
   */
  readonly drain?:
    | false
    | true
    | {
        /**
         * Minutes that the removal may take in all, 1 to 720
         * @default 20
         */
        readonly timeoutMinutes?: number | undefined;
      }
    | undefined;
  /**
   * Amazon Application Recovery Controller may shift traffic away from a zone
   * @default false
   */
  readonly zonalShift?: boolean | undefined;
  /**
   * EKS Auto Mode, and which of its built-in node pools
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
      }
    | undefined;
  /**
   * Whoever creates the cluster is its administrator; false needs `admins`
   * @default true
   */
  readonly creatorAdmin?: boolean | undefined;
  /**
   * ARNs of cluster administrators, verbatim, path included
   * @default []
   */
  readonly admins?: readonly string[] | undefined;
  /**
   * Rights of further IAM principals, by a name of your choice
   * @default {}
   */
  readonly access?:
    | {
        readonly [name: string]: {
          /** ARN of an IAM role or user, verbatim, path included */
          readonly principal: string;
          /** Rights in the cluster */
          readonly policy: "view" | "edit" | "admin" | "clusterAdmin";
          /**
           * Namespaces that the rights are limited to; none: the whole cluster
           * @default []
           */
          readonly namespaces?: readonly string[] | undefined;
          /**
           * Kubernetes groups of the principal
           * @default []
           */
          readonly groups?: readonly string[] | undefined;
        };
      }
    | undefined;
  /**
   * How service accounts get AWS permissions; on Fargate always irsa
   * @default "podIdentity"
   */
  readonly identity?: "podIdentity" | "irsa" | undefined;
  /** How kubectl and Pulumi log in */
  readonly kubeconfig?:
    | {
        /** Role that `aws eks get-token` assumes. Default: that of `aws:assumeRoles`, where it has one entry without an external id */
        readonly roleArn?: string | undefined;
        /** AWS CLI profile that `aws eks get-token` uses, without a role unless `roleArn` is set too. Default: `aws:profile` */
        readonly profile?: string | undefined;
      }
    | undefined;
  /** A cluster that exists: nothing of it is made. Beside it only access, admins, identity and kubeconfig */
  readonly existing?:
    | {
        /** Its name */
        readonly name: string;
      }
    | undefined;
}

/** What every IAM role that is made carries. */
export interface IamInput {
  /** ARN of the permissions boundary of every role. Default: none */
  readonly permissionsBoundary?: string | undefined;
  /** Path of every role and policy. Default: none */
  readonly path?: string | undefined;
}

/** A pool of nodes. */
export interface NodePoolInput {
  /**
   * EKS managed node group, or an Auto Scaling group of our own
   * @default "managed"
   */
  readonly kind?: "managed" | "selfManaged" | undefined;
  /**
   * EC2 instance types, all of one architecture
   * @default ["t4g.large"]
   */
  readonly instanceTypes?: readonly string[] | undefined;
  /**
   * How instances are bought
   * @default "onDemand"
   */
  readonly capacity?: "onDemand" | "spot" | undefined;
  /** Nodes per group; under `perZone` that is per zone */
  readonly size?:
    | {
        /**
         * Fewest nodes of a group
         * @default 1
         */
        readonly min?: number | undefined;
        /**
         * Most nodes of a group
         * @default 3
         */
        readonly max?: number | undefined;
        /** Nodes of a group at the start. Default: min */
        readonly desired?: number | undefined;
      }
    | undefined;
  /**
   * One group over all zones (stateless), or one group per zone (stateful)
   * @default "multiZone"
   */
  readonly spread?: "multiZone" | "perZone" | undefined;
  /**
   * Operating system, or an AMI of your own
   * @default "al2023"
   */
  readonly ami?:
    | "al2023"
    | "bottlerocket"
    | {
        /** Id of the AMI */
        readonly id: string;
        /** Which family the AMI is built from; decides its user data */
        readonly family: "al2023" | "bottlerocket";
      }
    | undefined;
  /** The nodes' volume; always encrypted */
  readonly disk?:
    | {
        /**
         * Size of the root volume in GiB
         * @default 50
         */
        readonly sizeGiB?: number | undefined;
        /**
         * EBS volume type
         * @default "gp3"
         */
        readonly type?: "gp3" | "gp2" | undefined;
      }
    | undefined;
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
        /** What happens to pods that do not tolerate it */
        readonly effect: "NoSchedule" | "NoExecute" | "PreferNoSchedule";
      }[]
    | undefined;
  /** How many nodes may be replaced at once; on selfManaged: the instance refresh */
  readonly update?:
    | {
        /**
         * Percentage of the nodes
         * @default 33
         */
        readonly maxUnavailablePercentage?: number | undefined;
      }
    | undefined;
  /** Replace unhealthy nodes automatically. Default: true; an error on selfManaged */
  readonly repair?: boolean | undefined;
  /**
   * Shell for al2023, TOML for bottlerocket, merged with ours
   * @default ""
   */
  readonly userData?: string | undefined;
  /**
   * Let Session Manager of AWS Systems Manager open shells on the nodes; false takes the permissions from the node role
   * @default true
   */
  readonly ssm?: boolean | undefined;
  /**
   * ARNs of further managed policies of the node role
   * @default []
   */
  readonly policies?: readonly string[] | undefined;
}

/** A Fargate profile. */
export interface FargateProfileInput {
  /** Which pods run on Fargate: by namespace, and labels if given */
  readonly selectors: readonly {
    /** Namespace of the pods; * and ? stand for any letters */
    readonly namespace: string;
    /**
     * Labels that the pods carry
     * @default {}
     */
    readonly labels?: { readonly [name: string]: string } | undefined;
  }[];
}

/** Where the images of add-ons come from. */
export interface ImagesInput {
  /**
   * Registry -> where its images are pulled from instead, host and path: an ECR pull-through cache or a mirror
   * @default {}
   */
  readonly registries?: { readonly [name: string]: string } | undefined;
}

/** A team that administers the cluster. */
export interface PlatformTeamInput {
  /** Administrators of the cluster */
  readonly kind: "platform";
  /**
   * ARNs of IAM roles and users, verbatim, path included; they may assume the team's role
   * @default []
   */
  readonly members?: readonly string[] | undefined;
  /**
   * IAM users to make, members like the others
   * @default []
   */
  readonly createUsers?: readonly string[] | undefined;
  /** ARN of a role that exists, instead of one that is made */
  readonly role?: string | undefined;
  /**
   * Tags that a session of the team's role may carry, besides `team`, with their values
   * @default {}
   */
  readonly sessionTags?: { readonly [name: string]: string } | undefined;
  /**
   * Labels of the namespaces and tags of the AWS resources by which costs are told apart
   * @default {}
   */
  readonly costAllocation?: { readonly [name: string]: string } | undefined;
}

/** A team that works in namespaces of its own. */
export interface ApplicationTeamInput {
  /** Works in namespaces of its own */
  readonly kind: "application";
  /** Entry of `teamTemplates` whose values hold where the team says nothing. Default: none */
  readonly template?: string | undefined;
  /** Namespaces of the team. Default: team-<name> */
  readonly namespaces?: readonly string[] | undefined;
  /**
   * ARNs of IAM roles and users, verbatim, path included; they may assume the team's role
   * @default []
   */
  readonly members?: readonly string[] | undefined;
  /**
   * IAM users to make, members like the others
   * @default []
   */
  readonly createUsers?: readonly string[] | undefined;
  /** ARN of a role that exists, instead of one that is made */
  readonly role?: string | undefined;
  /**
   * Tags that a session of the team's role may carry, besides `team`, with their values
   * @default {}
   */
  readonly sessionTags?: { readonly [name: string]: string } | undefined;
  /**
   * Labels of the namespaces and tags of the AWS resources by which costs are told apart
   * @default {}
   */
  readonly costAllocation?: { readonly [name: string]: string } | undefined;
  /**
   * Further labels of the namespaces
   * @default {}
   */
  readonly labels?: { readonly [name: string]: string } | undefined;
  /**
   * Annotations of the namespaces
   * @default {}
   */
  readonly annotations?: { readonly [name: string]: string } | undefined;
  /**
   * ResourceQuota of each namespace, merged over the default; false: none
   * @default {"requests.cpu":"10","requests.memory":"20Gi","pods":"50","services.loadbalancers":"2","count/ingresses.networking.k8s.io":"10","persistentvolumeclaims":"20","requests.storage":"500Gi"}
   */
  readonly quota?: false | { readonly [name: string]: string | number } | undefined;
  /**
   * LimitRange of each namespace; false: none
   * @default {"default":{"cpu":"500m","memory":"512Mi"},"defaultRequest":{"cpu":"100m","memory":"128Mi"}}
   */
  readonly limits?:
    | false
    | {
        /**
         * Limits of a container that names none, merged over the default
         * @default {"cpu":"500m","memory":"512Mi"}
         */
        readonly default?: { readonly [name: string]: string | number } | undefined;
        /**
         * Requests of a container that names none, merged over the default
         * @default {"cpu":"100m","memory":"128Mi"}
         */
        readonly defaultRequest?: { readonly [name: string]: string | number } | undefined;
        /** Most that a container may have. Default: no bound */
        readonly max?: { readonly [name: string]: string | number } | undefined;
        /** Least that a container must ask for. Default: no bound */
        readonly min?: { readonly [name: string]: string | number } | undefined;
      }
    | undefined;
  /**
   * isolated: pods accept traffic only from their own team, the teams in `allowIngressFrom` and load balancers
   * @default "open"
   */
  readonly network?: "open" | "isolated" | undefined;
  /**
   * Other teams whose pods may connect to the pods of an isolated team
   * @default []
   */
  readonly allowIngressFrom?: readonly string[] | undefined;
  /**
   * Load balancers that an isolated team hears: those in the public subnets, those in all subnets (where other pods have their addresses too), or those in the ranges given
   * @default "public"
   */
  readonly loadBalancers?: "public" | "all" | readonly string[] | undefined;
  /**
   * Pod Security Standard of the namespaces: one level for all, or one for each of enforce, warn and audit
   * @default "baseline"
   */
  readonly podSecurity?:
    | "privileged"
    | "baseline"
    | "restricted"
    | {
        /**
         * Pods beyond it are refused
         * @default "baseline"
         */
        readonly enforce?: "privileged" | "baseline" | "restricted" | undefined;
        /** Who makes pods beyond it is warned. Default: `enforce` */
        readonly warn?: "privileged" | "baseline" | "restricted" | undefined;
        /** Pods beyond it are noted in the audit log. Default: `enforce` */
        readonly audit?: "privileged" | "baseline" | "restricted" | undefined;
      }
    | undefined;
  /**
   * Access of the members in the team's namespaces; they have none elsewhere
   * @default "edit"
   */
  readonly accessLevel?: "view" | "edit" | "admin" | undefined;
  /** Makes a PriorityClass `team-<name>` of this value, and the ceiling of the team's pods. Default: no class, ceiling 0 */
  readonly priority?: number | undefined;
  /** Pool that is the team's alone: its nodes get label and taint `team=<name>`, which the team's pods must name */
  readonly nodePool?: string | undefined;
  /**
   * Name -> service account with AWS permissions
   * @default {}
   */
  readonly serviceAccounts?:
    | {
        readonly [name: string]: {
          /** Which of the team's namespaces. Default: the first */
          readonly namespace?: string | undefined;
          /**
           * ARNs of managed policies
           * @default []
           */
          readonly policies?: readonly string[] | undefined;
          /**
           * Statements of an inline policy, as IAM writes them
           * @default []
           */
          readonly statements?:
            | readonly {
                /** Name of the statement */
                readonly Sid?: string | undefined;
                /**
                 * Whether it allows or denies
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
        };
      }
    | undefined;
  /**
   * Workloads to try the cluster with, in the team's first namespace
   * @default false
   */
  readonly samples?:
    | false
    | {
        /**
         * A web server behind an Application Load Balancer, with all that a workload should bring
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
   * ARNs of IAM roles and users, verbatim, path included; they may assume the team's role
   * @default []
   */
  readonly members?: readonly string[] | undefined;
  /**
   * IAM users to make, members like the others
   * @default []
   */
  readonly createUsers?: readonly string[] | undefined;
  /** ARN of a role that exists, instead of one that is made */
  readonly role?: string | undefined;
  /**
   * Tags that a session of the team's role may carry, besides `team`, with their values
   * @default {}
   */
  readonly sessionTags?: { readonly [name: string]: string } | undefined;
  /**
   * Labels of the namespaces and tags of the AWS resources by which costs are told apart
   * @default {}
   */
  readonly costAllocation?: { readonly [name: string]: string } | undefined;
  /**
   * Further labels of the namespaces
   * @default {}
   */
  readonly labels?: { readonly [name: string]: string } | undefined;
  /**
   * Annotations of the namespaces
   * @default {}
   */
  readonly annotations?: { readonly [name: string]: string } | undefined;
  /**
   * ResourceQuota of each namespace, merged over the default; false: none
   * @default {"requests.cpu":"10","requests.memory":"20Gi","pods":"50","services.loadbalancers":"2","count/ingresses.networking.k8s.io":"10","persistentvolumeclaims":"20","requests.storage":"500Gi"}
   */
  readonly quota?: false | { readonly [name: string]: string | number } | undefined;
  /**
   * LimitRange of each namespace; false: none
   * @default {"default":{"cpu":"500m","memory":"512Mi"},"defaultRequest":{"cpu":"100m","memory":"128Mi"}}
   */
  readonly limits?:
    | false
    | {
        /**
         * Limits of a container that names none, merged over the default
         * @default {"cpu":"500m","memory":"512Mi"}
         */
        readonly default?: { readonly [name: string]: string | number } | undefined;
        /**
         * Requests of a container that names none, merged over the default
         * @default {"cpu":"100m","memory":"128Mi"}
         */
        readonly defaultRequest?: { readonly [name: string]: string | number } | undefined;
        /** Most that a container may have. Default: no bound */
        readonly max?: { readonly [name: string]: string | number } | undefined;
        /** Least that a container must ask for. Default: no bound */
        readonly min?: { readonly [name: string]: string | number } | undefined;
      }
    | undefined;
  /**
   * isolated: pods accept traffic only from their own team, the teams in `allowIngressFrom` and load balancers
   * @default "open"
   */
  readonly network?: "open" | "isolated" | undefined;
  /**
   * Other teams whose pods may connect to the pods of an isolated team
   * @default []
   */
  readonly allowIngressFrom?: readonly string[] | undefined;
  /**
   * Load balancers that an isolated team hears: those in the public subnets, those in all subnets (where other pods have their addresses too), or those in the ranges given
   * @default "public"
   */
  readonly loadBalancers?: "public" | "all" | readonly string[] | undefined;
  /**
   * Pod Security Standard of the namespaces: one level for all, or one for each of enforce, warn and audit
   * @default "baseline"
   */
  readonly podSecurity?:
    | "privileged"
    | "baseline"
    | "restricted"
    | {
        /**
         * Pods beyond it are refused
         * @default "baseline"
         */
        readonly enforce?: "privileged" | "baseline" | "restricted" | undefined;
        /** Who makes pods beyond it is warned. Default: `enforce` */
        readonly warn?: "privileged" | "baseline" | "restricted" | undefined;
        /** Pods beyond it are noted in the audit log. Default: `enforce` */
        readonly audit?: "privileged" | "baseline" | "restricted" | undefined;
      }
    | undefined;
  /**
   * Access of the members in the team's namespaces; they have none elsewhere
   * @default "edit"
   */
  readonly accessLevel?: "view" | "edit" | "admin" | undefined;
  /** Makes a PriorityClass `team-<name>` of this value, and the ceiling of the team's pods. Default: no class, ceiling 0 */
  readonly priority?: number | undefined;
  /** Pool that is the team's alone: its nodes get label and taint `team=<name>`, which the team's pods must name */
  readonly nodePool?: string | undefined;
  /**
   * Name -> service account with AWS permissions
   * @default {}
   */
  readonly serviceAccounts?:
    | {
        readonly [name: string]: {
          /** Which of the team's namespaces. Default: the first */
          readonly namespace?: string | undefined;
          /**
           * ARNs of managed policies
           * @default []
           */
          readonly policies?: readonly string[] | undefined;
          /**
           * Statements of an inline policy, as IAM writes them
           * @default []
           */
          readonly statements?:
            | readonly {
                /** Name of the statement */
                readonly Sid?: string | undefined;
                /**
                 * Whether it allows or denies
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
        };
      }
    | undefined;
  /**
   * Workloads to try the cluster with, in the team's first namespace
   * @default false
   */
  readonly samples?:
    | false
    | {
        /**
         * A web server behind an Application Load Balancer, with all that a workload should bring
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

/** Customers of a SaaS: an application team for each name, all by one template. */
export interface TenantsInput {
  /** Entry of `teamTemplates`. Default: none */
  readonly template?: string | undefined;
  /**
   * A team for each; isolated unless the template says otherwise
   * @default []
   */
  readonly names?: readonly string[] | undefined;
}

/** Argo CD or Flux, and the Git repository that says what runs in the cluster. Without the key: neither. */
export interface GitopsInput {
  /** Argo CD or Flux; its add-on comes along */
  readonly engine: "argocd" | "flux";
  /** Git repository that says what runs, https or ssh */
  readonly repo: string;
  /**
   * Where in the repository this environment lies
   * @default "."
   */
  readonly path?: string | undefined;
  /**
   * Branch, tag or commit
   * @default "main"
   */
  readonly revision?: string | undefined;
  /** How to log in to the repository: one of `password`, `sshPrivateKey`, `secretsManager` */
  readonly credentials?:
    | {
        /**
         * Name that goes with `password`; most hosts take any
         * @default "git"
         */
        readonly username?: string | undefined;
        /** Token or password for an https repository; encrypted: `pulumi config set --secret --path` */
        readonly password?: string | undefined;
        /** Private key for an ssh repository, encrypted likewise */
        readonly sshPrivateKey?: string | undefined;
        /** Host keys of an ssh repository, as `ssh-keyscan` prints them; Flux needs them */
        readonly knownHosts?: string | undefined;
        /** Name of a secret in Secrets Manager with the keys `username` and `password`, or `sshPrivateKey` and `knownHosts` */
        readonly secretsManager?: string | undefined;
      }
    | undefined;
  /**
   * Add-ons handed over: their AWS side is made here, their charts come from the repository
   * @default []
   */
  readonly addons?: readonly string[] | undefined;
  /**
   * Application teams whose workloads lie elsewhere than in <path>/teams/<team>
   * @default {}
   */
  readonly teams?:
    | {
        readonly [name: string]: {
          /** Repository of the team's own. Default: that of the environment */
          readonly repo?: string | undefined;
          /** Where its workloads lie. Default: <path>/teams/<team>, or . in a repository of its own */
          readonly path?: string | undefined;
          /** Branch, tag or commit. Default: that of the environment, or main in a repository of its own */
          readonly revision?: string | undefined;
          /**
           * Further repositories that its applications may come from (Argo CD)
           * @default []
           */
          readonly repositories?: readonly string[] | undefined;
          /**
           * Kinds that the team may deploy besides workloads; each lends it what its controller may do
           * @default []
           */
          readonly kinds?:
            | readonly {
                /** API group */
                readonly group: string;
                /** Kind */
                readonly kind: string;
                /** Its plural name. Default: the kind in small letters, and an s */
                readonly resource?: string | undefined;
              }[]
            | undefined;
          /** How to log in to the repository: one of `password`, `sshPrivateKey`, `secretsManager` */
          readonly credentials?:
            | {
                /**
                 * Name that goes with `password`; most hosts take any
                 * @default "git"
                 */
                readonly username?: string | undefined;
                /** Token or password for an https repository; encrypted: `pulumi config set --secret --path` */
                readonly password?: string | undefined;
                /** Private key for an ssh repository, encrypted likewise */
                readonly sshPrivateKey?: string | undefined;
                /** Host keys of an ssh repository, as `ssh-keyscan` prints them; Flux needs them */
                readonly knownHosts?: string | undefined;
                /** Name of a secret in Secrets Manager with the keys `username` and `password`, or `sshPrivateKey` and `knownHosts` */
                readonly secretsManager?: string | undefined;
              }
            | undefined;
        };
      }
    | undefined;
}

/** All sections of a stack's settings but `addons`. */
export interface SectionsInput {
  /** Tags on every resource that takes tags. */
  readonly tags?: { readonly [name: string]: string } | undefined;
  /** The VPC that is made, or the one that exists. */
  readonly network?: NetworkInput | undefined;
  /** The EKS control plane and who may use it, or the cluster that exists. */
  readonly cluster?: ClusterInput | undefined;
  /** What every IAM role that is made carries. */
  readonly iam?: IamInput | undefined;
  /** Name -> pool of nodes. Without the key there is one pool `default` (managed, 2 to 4 t4g.large), but none with Auto Mode, with Fargate profiles or on an existing cluster; `{}` means none. */
  readonly nodePools?: { readonly [name: string]: NodePoolInput } | undefined;
  /** Name -> Fargate profile. */
  readonly fargate?: { readonly [name: string]: FargateProfileInput } | undefined;
  /** Where the images of add-ons come from. */
  readonly images?: ImagesInput | undefined;
  /** Name -> team. An application team works in namespaces of its own, a platform team runs the cluster. Each names `members`, `createUsers` or a `role`. */
  readonly teams?: { readonly [name: string]: PlatformTeamInput | ApplicationTeamInput } | undefined;
  /** Name -> values that application teams take by `template`. */
  readonly teamTemplates?: { readonly [name: string]: TeamTemplateInput } | undefined;
  /** Customers of a SaaS: an application team for each name, all by one template. */
  readonly tenants?: TenantsInput | undefined;
  /** Argo CD or Flux, and the Git repository that says what runs in the cluster. Without the key: neither. */
  readonly gitops?: false | GitopsInput | undefined;
}

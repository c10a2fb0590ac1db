// Written by `npm run schema` from the schemas of components/addons/catalog; edit these instead.
/** Options of add-on `eks-pod-identity-agent`. */
export interface EksPodIdentityAgentInput {
  /** Version of the EKS add-on; default: pinned by our table. `default` and `latest` are resolved by AWS at deployment */
  readonly version?: "default" | "latest" | string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on, merged over ours: yours win
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
}

/** Options of add-on `vpc-cni`. */
export interface VpcCniInput {
  /** Version of the EKS add-on; default: pinned by our table. `default` and `latest` are resolved by AWS at deployment */
  readonly version?: "default" | "latest" | string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on, merged over ours: yours win
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Give nodes /28 prefixes instead of single addresses: far more pods on a node, for subnets that are not fragmented
   * @default false
   */
  readonly prefixDelegation?: boolean | undefined;
  /** Enforce NetworkPolicy objects on the nodes. Default: where a team is isolated */
  readonly networkPolicy?: boolean | undefined;
}

/** Options of add-on `kube-proxy`. */
export interface KubeProxyInput {
  /** Version of the EKS add-on; default: pinned by our table. `default` and `latest` are resolved by AWS at deployment */
  readonly version?: "default" | "latest" | string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on, merged over ours: yours win
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /** How Services are forwarded; default iptables */
  readonly mode?: "iptables" | "ipvs" | undefined;
}

/** Options of add-on `coredns`. */
export interface CorednsInput {
  /** Version of the EKS add-on; default: pinned by our table. `default` and `latest` are resolved by AWS at deployment */
  readonly version?: "default" | "latest" | string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on, merged over ours: yours win
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Number of pods
   * @default 2
   */
  readonly replicas?: number | undefined;
}

/** Options of add-on `aws-ebs-csi-driver`. */
export interface AwsEbsCsiDriverInput {
  /** Version of the EKS add-on; default: pinned by our table. `default` and `latest` are resolved by AWS at deployment */
  readonly version?: "default" | "latest" | string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on, merged over ours: yours win
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Make an encrypted gp3 StorageClass the cluster's default: bound to the first consumer's zone, growable
   * @default true
   */
  readonly defaultStorageClass?: boolean | undefined;
  /**
   * Install the driver on the nodes of own pools; Auto Mode nodes bring their own. Default true, but false where only Auto Mode asks for a StorageClass
   * @default true
   */
  readonly driver?: boolean | undefined;
  /**
   * KMS keys of yours that the driver may encrypt volumes with; the first is that of our StorageClasses. None: AWS's key for EBS
   * @default []
   */
  readonly kmsKeyArns?: readonly string[] | undefined;
  /**
   * Install the snapshot controller (EKS add-on `snapshot-controller`, which may have a `version` here) with its CRDs, and a default VolumeSnapshotClass
   * @default false
   */
  readonly snapshots?:
    | false
    | true
    | {
        /** Version of the EKS add-on; default: pinned by our table. `default` and `latest` are resolved by AWS at deployment */
        readonly version?: "default" | "latest" | string | undefined;
      }
    | undefined;
}

/** Options of add-on `aws-efs-csi-driver`. */
export interface AwsEfsCsiDriverInput {
  /** Version of the EKS add-on; default: pinned by our table. `default` and `latest` are resolved by AWS at deployment */
  readonly version?: "default" | "latest" | string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on, merged over ours: yours win
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Make an encrypted file system, reachable from the nodes in each zone; true for all defaults
   * @default false
   */
  readonly fileSystem?:
    | false
    | true
    | {
        /** KMS key of yours that encrypts it. Default: AWS's key for EFS */
        readonly kmsKeyArn?: string | undefined;
        /**
         * Throughput by use, paid by use; or by the amount of data that is stored
         * @default "elastic"
         */
        readonly throughput?: "elastic" | "bursting" | undefined;
        /**
         * Days after which files that nobody touches move to the storage class Infrequent Access, until somebody reads them; 0: never
         * @default 30
         */
        readonly infrequentAccessAfterDays?: 0 | 1 | 7 | 14 | 30 | 60 | 90 | 180 | 270 | 365 | undefined;
        /**
         * Daily backups by AWS Backup
         * @default true
         */
        readonly backup?: boolean | undefined;
        /**
         * Leave it in the account, with its files, when it is removed from the stack or the stack is destroyed
         * @default false
         */
        readonly retain?: boolean | undefined;
      }
    | undefined;
  /** A file system of yours instead, reachable from the nodes */
  readonly fileSystemId?: string | undefined;
  /**
   * Make the StorageClass `efs` where there is a file system: an access point of its own for each claim
   * @default true
   */
  readonly storageClass?: boolean | undefined;
}

/** Options of add-on `aws-fsx-csi-driver`. */
export interface AwsFsxCsiDriverInput {
  /** Version of the EKS add-on; default: pinned by our table. `default` and `latest` are resolved by AWS at deployment */
  readonly version?: "default" | "latest" | string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on, merged over ours: yours win
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
}

/** Options of add-on `aws-mountpoint-s3-csi-driver`. */
export interface AwsMountpointS3CsiDriverInput {
  /** Version of the EKS add-on; default: pinned by our table. `default` and `latest` are resolved by AWS at deployment */
  readonly version?: "default" | "latest" | string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on, merged over ours: yours win
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /** Buckets that pods may mount: a name or ARN, or with settings of its own. They must exist */
  readonly buckets: readonly (
    | string
    | {
        /** Its name or ARN */
        readonly bucket: string;
        /**
         * Parts of the bucket that may be mounted, each ending with `/`; none: all of it
         * @default []
         */
        readonly prefixes?: readonly string[] | undefined;
        /**
         * Whether files may only be read
         * @default false
         */
        readonly readOnly?: boolean | undefined;
        /** KMS key of yours that encrypts its objects. Default: the driver may use none */
        readonly kmsKeyArn?: string | undefined;
      }
  )[];
}

/** Options of add-on `secrets-store-csi-driver`. */
export interface SecretsStoreCsiDriverInput {
  /** Version of the EKS add-on; default: pinned by our table. `default` and `latest` are resolved by AWS at deployment */
  readonly version?: "default" | "latest" | string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on, merged over ours: yours win
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Let a SecretProviderClass copy what it mounts into Kubernetes Secrets as well
   * @default false
   */
  readonly syncSecrets?: boolean | undefined;
  /**
   * Read secrets again from time to time, and update the files that pods see
   * @default false
   */
  readonly rotation?: boolean | undefined;
  /**
   * How often; each secret of each pod is one paid call to AWS
   * @default "1h"
   */
  readonly rotationPollInterval?: string | undefined;
}

/** Options of add-on `external-secrets`. */
export interface ExternalSecretsInput {
  /** Version of the chart; default: pinned by our table */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on, merged over ours: yours win
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Secrets of Secrets Manager that it may read: names, `*` for any part of one, or ARNs
   * @default []
   */
  readonly secrets?: readonly string[] | undefined;
  /**
   * Parameters of Parameter Store that it may read, likewise
   * @default []
   */
  readonly parameters?: readonly string[] | undefined;
  /**
   * KMS keys of yours that encrypt them. None: AWS's own keys, which need no rights
   * @default []
   */
  readonly kmsKeyArns?: readonly string[] | undefined;
  /**
   * Make a ClusterSecretStore for each of the two services of which it may read something: `secrets-manager`, `parameter-store`
   * @default true
   */
  readonly stores?: boolean | undefined;
  /**
   * Namespaces that may use these stores; none: all
   * @default []
   */
  readonly namespaces?: readonly string[] | undefined;
  /**
   * Number of pods
   * @default 2
   */
  readonly replicas?: number | undefined;
}

/** Options of add-on `velero`. */
export interface VeleroInput {
  /** Version of the chart; default: pinned by our table */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on, merged over ours: yours win
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /** Bucket of yours for the backups, in the cluster's region. Default: a private, encrypted, versioned one of its own */
  readonly bucket?: string | undefined;
  /** Part of the bucket for this cluster, where several share it */
  readonly prefix?: string | undefined;
  /** KMS key of yours that encrypts the bucket. Default: S3's own */
  readonly kmsKeyArn?: string | undefined;
  /**
   * Days that what Velero deletes from its own bucket can still be had back
   * @default 30
   */
  readonly keepDeletedDays?: number | undefined;
  /**
   * Leave its own bucket in the account, with all backups, when it is removed from the stack or the stack is destroyed
   * @default false
   */
  readonly retain?: boolean | undefined;
  /**
   * Snapshots of volumes: by Velero itself; by the CSI driver, with `aws-ebs-csi-driver: { snapshots: true }`; or none
   * @default "ebs"
   */
  readonly snapshots?: "ebs" | "csi" | "none" | undefined;
  /**
   * Run an agent on each node, which copies files of volumes and snapshots to the bucket
   * @default false
   */
  readonly nodeAgent?: boolean | undefined;
  /** Backups by a name of your choice; {} for none. Default: `daily`, all of the cluster at 3:00 UTC, kept for 30 days */
  readonly schedules?:
    | {
        readonly [name: string]: {
          /** When, as a cron expression in UTC */
          readonly schedule: string;
          /**
           * How long each backup is kept
           * @default "720h"
           */
          readonly ttl?: string | undefined;
          /**
           * Namespaces that are backed up
           * @default ["*"]
           */
          readonly includedNamespaces?: readonly string[] | undefined;
          /**
           * Namespaces that are not
           * @default []
           */
          readonly excludedNamespaces?: readonly string[] | undefined;
        };
      }
    | undefined;
}

/** Options of add-on `metrics-server`. */
export interface MetricsServerInput {
  /** Version of the EKS add-on, or `default` or `latest`; of the chart where AWS has no such add-on; default: pinned by our table */
  readonly version?: "default" | "latest" | string | string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on, merged over ours: yours win
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Number of pods
   * @default 2
   */
  readonly replicas?: number | undefined;
}

/** Options of add-on `cluster-autoscaler`. */
export interface ClusterAutoscalerInput {
  /** Version of the chart; default: pinned by our table */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on, merged over ours: yours win
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Number of pods
   * @default 2
   */
  readonly replicas?: number | undefined;
  /**
   * Which of several groups grows: the one that wastes least, by `priorities`, the one that takes most pods, or any
   * @default "least-waste"
   */
  readonly expander?: "least-waste" | "priority" | "most-pods" | "random" | undefined;
  /**
   * For the expander `priority`: number -> patterns of group names, such as `.*spot.*`; the highest number comes first
   * @default {}
   */
  readonly priorities?: { readonly [name: string]: readonly string[] } | undefined;
  /**
   * Keep groups that differ only in their zone at the same size
   * @default true
   */
  readonly balanceSimilarGroups?: boolean | undefined;
  /** When nodes go */
  readonly scaleDown?:
    | {
        /**
         * Take away nodes that are not needed
         * @default true
         */
        readonly enabled?: boolean | undefined;
        /**
         * How long a node must have been unneeded
         * @default "10m"
         */
        readonly unneededTime?: string | undefined;
        /**
         * How long to wait after a node was added
         * @default "10m"
         */
        readonly delayAfterAdd?: string | undefined;
        /**
         * Share of a node in use below which it is unneeded
         * @default 0.5
         */
        readonly utilizationThreshold?: number | undefined;
      }
    | undefined;
}

/** Options of add-on `karpenter`. */
export interface KarpenterInput {
  /** Version of the chart; default: pinned by our table */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on, merged over ours: yours win
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Number of pods
   * @default 2
   */
  readonly replicas?: number | undefined;
  /** Whether Karpenter reaches neither IAM nor prices, so that its nodes get an instance profile of ours. Default: where `network.nat` is none */
  readonly isolated?: boolean | undefined;
  /**
   * Let Session Manager of AWS Systems Manager open shells on the nodes; false takes the permissions from their role, which all pools share
   * @default true
   */
  readonly ssm?: boolean | undefined;
  /** Name -> what Karpenter may start; `{}` for none, where NodePools are made elsewhere */
  readonly nodePools?:
    | {
        readonly [name: string]: {
          /** Categories of instance types, such as c, m, r, g. Default [c, m, r], but all where `families` or `instanceTypes` are given */
          readonly categories?: readonly string[] | undefined;
          /** Instance families, such as m7g. Default all */
          readonly families?: readonly string[] | undefined;
          /** Instance types, such as m7g.large. Default all */
          readonly instanceTypes?: readonly string[] | undefined;
          /** Oldest generation. Default 5, but any where `families` or `instanceTypes` are given */
          readonly minGeneration?: number | undefined;
          /** CPU architectures. Default: those of the stack's own node pools, else amd64 */
          readonly architectures?: readonly ("amd64" | "arm64")[] | undefined;
          /**
           * How instances are bought; of several, Karpenter prefers reserved, then spot
           * @default ["on-demand"]
           */
          readonly capacityTypes?: readonly ("on-demand" | "spot" | "reserved")[] | undefined;
          /** Names of zones. Default: all that have private subnets */
          readonly zones?: readonly string[] | undefined;
          /**
           * Further demands on instances, as Karpenter writes them
           * @default []
           */
          readonly requirements?:
            | readonly {
                /** Label of the node, such as `karpenter.k8s.aws/instance-size` */
                readonly key: string;
                /** How its value is compared */
                readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist" | "Gt" | "Lt" | "Gte" | "Lte";
                /**
                 * With what
                 * @default []
                 */
                readonly values?: readonly string[] | undefined;
                /** How many different values there must be to choose from */
                readonly minValues?: number | undefined;
              }[]
            | undefined;
          /** Most that all nodes of the pool may have together */
          readonly limits?:
            | {
                /**
                 * Virtual CPUs
                 * @default 100
                 */
                readonly cpu?: number | string | undefined;
                /**
                 * Memory
                 * @default "400Gi"
                 */
                readonly memory?: number | string | undefined;
              }
            | undefined;
          /** How nodes that are not needed go */
          readonly consolidation?:
            | {
                /**
                 * Which nodes are replaced by fewer or cheaper ones
                 * @default "WhenEmptyOrUnderutilized"
                 */
                readonly policy?: "WhenEmptyOrUnderutilized" | "WhenEmpty" | "Balanced" | undefined;
                /**
                 * How long pods must have stayed where they are
                 * @default "1m"
                 */
                readonly after?: string | undefined;
              }
            | undefined;
          /**
           * How many nodes may be replaced at once, and when
           * @default [{"nodes":"10%"}]
           */
          readonly budgets?:
            | readonly {
                /** Most nodes that are replaced at once */
                readonly nodes: number | string;
                /** For which reasons; default all */
                readonly reasons?: readonly ("Underutilized" | "Empty" | "Drifted")[] | undefined;
                /** Cron expression in UTC of when it begins to count; needs `duration`. Default: always */
                readonly schedule?: string | undefined;
                /** How long it counts then */
                readonly duration?: string | undefined;
              }[]
            | undefined;
          /**
           * Age at which a node is replaced, or Never
           * @default "720h"
           */
          readonly expireAfter?: string | undefined;
          /**
           * How long a node may take to drain; then its pods end all the same
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
                /** What happens to pods that do not tolerate it */
                readonly effect: "NoSchedule" | "NoExecute" | "PreferNoSchedule";
              }[]
            | undefined;
          /** Which of several fitting pools comes first: the heaviest */
          readonly weight?: number | undefined;
          /**
           * Operating system; CPU and accelerator follow the instance
           * @default "al2023"
           */
          readonly ami?: "al2023" | "bottlerocket" | undefined;
          /**
           * Release of the AMI; with `latest` nodes are replaced as AWS publishes new ones, within `budgets`
           * @default "latest"
           */
          readonly amiVersion?: string | undefined;
          /** The nodes' gp3 volume; always encrypted */
          readonly disk?:
            | {
                /**
                 * Size of the volume in GiB
                 * @default 50
                 */
                readonly sizeGiB?: number | undefined;
              }
            | undefined;
        };
      }
    | undefined;
}

/** Options of add-on `aws-node-termination-handler`. */
export interface AwsNodeTerminationHandlerInput {
  /** Version of the chart; default: pinned by our table */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on, merged over ours: yours win
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Number of pods
   * @default 2
   */
  readonly replicas?: number | undefined;
  /**
   * Seconds that each pod has to end. Default -1: what the pod itself asks for
   * @default -1
   */
  readonly podTerminationGracePeriod?: number | undefined;
  /**
   * Seconds in which a node is drained; spot gives two minutes
   * @default 120
   */
  readonly nodeTerminationGracePeriod?: number | undefined;
}

/** Options of add-on `nvidia-device-plugin`. */
export interface NvidiaDevicePluginInput {
  /** Version of the chart; default: pinned by our table */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on, merged over ours: yours win
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
}

/** Options of add-on `neuron-device-plugin`. */
export interface NeuronDevicePluginInput {
  /** Version of the chart; default: pinned by our table */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on, merged over ours: yours win
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
}

/** Options of add-on `overprovisioning`. */
export interface OverprovisioningInput {
  /** Version of the pause image; default: pinned by our table */
  readonly version?: string | undefined;
  /**
   * Number of pause pods
   * @default 2
   */
  readonly replicas?: number | undefined;
  /**
   * CPU that each keeps free
   * @default "1"
   */
  readonly cpu?: number | string | undefined;
  /**
   * Memory that each keeps free
   * @default "1Gi"
   */
  readonly memory?: number | string | undefined;
}

/** Options of add-on `keda`. */
export interface KedaInput {
  /** Version of the chart; default: pinned by our table */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on, merged over ours: yours win
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Number of pods
   * @default 2
   */
  readonly replicas?: number | undefined;
  /**
   * AWS rights of the operator: to read what the scalers of your ScaledObjects look at, or to assume the roles of workloads
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
  /**
   * ARNs of managed policies of the operator
   * @default []
   */
  readonly policies?: readonly string[] | undefined;
}

/** Options of add-on `aws-load-balancer-controller`. */
export interface AwsLoadBalancerControllerInput {
  /** Version of the chart; default: pinned by our table */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on, merged over ours: yours win
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Number of pods
   * @default 2
   */
  readonly replicas?: number | undefined;
  /**
   * Make `alb` the class of Ingresses that name none
   * @default false
   */
  readonly defaultIngressClass?: boolean | undefined;
  /**
   * Serve Services of type LoadBalancer that name no class as well. A webhook then sees every Service, so none can be made while the controller is down
   * @default false
   */
  readonly defaultForServices?: boolean | undefined;
  /**
   * One load balancer for all Ingresses of class `alb`, whose security group alone may reach the nodes
   * @default false
   */
  readonly sharedAlb?:
    | false
    | true
    | {
        /**
         * Whether it has public addresses
         * @default "internet-facing"
         */
        readonly scheme?: "internet-facing" | "internal" | undefined;
        /**
         * Certificates; with one at least it serves HTTPS alone, and HTTP is sent there
         * @default []
         */
        readonly certificateArns?: readonly string[] | undefined;
        /**
         * Addresses that may reach it
         * @default ["0.0.0.0/0"]
         */
        readonly inboundCidrs?: readonly string[] | undefined;
        /** A load balancer for each application team, by its own class `team-<team>`; class `alb` is for namespaces of no team. Default: true where a team is isolated */
        readonly perTeam?: boolean | undefined;
      }
    | undefined;
}

/** Options of add-on `external-dns`. */
export interface ExternalDnsInput {
  /** Version of the chart; default: pinned by our table */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on, merged over ours: yours win
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /** Ids of the hosted zones whose records it keeps; it has rights to these alone */
  readonly zones: readonly string[];
  /**
   * Whether records of objects that are gone stay (`upsert-only`) or go (`sync`)
   * @default "upsert-only"
   */
  readonly policy?: "upsert-only" | "sync" | undefined;
  /**
   * Kinds of objects that get records
   * @default ["service","ingress"]
   */
  readonly sources?:
    | readonly ("service" | "ingress" | "gateway-httproute" | "gateway-grpcroute" | "gateway-tlsroute" | "gateway-tcproute")[]
    | undefined;
  /**
   * Only names below these domains; default: all names of the zones
   * @default []
   */
  readonly domainFilters?: readonly string[] | undefined;
}

/** Options of add-on `cert-manager`. */
export interface CertManagerInput {
  /** Version of the chart; default: pinned by our table */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on, merged over ours: yours win
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Number of pods
   * @default 2
   */
  readonly replicas?: number | undefined;
  /**
   * Ids of the hosted zones in which it may prove by DNS that a domain is yours; it has rights to these alone
   * @default []
   */
  readonly zones?: readonly string[] | undefined;
  /** Make the ClusterIssuers `letsencrypt` and `letsencrypt-staging`, which prove domains in `zones` */
  readonly letsencrypt?:
    | {
        /** Where Let's Encrypt writes */
        readonly email: string;
      }
    | undefined;
}

/** Options of add-on `prometheus`. */
export interface PrometheusInput {
  /** Version of the chart; default: pinned by our table */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on, merged over ours: yours win
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Number of Prometheus and of Alertmanager pods; each Prometheus collects everything
   * @default 2
   */
  readonly replicas?: number | undefined;
  /**
   * Volumes that keep what was collected; false: it goes with the pod
   * @default {"sizeGiB":50}
   */
  readonly storage?:
    | false
    | {
        /**
         * Volume of each Prometheus pod, in GiB
         * @default 50
         */
        readonly sizeGiB?: number | undefined;
        /** StorageClass of the volumes; default: the cluster's default class */
        readonly storageClass?: string | undefined;
      }
    | undefined;
  /**
   * Days that samples are kept, or less where the volume is full before
   * @default 15
   */
  readonly retentionDays?: number | undefined;
  /**
   * Install Grafana with dashboards
   * @default true
   */
  readonly grafana?: boolean | undefined;
  /**
   * Install Alertmanager
   * @default true
   */
  readonly alertmanager?: boolean | undefined;
  /** Send all samples on, `{ workspaceId }` to Amazon Managed Prometheus or `{ url }` */
  readonly remoteWrite?:
    | {
        /** Workspace of Amazon Managed Prometheus in the stack's region */
        readonly workspaceId: string;
      }
    | {
        /** Address that takes remote writes; signed and given rights where it is a workspace's */
        readonly url: string;
      }
    | undefined;
}

/** Options of add-on `adot`. */
export interface AdotInput {
  /** Version of the EKS add-on; default: pinned by our table. `default` and `latest` are resolved by AWS at deployment */
  readonly version?: "default" | "latest" | string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on, merged over ours: yours win
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Run an agent on every node that sends metrics to CloudWatch Container Insights
   * @default true
   */
  readonly metrics?: boolean | undefined;
  /**
   * Run a collector that takes traces by OTLP and sends them to X-Ray
   * @default true
   */
  readonly traces?: boolean | undefined;
  /**
   * Number of pods that take traces
   * @default 2
   */
  readonly replicas?: number | undefined;
  /**
   * Days that CloudWatch keeps the log events from which it reads the metrics; 0: for ever
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

/** Options of add-on `amazon-cloudwatch-observability`. */
export interface AmazonCloudwatchObservabilityInput {
  /** Version of the EKS add-on; default: pinned by our table. `default` and `latest` are resolved by AWS at deployment */
  readonly version?: "default" | "latest" | string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on, merged over ours: yours win
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Ship logs of containers and nodes as well, by Fluent Bit
   * @default true
   */
  readonly containerLogs?: boolean | undefined;
  /**
   * Days that CloudWatch keeps the logs; 0: for ever
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

/** Options of add-on `fluent-bit`. */
export interface FluentBitInput {
  /** Version of the chart; default: pinned by our table */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on, merged over ours: yours win
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Days that CloudWatch keeps the logs; 0: for ever
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

/** Options of add-on `eks-node-monitoring-agent`. */
export interface EksNodeMonitoringAgentInput {
  /** Version of the EKS add-on; default: pinned by our table. `default` and `latest` are resolved by AWS at deployment */
  readonly version?: "default" | "latest" | string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on, merged over ours: yours win
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
}

/** Options of add-on `kubernetes-dashboard`. */
export interface KubernetesDashboardInput {
  /** Version of the chart; default: pinned by our table */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on, merged over ours: yours win
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Number of pods
   * @default 2
   */
  readonly replicas?: number | undefined;
  /**
   * Make a service account `eks-admin` with all rights, as which one logs in by a token that lasts an hour
   * @default true
   */
  readonly admin?: boolean | undefined;
}

/** Options of add-on `argocd`. */
export interface ArgocdInput {
  /** Version of the chart; default: pinned by our table */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on, merged over ours: yours win
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Number of pods of the server, of the repository server and of the ApplicationSet controller
   * @default 2
   */
  readonly replicas?: number | undefined;
  /**
   * Three Redis pods behind HAProxy; one is enough for most: it only caches, and fills again by itself
   * @default false
   */
  readonly redisHa?: boolean | undefined;
  /**
   * Run Dex, for logins through a provider that Argo CD does not speak to itself
   * @default false
   */
  readonly dex?: boolean | undefined;
}

/** Options of add-on `kyverno`. */
export interface KyvernoInput {
  /** Version of the chart; default: pinned by our table */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on, merged over ours: yours win
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Number of pods that judge requests to the API server; the controllers behind them have two each
   * @default 3
   */
  readonly replicas?: number | undefined;
}

/** Options of add-on `flux`. */
export interface FluxInput {
  /** Version of the chart; default: pinned by our table */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on, merged over ours: yours win
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Run the two controllers that write new image tags back to Git
   * @default false
   */
  readonly imageAutomation?: boolean | undefined;
}

/** An add-on of your own: a chart, or Kubernetes objects. */
export interface CustomAddonInput {
  /** Name of a chart in `repo`, or `oci://...` */
  readonly chart?: string | undefined;
  /** URL of the chart repository; none for `oci://` charts. With a login in it, encrypted: `pulumi config set --secret --path` */
  readonly repo?: string | undefined;
  /** Version of the chart */
  readonly version?: string | undefined;
  /** Kubernetes objects, instead of a chart */
  readonly manifests?:
    | readonly {
        /** Group and version */
        readonly apiVersion: string;
        /** Kind */
        readonly kind: string;
        /** Metadata; these and all other keys of an object, as Kubernetes has them */
        readonly metadata: {
          /** Name */
          readonly name: string;
          /** Namespace. Default: the add-on's, for Kubernetes' own kinds that lie in one */
          readonly namespace?: string | undefined;
          readonly [key: string]: unknown;
        };
        readonly [key: string]: unknown;
      }[]
    | undefined;
  /** Namespace; also of manifests that name none. Default: the add-on's name */
  readonly namespace?: string | undefined;
  /**
   * Make the namespace, once for all add-ons in it, unless every cluster has it; false: it is there already, and stays
   * @default true
   */
  readonly createNamespace?: boolean | undefined;
  /**
   * Values of the chart
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Add-ons, yours or ours, that must be usable first; nodes always are
   * @default []
   */
  readonly requires?: readonly string[] | undefined;
  /**
   * AWS permissions, by service account of the namespace
   * @default {}
   */
  readonly serviceAccounts?:
    | {
        readonly [name: string]: {
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
          /**
           * Where among the chart's values the annotations of the service account go: there IRSA names the role
           * @default "serviceAccount.annotations"
           */
          readonly annotations?: string | undefined;
        };
      }
    | undefined;
  /**
   * Hosts that its images come from, such as quay.io: without NAT each must be in `images.registries`
   * @default []
   */
  readonly registries?: readonly string[] | undefined;
}

/** Section `addons`: each add-on off, on, or on with options. */
export interface AddonsInput {
  readonly "eks-pod-identity-agent"?: boolean | EksPodIdentityAgentInput | undefined;
  readonly "vpc-cni"?: boolean | VpcCniInput | undefined;
  readonly "kube-proxy"?: boolean | KubeProxyInput | undefined;
  readonly coredns?: boolean | CorednsInput | undefined;
  readonly "aws-ebs-csi-driver"?: boolean | AwsEbsCsiDriverInput | undefined;
  readonly "aws-efs-csi-driver"?: boolean | AwsEfsCsiDriverInput | undefined;
  readonly "aws-fsx-csi-driver"?: boolean | AwsFsxCsiDriverInput | undefined;
  readonly "aws-mountpoint-s3-csi-driver"?: false | AwsMountpointS3CsiDriverInput | undefined;
  readonly "secrets-store-csi-driver"?: boolean | SecretsStoreCsiDriverInput | undefined;
  readonly "external-secrets"?: boolean | ExternalSecretsInput | undefined;
  readonly velero?: boolean | VeleroInput | undefined;
  readonly "metrics-server"?: boolean | MetricsServerInput | undefined;
  readonly "cluster-autoscaler"?: boolean | ClusterAutoscalerInput | undefined;
  readonly karpenter?: boolean | KarpenterInput | undefined;
  readonly "aws-node-termination-handler"?: boolean | AwsNodeTerminationHandlerInput | undefined;
  readonly "nvidia-device-plugin"?: boolean | NvidiaDevicePluginInput | undefined;
  readonly "neuron-device-plugin"?: boolean | NeuronDevicePluginInput | undefined;
  readonly overprovisioning?: boolean | OverprovisioningInput | undefined;
  readonly keda?: boolean | KedaInput | undefined;
  readonly "aws-load-balancer-controller"?: boolean | AwsLoadBalancerControllerInput | undefined;
  readonly "external-dns"?: false | ExternalDnsInput | undefined;
  readonly "cert-manager"?: boolean | CertManagerInput | undefined;
  readonly prometheus?: boolean | PrometheusInput | undefined;
  readonly adot?: boolean | AdotInput | undefined;
  readonly "amazon-cloudwatch-observability"?: boolean | AmazonCloudwatchObservabilityInput | undefined;
  readonly "fluent-bit"?: boolean | FluentBitInput | undefined;
  readonly "eks-node-monitoring-agent"?: boolean | EksNodeMonitoringAgentInput | undefined;
  readonly "kubernetes-dashboard"?: boolean | KubernetesDashboardInput | undefined;
  readonly argocd?: boolean | ArgocdInput | undefined;
  readonly kyverno?: boolean | KyvernoInput | undefined;
  readonly flux?: boolean | FluxInput | undefined;
  /** Name -> add-on of your own: a chart, or Kubernetes objects. */
  readonly custom?: { readonly [name: string]: CustomAddonInput } | undefined;
}

// Written by `npm run schema` from the schemas of components/addons/catalog; edit these instead.
/** Options of add-on `eks-pod-identity-agent`. */
export interface EksPodIdentityAgentInput {
  /** Version of the EKS add-on. AWS resolves `default` and `latest` at deployment. Default: a pinned version */
  readonly version?: "default" | "latest" | string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
}

/** Options of add-on `vpc-cni`. */
export interface VpcCniInput {
  /** Version of the EKS add-on. AWS resolves `default` and `latest` at deployment. Default: a pinned version */
  readonly version?: "default" | "latest" | string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Further AWS permissions of its service account: statements, in the format of IAM
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
  /**
   * ARNs of further managed policies of its service account
   * @default []
   */
  readonly policies?: readonly string[] | undefined;
  /**
   * Assign /28 prefixes instead of single addresses to nodes: more pods per node, but subnets need contiguous free ranges
   * @default false
   */
  readonly prefixDelegation?: boolean | undefined;
  /**
   * Give pods that a SecurityGroupPolicy selects security groups of their own; needs instance types that are not burstable
   * @default false
   */
  readonly podSecurityGroups?:
    | boolean
    | {
        /**
         * standard: network policies, probes and NodePorts work as for other pods, and traffic that leaves the VPC has the security groups of the node. strict: all traffic has those of the pod
         * @default "standard"
         */
        readonly enforcingMode?: "standard" | "strict" | undefined;
      }
    | undefined;
  /** Enforce NetworkPolicy objects on the nodes. Default: true if a team is isolated */
  readonly networkPolicy?: boolean | undefined;
}

/** Options of add-on `kube-proxy`. */
export interface KubeProxyInput {
  /** Version of the EKS add-on. AWS resolves `default` and `latest` at deployment. Default: a pinned version */
  readonly version?: "default" | "latest" | string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /** Proxy mode. Default: iptables */
  readonly mode?: "iptables" | "ipvs" | undefined;
}

/** Options of add-on `coredns`. */
export interface CorednsInput {
  /** Version of the EKS add-on. AWS resolves `default` and `latest` at deployment. Default: a pinned version */
  readonly version?: "default" | "latest" | string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
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
  /** Version of the EKS add-on. AWS resolves `default` and `latest` at deployment. Default: a pinned version */
  readonly version?: "default" | "latest" | string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Further AWS permissions of its service account: statements, in the format of IAM
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
  /**
   * ARNs of further managed policies of its service account
   * @default []
   */
  readonly policies?: readonly string[] | undefined;
  /**
   * Create an encrypted gp3 StorageClass as the cluster's default: volumes are created in the zone of the first pod and can be expanded
   * @default true
   */
  readonly defaultStorageClass?: boolean | undefined;
  /**
   * Install the driver on the nodes of node pools; Auto Mode nodes have their own. Default: true, but false if only Auto Mode needs a StorageClass
   * @default true
   */
  readonly driver?: boolean | undefined;
  /**
   * ARNs of KMS keys that the driver may encrypt volumes with. The StorageClasses of the stack use the first one. Default: the AWS managed key of EBS
   * @default []
   */
  readonly kmsKeyArns?: readonly string[] | undefined;
  /**
   * Name -> further StorageClass: encrypted, expandable, with volumes in the zone of the first pod
   * @default {}
   */
  readonly storageClasses?:
    | {
        readonly [name: string]: {
          /**
           * EBS volume type
           * @default "gp3"
           */
          readonly type?: "gp3" | "gp2" | "io2" | "io1" | "st1" | "sc1" | undefined;
          /** I/O operations per second: of gp3 from 3,000 on, its default; needed for io1 and io2 */
          readonly iops?: number | undefined;
          /** MiB/s of gp3. Default: 125 */
          readonly throughput?: number | undefined;
          /**
           * File system of the volumes
           * @default "ext4"
           */
          readonly fileSystem?: "ext4" | "xfs" | undefined;
          /** One of `kmsKeyArns`. Default: the first of them, or the AWS managed key of EBS */
          readonly kmsKeyArn?: string | undefined;
          /**
           * Delete: a volume is deleted with its claim. Retain: it is kept, and remains in the account
           * @default "Delete"
           */
          readonly reclaimPolicy?: "Delete" | "Retain" | undefined;
        };
      }
    | undefined;
  /**
   * Install the snapshot controller (EKS add-on `snapshot-controller`, optionally with a `version`) with its CRDs, and a default VolumeSnapshotClass
   * @default false
   */
  readonly snapshots?:
    | false
    | true
    | {
        /** Version of the EKS add-on. AWS resolves `default` and `latest` at deployment. Default: a pinned version */
        readonly version?: "default" | "latest" | string | undefined;
        /**
         * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
         * @default {}
         */
        readonly values?: { readonly [name: string]: unknown } | undefined;
      }
    | undefined;
}

/** Options of add-on `aws-efs-csi-driver`. */
export interface AwsEfsCsiDriverInput {
  /** Version of the EKS add-on. AWS resolves `default` and `latest` at deployment. Default: a pinned version */
  readonly version?: "default" | "latest" | string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Further AWS permissions of its service account: statements, in the format of IAM
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
  /**
   * ARNs of further managed policies of its service account
   * @default []
   */
  readonly policies?: readonly string[] | undefined;
  /**
   * Create an encrypted file system with a mount target in each zone; true means with all defaults
   * @default false
   */
  readonly fileSystem?:
    | false
    | true
    | {
        /** ARN of the KMS key that encrypts it. Default: the AWS managed key of EFS */
        readonly kmsKeyArn?: string | undefined;
        /**
         * Throughput mode: elastic scales with use, bursting with the amount of stored data
         * @default "elastic"
         */
        readonly throughput?: "elastic" | "bursting" | undefined;
        /**
         * Days without access after which files move to the storage class Infrequent Access, until they are read again; 0 means never
         * @default 30
         */
        readonly infrequentAccessAfterDays?: 0 | 1 | 7 | 14 | 30 | 60 | 90 | 180 | 270 | 365 | undefined;
        /**
         * Daily backups by AWS Backup
         * @default true
         */
        readonly backup?: boolean | undefined;
        /**
         * Keep the file system and its files when it is removed from the stack or the stack is destroyed
         * @default false
         */
        readonly retain?: boolean | undefined;
      }
    | undefined;
  /** ID of an existing file system that the nodes can reach */
  readonly fileSystemId?: string | undefined;
  /**
   * Create the StorageClass `efs` if there is a file system: one access point per claim
   * @default true
   */
  readonly storageClass?: boolean | undefined;
}

/** Options of add-on `aws-fsx-csi-driver`. */
export interface AwsFsxCsiDriverInput {
  /** Version of the EKS add-on. AWS resolves `default` and `latest` at deployment. Default: a pinned version */
  readonly version?: "default" | "latest" | string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Further AWS permissions of its service account: statements, in the format of IAM
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
  /**
   * ARNs of further managed policies of its service account
   * @default []
   */
  readonly policies?: readonly string[] | undefined;
  /**
   * Create a file system and the PersistentVolume `lustre` for it; true means with all defaults
   * @default false
   */
  readonly fileSystem?:
    | false
    | true
    | {
        /**
         * Size in GiB: 1200, 2400 or a multiple of 2400
         * @default 1200
         */
        readonly storageGiB?: number | undefined;
        /**
         * PERSISTENT_2: files are replicated within the zone. SCRATCH_2: files are lost if a file server fails; for temporary data
         * @default "PERSISTENT_2"
         */
        readonly deploymentType?: "PERSISTENT_2" | "SCRATCH_2" | undefined;
        /** MB/s for each TiB of storage, of PERSISTENT_2. Default: 125 */
        readonly throughput?: 125 | 250 | 500 | 1000 | undefined;
        /**
         * Compress files with LZ4
         * @default true
         */
        readonly compression?: boolean | undefined;
        /** ARN of the KMS key that encrypts it, of PERSISTENT_2. Default: the AWS managed key of FSx */
        readonly kmsKeyArn?: string | undefined;
        /**
         * Days for which daily backups are kept, of PERSISTENT_2; 0: none
         * @default 7
         */
        readonly backupRetentionDays?: number | undefined;
        /** Zone of the file system. Nodes in other zones reach it too, for the price of traffic between zones. Default: the first zone of the private subnets */
        readonly zone?: string | undefined;
        /** When AWS maintains it: day, from 1 for Monday, and time in UTC, such as 7:03:30. Default: a time that AWS chooses */
        readonly weeklyMaintenance?: string | undefined;
        /**
         * Whether AWS makes a last backup before the file system is deleted, which stays in the account
         * @default true
         */
        readonly finalBackup?: boolean | undefined;
        /**
         * Keep the file system when it is removed from the stack or the stack is destroyed
         * @default false
         */
        readonly retain?: boolean | undefined;
      }
    | undefined;
  /**
   * Name -> StorageClass: each of its claims gets a file system of its own
   * @default {}
   */
  readonly storageClasses?:
    | {
        readonly [name: string]: {
          /**
           * PERSISTENT_2: files are replicated within the zone. SCRATCH_2: files are lost if a file server fails; for temporary data
           * @default "PERSISTENT_2"
           */
          readonly deploymentType?: "PERSISTENT_2" | "SCRATCH_2" | undefined;
          /** MB/s for each TiB of storage, of PERSISTENT_2. Default: 125 */
          readonly throughput?: 125 | 250 | 500 | 1000 | undefined;
          /**
           * Compress files with LZ4
           * @default true
           */
          readonly compression?: boolean | undefined;
          /** ARN of the KMS key that encrypts it, of PERSISTENT_2. Default: the AWS managed key of FSx */
          readonly kmsKeyArn?: string | undefined;
          /**
           * Days for which daily backups are kept, of PERSISTENT_2; 0: none
           * @default 7
           */
          readonly backupRetentionDays?: number | undefined;
          /** Zone of the file system. Nodes in other zones reach it too, for the price of traffic between zones. Default: the first zone of the private subnets */
          readonly zone?: string | undefined;
          /**
           * Delete: a file system is deleted with its claim. Retain: it is kept, and remains in the account
           * @default "Delete"
           */
          readonly reclaimPolicy?: "Delete" | "Retain" | undefined;
        };
      }
    | undefined;
}

/** Options of add-on `aws-fsx-openzfs-csi-driver`. */
export interface AwsFsxOpenzfsCsiDriverInput {
  /** Version of the chart. Default: a pinned version */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Further AWS permissions of its service account: statements, in the format of IAM
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
  /**
   * ARNs of further managed policies of its service account
   * @default []
   */
  readonly policies?: readonly string[] | undefined;
  /**
   * Create a file system for volumes of claims; true means with all defaults
   * @default false
   */
  readonly fileSystem?:
    | false
    | true
    | {
        /**
         * Size in GiB; it can grow
         * @default 64
         */
        readonly storageGiB?: number | undefined;
        /**
         * SINGLE_AZ_2: newer, faster file servers with a read cache, not in every region
         * @default "SINGLE_AZ_1"
         */
        readonly deploymentType?: "SINGLE_AZ_1" | "SINGLE_AZ_2" | undefined;
        /** MB/s. Default: 64 for SINGLE_AZ_1, 160 for SINGLE_AZ_2 */
        readonly throughput?: number | undefined;
        /** Zone of the file system. Nodes in other zones reach it too, for the price of traffic between zones. Default: the first zone of the private subnets */
        readonly zone?: string | undefined;
        /** ARN of the KMS key that encrypts it. Default: the AWS managed key of FSx */
        readonly kmsKeyArn?: string | undefined;
        /**
         * Days for which daily backups are kept; 0: none
         * @default 7
         */
        readonly backupRetentionDays?: number | undefined;
        /** When AWS maintains it: day, from 1 for Monday, and time in UTC, such as 7:03:30. Default: a time that AWS chooses */
        readonly weeklyMaintenance?: string | undefined;
        /**
         * Whether AWS makes a last backup before the file system is deleted, which stays in the account
         * @default true
         */
        readonly finalBackup?: boolean | undefined;
        /**
         * Keep the file system when it is removed from the stack or the stack is destroyed
         * @default false
         */
        readonly retain?: boolean | undefined;
      }
    | undefined;
  /** ID of a volume of a file system that exists, below which claims get theirs; the nodes must reach it */
  readonly rootVolumeId?: string | undefined;
  /**
   * Create the StorageClass `fsx-openzfs` if there is a file system: a volume for each claim
   * @default true
   */
  readonly storageClass?: boolean | undefined;
}

/** Options of add-on `aws-mountpoint-s3-csi-driver`. */
export interface AwsMountpointS3CsiDriverInput {
  /** Version of the EKS add-on. AWS resolves `default` and `latest` at deployment. Default: a pinned version */
  readonly version?: "default" | "latest" | string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Further AWS permissions of its service account: statements, in the format of IAM
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
  /**
   * ARNs of further managed policies of its service account
   * @default []
   */
  readonly policies?: readonly string[] | undefined;
  /** Existing buckets that pods may mount: a name, an ARN, or a map with settings */
  readonly buckets: readonly (
    | string
    | {
        /** Name or ARN of the bucket */
        readonly bucket: string;
        /**
         * Prefixes of the bucket that may be mounted, each ending with `/`. Default: the whole bucket
         * @default []
         */
        readonly prefixes?: readonly string[] | undefined;
        /**
         * Whether access is read-only
         * @default false
         */
        readonly readOnly?: boolean | undefined;
        /** ARN of the KMS key that encrypts its objects. Default: the driver may use no KMS key */
        readonly kmsKeyArn?: string | undefined;
      }
  )[];
}

/** Options of add-on `secrets-store-csi-driver`. */
export interface SecretsStoreCsiDriverInput {
  /** Version of the EKS add-on. AWS resolves `default` and `latest` at deployment. Default: a pinned version */
  readonly version?: "default" | "latest" | string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Allow a SecretProviderClass to also copy its secrets to Kubernetes Secrets
   * @default false
   */
  readonly syncSecrets?: boolean | undefined;
  /**
   * Poll secrets for changes, and update the mounted files
   * @default false
   */
  readonly rotation?: boolean | undefined;
  /**
   * Polling interval; each secret of each pod is one billed API call
   * @default "1h"
   */
  readonly rotationPollInterval?: string | undefined;
}

/** Options of add-on `external-secrets`. */
export interface ExternalSecretsInput {
  /** Version of the chart. Default: a pinned version */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Further AWS permissions of its service account: statements, in the format of IAM
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
  /**
   * ARNs of further managed policies of its service account
   * @default []
   */
  readonly policies?: readonly string[] | undefined;
  /**
   * Secrets in Secrets Manager that it may read: names, with `*` as a wildcard, or ARNs
   * @default []
   */
  readonly secrets?: readonly string[] | undefined;
  /**
   * Parameters in Parameter Store that it may read: names, with `*` as a wildcard, or ARNs
   * @default []
   */
  readonly parameters?: readonly string[] | undefined;
  /**
   * ARNs of the KMS keys that encrypt them. Default: AWS managed keys, which need no permissions
   * @default []
   */
  readonly kmsKeyArns?: readonly string[] | undefined;
  /**
   * Create a ClusterSecretStore for each service that it may read: `secrets-manager`, `parameter-store`
   * @default true
   */
  readonly stores?: boolean | undefined;
  /**
   * Namespaces that may use these stores. Default: all
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
  /** Version of the chart. Default: a pinned version */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Further AWS permissions of its service account: statements, in the format of IAM
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
  /**
   * ARNs of further managed policies of its service account
   * @default []
   */
  readonly policies?: readonly string[] | undefined;
  /** Existing bucket for the backups, in the cluster's region. Default: a new private, encrypted, versioned bucket */
  readonly bucket?: string | undefined;
  /** Prefix for this cluster, if several clusters share the bucket */
  readonly prefix?: string | undefined;
  /** ARN of the KMS key that encrypts the bucket. Default: S3 managed keys */
  readonly kmsKeyArn?: string | undefined;
  /**
   * Days for which deleted objects of the new bucket can be restored
   * @default 30
   */
  readonly keepDeletedDays?: number | undefined;
  /**
   * Keep the new bucket and its backups when it is removed from the stack or the stack is destroyed
   * @default false
   */
  readonly retain?: boolean | undefined;
  /**
   * Volume snapshots: by Velero (ebs), by the CSI driver with `aws-ebs-csi-driver: { snapshots: true }` (csi), or none (false)
   * @default "ebs"
   */
  readonly snapshots?: "ebs" | "csi" | "none" | undefined;
  /**
   * Run an agent on each node that copies files of volumes and snapshots to the bucket
   * @default false
   */
  readonly nodeAgent?: boolean | undefined;
  /** Name -> backup schedule; {} means none. Default: `daily`, the whole cluster at 3:00 UTC, kept for 30 days */
  readonly schedules?:
    | {
        readonly [name: string]: {
          /** Cron expression in UTC */
          readonly schedule: string;
          /**
           * Retention of each backup
           * @default "720h"
           */
          readonly ttl?: string | undefined;
          /**
           * Namespaces to include
           * @default ["*"]
           */
          readonly includedNamespaces?: readonly string[] | undefined;
          /**
           * Namespaces to exclude
           * @default []
           */
          readonly excludedNamespaces?: readonly string[] | undefined;
        };
      }
    | undefined;
}

/** Options of add-on `metrics-server`. */
export interface MetricsServerInput {
  /** Version of the EKS add-on, `default` or `latest`, or version of the chart in partitions without the EKS add-on. Default: a pinned version */
  readonly version?: "default" | "latest" | string | string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
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
  /** Version of the chart. Default: a pinned version */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Further AWS permissions of its service account: statements, in the format of IAM
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
  /**
   * ARNs of further managed policies of its service account
   * @default []
   */
  readonly policies?: readonly string[] | undefined;
  /**
   * Number of pods
   * @default 2
   */
  readonly replicas?: number | undefined;
  /**
   * How to choose the group to scale up: the least waste, by `priorities`, the most pods, or at random
   * @default "least-waste"
   */
  readonly expander?: "least-waste" | "priority" | "most-pods" | "random" | undefined;
  /**
   * For the expander `priority`: number -> patterns of group names, such as `.*spot.*`; the highest number is preferred
   * @default {}
   */
  readonly priorities?: { readonly [name: string]: readonly string[] } | undefined;
  /**
   * Balance the size of groups that differ only in their zone
   * @default true
   */
  readonly balanceSimilarGroups?: boolean | undefined;
  /** Scale-down of unneeded nodes */
  readonly scaleDown?:
    | {
        /**
         * Remove unneeded nodes
         * @default true
         */
        readonly enabled?: boolean | undefined;
        /**
         * How long a node must be unneeded before it is removed
         * @default "10m"
         */
        readonly unneededTime?: string | undefined;
        /**
         * Delay of scale-down after a node was added
         * @default "10m"
         */
        readonly delayAfterAdd?: string | undefined;
        /**
         * Utilization below which a node is unneeded
         * @default 0.5
         */
        readonly utilizationThreshold?: number | undefined;
      }
    | undefined;
}

/** Options of add-on `karpenter`. */
export interface KarpenterInput {
  /** Version of the chart. Default: a pinned version */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Further AWS permissions of its service account: statements, in the format of IAM
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
  /**
   * ARNs of further managed policies of its service account
   * @default []
   */
  readonly policies?: readonly string[] | undefined;
  /**
   * Number of pods
   * @default 2
   */
  readonly replicas?: number | undefined;
  /** The chart `karpenter-crd`, in the version of Karpenter: its `values` */
  readonly crds?:
    | {
        /**
         * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
         * @default {}
         */
        readonly values?: { readonly [name: string]: unknown } | undefined;
      }
    | undefined;
  /** Isolated VPC mode: Karpenter calls neither IAM nor the price list, and its nodes use an instance profile of the stack. Default: true if `network.nat` is none */
  readonly isolated?: boolean | undefined;
  /**
   * Allow shell access to the nodes by AWS Systems Manager Session Manager; false removes the permissions from their role, which all pools share
   * @default true
   */
  readonly ssm?: boolean | undefined;
  /** Existing role of the nodes, with everything that they need; the stack gives it an access entry. Default: a new role */
  readonly nodeRoleArn?: string | undefined;
  /** Existing role of Windows nodes, another one than that of the others, because its access entry is of another type. Default: a new role */
  readonly windowsNodeRoleArn?: string | undefined;
  /** ARNs of additional managed policies of the new roles of the nodes. Default: none */
  readonly nodePolicies?: readonly string[] | undefined;
  /** Name -> NodePool with an EC2NodeClass; `{}` means none, if NodePools are created elsewhere */
  readonly nodePools?:
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
           * Maximum age of a node, or Never
           * @default "720h"
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
          /**
           * AMI family, Windows as Server Core; CPU architecture and accelerator follow the instance type. With `amiIds`, the family that these are built from
           * @default "al2023"
           */
          readonly ami?: "al2023" | "bottlerocket" | "windows2022" | "windows2025" | undefined;
          /**
           * Release of the AMI. With `latest`, nodes are replaced when AWS publishes a new one, within `budgets`
           * @default "latest"
           */
          readonly amiVersion?: string | undefined;
          /** Ids of custom AMIs, one or more for each architecture. Default: those that AWS publishes */
          readonly amiIds?: readonly string[] | undefined;
          /** Bottlerocket AMIs with FIPS 140 validated modules; needs `ami: bottlerocket`. Default: false */
          readonly fips?: boolean | undefined;
          /** Root volume of the nodes; always encrypted */
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
          /** Use the local disks of instances that have some for pods and images, as one RAID 0 volume. Default: they are not used */
          readonly instanceStore?: "raid0" | undefined;
          /** Settings of the kubelet, as Karpenter has them. Default: none */
          readonly kubelet?:
            | {
                /** Maximum number of pods on a node. Default: what its network interfaces hold */
                readonly maxPods?: number | undefined;
                /** Maximum number of pods for each vCPU, up to `maxPods`. Not with bottlerocket */
                readonly podsPerCore?: number | undefined;
                /** Resources for Kubernetes itself: cpu, memory, ephemeral-storage, pid. Default: by instance type */
                readonly kubeReserved?: { readonly [name: string]: string } | undefined;
                /** Resources for the operating system: cpu, memory, ephemeral-storage, pid */
                readonly systemReserved?: { readonly [name: string]: string } | undefined;
                /** Free resources below which pods are evicted at once, such as `memory.available: 5%` */
                readonly evictionHard?: { readonly [name: string]: string } | undefined;
                /** The same after a grace period; each signal needs one in `evictionSoftGracePeriod` */
                readonly evictionSoft?: { readonly [name: string]: string } | undefined;
                /** Grace periods of `evictionSoft`, such as `memory.available: 2m` */
                readonly evictionSoftGracePeriod?: { readonly [name: string]: string } | undefined;
                /** Maximum grace period of pods at a soft eviction, in seconds */
                readonly evictionMaxPodGracePeriod?: number | undefined;
                /** Disk usage at which unused images are removed, in percent */
                readonly imageGCHighThresholdPercent?: number | undefined;
                /** Disk usage down to which they are removed, in percent */
                readonly imageGCLowThresholdPercent?: number | undefined;
                /** Enforce the CPU limits of pods */
                readonly cpuCFSQuota?: boolean | undefined;
                /** Addresses of DNS servers of pods. Default: that of CoreDNS */
                readonly clusterDNS?: readonly string[] | undefined;
              }
            | undefined;
          /**
           * Network hops of answers of the instance metadata service (IMDSv2). With 2, pods on the pod network can use the node role
           * @default 1
           */
          readonly hopLimit?: number | undefined;
          /**
           * Detailed monitoring of the instances in CloudWatch, each minute, at extra cost
           * @default false
           */
          readonly monitoring?: boolean | undefined;
          /**
           * al2023: a script, `#cloud-config`, a NodeConfig or a MIME document, recognized by the first line, or a list of parts; bottlerocket: settings in TOML; Windows: a PowerShell script. Karpenter adds what lets the node join
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
        };
      }
    | undefined;
}

/** Options of add-on `aws-node-termination-handler`. */
export interface AwsNodeTerminationHandlerInput {
  /** Version of the chart. Default: a pinned version */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Further AWS permissions of its service account: statements, in the format of IAM
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
  /**
   * ARNs of further managed policies of its service account
   * @default []
   */
  readonly policies?: readonly string[] | undefined;
  /**
   * Number of pods
   * @default 2
   */
  readonly replicas?: number | undefined;
  /**
   * Termination grace period of each pod in seconds. Default: -1, the pod's own setting
   * @default -1
   */
  readonly podTerminationGracePeriod?: number | undefined;
  /**
   * Timeout for draining a node in seconds; spot instances have two minutes
   * @default 120
   */
  readonly nodeTerminationGracePeriod?: number | undefined;
}

/** Options of add-on `nvidia-device-plugin`. */
export interface NvidiaDevicePluginInput {
  /** Version of the chart. Default: a pinned version */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
}

/** Options of add-on `neuron-device-plugin`. */
export interface NeuronDevicePluginInput {
  /** Version of the chart. Default: a pinned version */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
}

/** Options of add-on `overprovisioning`. */
export interface OverprovisioningInput {
  /** Version of the pause image. Default: a pinned version */
  readonly version?: string | undefined;
  /**
   * Number of pause pods
   * @default 2
   */
  readonly replicas?: number | undefined;
  /**
   * CPU that each pod reserves
   * @default "1"
   */
  readonly cpu?: number | string | undefined;
  /**
   * Memory that each pod reserves
   * @default "1Gi"
   */
  readonly memory?: number | string | undefined;
  /**
   * Fields of the pods' specification, such as `nodeSelector`, `tolerations` and `affinity`. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
}

/** Options of add-on `keda`. */
export interface KedaInput {
  /** Version of the chart. Default: a pinned version */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Number of pods
   * @default 2
   */
  readonly replicas?: number | undefined;
  /**
   * Further AWS permissions of its service account: statements, in the format of IAM
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
  /**
   * ARNs of further managed policies of its service account
   * @default []
   */
  readonly policies?: readonly string[] | undefined;
}

/** Options of add-on `aws-load-balancer-controller`. */
export interface AwsLoadBalancerControllerInput {
  /** Version of the chart. Default: a pinned version */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Further AWS permissions of its service account: statements, in the format of IAM
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
  /**
   * ARNs of further managed policies of its service account
   * @default []
   */
  readonly policies?: readonly string[] | undefined;
  /**
   * Number of pods
   * @default 2
   */
  readonly replicas?: number | undefined;
  /**
   * Make `alb` the default IngressClass
   * @default false
   */
  readonly defaultIngressClass?: boolean | undefined;
  /**
   * Also handle Services of type LoadBalancer without a class. A webhook then handles every Service, so no Service can be created while the controller is down
   * @default false
   */
  readonly defaultForServices?: boolean | undefined;
  /**
   * One load balancer for all Ingresses of class `alb`; only its security group may connect to the nodes
   * @default false
   */
  readonly sharedAlb?:
    | false
    | true
    | {
        /** Whether the load balancer is internet-facing. Default: internet-facing, or internal in a VPC without public subnets */
        readonly scheme?: "internet-facing" | "internal" | undefined;
        /**
         * ARNs of certificates. With at least one, it serves HTTPS and redirects HTTP
         * @default []
         */
        readonly certificateArns?: readonly string[] | undefined;
        /**
         * Address ranges that may connect to it, of IPv6 too with `cluster.ipFamily: ipv6` or in an existing VPC: it then has addresses of both families. The default means all
         * @default ["0.0.0.0/0"]
         */
        readonly inboundCidrs?: readonly string[] | undefined;
        /** One load balancer per application team, with its own class `team-<team>`; class `alb` serves only namespaces without a team. Default: true if a team is isolated */
        readonly perTeam?: boolean | undefined;
      }
    | undefined;
}

/** Options of add-on `external-dns`. */
export interface ExternalDnsInput {
  /** Version of the chart. Default: a pinned version */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Further AWS permissions of its service account: statements, in the format of IAM
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
  /**
   * ARNs of further managed policies of its service account
   * @default []
   */
  readonly policies?: readonly string[] | undefined;
  /** IDs of the hosted zones whose records it manages; it may change only these */
  readonly zones: readonly string[];
  /**
   * Whether it deletes the records of deleted objects (`sync`) or keeps them (`upsert-only`)
   * @default "upsert-only"
   */
  readonly policy?: "upsert-only" | "sync" | undefined;
  /**
   * Kinds of objects for which it creates records
   * @default ["service","ingress"]
   */
  readonly sources?:
    | readonly ("service" | "ingress" | "gateway-httproute" | "gateway-grpcroute" | "gateway-tlsroute" | "gateway-tcproute")[]
    | undefined;
  /**
   * Limits the records to these domains. Default: all domains of the zones
   * @default []
   */
  readonly domainFilters?: readonly string[] | undefined;
}

/** Options of add-on `cert-manager`. */
export interface CertManagerInput {
  /** Version of the chart. Default: a pinned version */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Further AWS permissions of its service account: statements, in the format of IAM
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
  /**
   * ARNs of further managed policies of its service account
   * @default []
   */
  readonly policies?: readonly string[] | undefined;
  /**
   * Number of pods
   * @default 2
   */
  readonly replicas?: number | undefined;
  /**
   * IDs of the hosted zones for DNS-01 challenges; it may change only these
   * @default []
   */
  readonly zones?: readonly string[] | undefined;
  /** Email address for Let's Encrypt. Creates the ClusterIssuers `letsencrypt` and `letsencrypt-staging` for domains in `zones` */
  readonly letsencrypt?:
    | {
        /** Where Let's Encrypt writes */
        readonly email: string;
      }
    | undefined;
}

/** Options of add-on `prometheus`. */
export interface PrometheusInput {
  /** Version of the chart. Default: a pinned version */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Further AWS permissions of its service account: statements, in the format of IAM
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
  /**
   * ARNs of further managed policies of its service account
   * @default []
   */
  readonly policies?: readonly string[] | undefined;
  /**
   * Number of pods each of Prometheus and Alertmanager; each Prometheus pod scrapes all targets
   * @default 2
   */
  readonly replicas?: number | undefined;
  /**
   * Persistent volumes for the samples; false means that they are lost with the pod
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
        /** StorageClass of the volumes. Default: the cluster's default class */
        readonly storageClass?: string | undefined;
      }
    | undefined;
  /**
   * Retention of the samples in days, or less if the volume is full
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
  /** Send all samples to the workspace of add-on `amp` (`amp`), to another one of Amazon Managed Service for Prometheus (`{ workspaceId }`) or to another remote write endpoint (`{ url }`) */
  readonly remoteWrite?:
    | "amp"
    | {
        /** ID of a workspace of Amazon Managed Service for Prometheus in the stack's region */
        readonly workspaceId: string;
      }
    | {
        /** Remote write URL. Requests to a workspace of Amazon Managed Service for Prometheus are signed, and the IAM permissions are added */
        readonly url: string;
      }
    | undefined;
}

/** Options of add-on `adot`. */
export interface AdotInput {
  /** Version of the EKS add-on. AWS resolves `default` and `latest` at deployment. Default: a pinned version */
  readonly version?: "default" | "latest" | string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Further AWS permissions of its service account: statements, in the format of IAM
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
  /**
   * ARNs of further managed policies of its service account
   * @default []
   */
  readonly policies?: readonly string[] | undefined;
  /**
   * Run an agent on every node that sends metrics to CloudWatch Container Insights
   * @default true
   */
  readonly metrics?: boolean | undefined;
  /**
   * Run a collector that receives traces by OTLP and sends them to X-Ray
   * @default true
   */
  readonly traces?: boolean | undefined;
  /**
   * Number of collector pods for traces
   * @default 2
   */
  readonly replicas?: number | undefined;
  /**
   * Retention in days of the log events from which CloudWatch extracts the metrics; 0 means never expire
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
  /** Version of the EKS add-on. AWS resolves `default` and `latest` at deployment. Default: a pinned version */
  readonly version?: "default" | "latest" | string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Further AWS permissions of its service account: statements, in the format of IAM
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
  /**
   * ARNs of further managed policies of its service account
   * @default []
   */
  readonly policies?: readonly string[] | undefined;
  /**
   * Also send logs of containers and nodes, by Fluent Bit
   * @default true
   */
  readonly containerLogs?: boolean | undefined;
  /**
   * Retention of the logs in days; 0 means never expire
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
  /** Version of the chart. Default: a pinned version */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Further AWS permissions of its service account: statements, in the format of IAM
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
  /**
   * ARNs of further managed policies of its service account
   * @default []
   */
  readonly policies?: readonly string[] | undefined;
  /**
   * Retention of the logs in days; 0 means never expire
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
  /** Version of the EKS add-on. AWS resolves `default` and `latest` at deployment. Default: a pinned version */
  readonly version?: "default" | "latest" | string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
}

/** Options of add-on `kubernetes-dashboard`. */
export interface KubernetesDashboardInput {
  /** Version of the chart. Default: a pinned version */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Number of pods
   * @default 2
   */
  readonly replicas?: number | undefined;
  /**
   * Create a service account `eks-admin` with cluster-admin permissions, for logins with a token that expires after one hour
   * @default true
   */
  readonly admin?: boolean | undefined;
}

/** Options of add-on `argocd`. */
export interface ArgocdInput {
  /** Version of the chart. Default: a pinned version */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Further AWS permissions of its service account: statements, in the format of IAM
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
  /**
   * ARNs of further managed policies of its service account
   * @default []
   */
  readonly policies?: readonly string[] | undefined;
  /**
   * Number of pods each of the API server, the repository server and the ApplicationSet controller
   * @default 2
   */
  readonly replicas?: number | undefined;
  /**
   * Three Redis pods behind HAProxy. One is enough for most clusters: it is only a cache, which refills itself
   * @default false
   */
  readonly redisHa?: boolean | undefined;
  /**
   * Run Dex, for logins through identity providers that Argo CD does not support directly
   * @default false
   */
  readonly dex?: boolean | undefined;
}

/** Options of add-on `kyverno`. */
export interface KyvernoInput {
  /** Version of the chart. Default: a pinned version */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Further AWS permissions of its service account: statements, in the format of IAM
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
  /**
   * ARNs of further managed policies of its service account
   * @default []
   */
  readonly policies?: readonly string[] | undefined;
  /**
   * Number of pods of the admission controller; the other controllers have two each
   * @default 3
   */
  readonly replicas?: number | undefined;
}

/** Options of add-on `flux`. */
export interface FluxInput {
  /** Version of the chart. Default: a pinned version */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Further AWS permissions of its service account: statements, in the format of IAM
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
  /**
   * ARNs of further managed policies of its service account
   * @default []
   */
  readonly policies?: readonly string[] | undefined;
  /**
   * Run the two image automation controllers, which commit new image tags to Git
   * @default false
   */
  readonly imageAutomation?: boolean | undefined;
}

/** Options of add-on `fargate-logging`. */
export interface FargateLoggingInput {
  /**
   * Retention of the logs in days; 0 means never expire
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
  /**
   * Further sections of `filters.conf`, in the format of Fluent Bit
   * @default ""
   */
  readonly filters?: string | undefined;
  /**
   * Further sections of `parsers.conf`, in the format of Fluent Bit
   * @default ""
   */
  readonly parsers?: string | undefined;
  /**
   * Write the log of the router itself to CloudWatch too, to find out why others are missing
   * @default false
   */
  readonly processLogs?: boolean | undefined;
}

/** Options of add-on `argo-rollouts`. */
export interface ArgoRolloutsInput {
  /** Version of the chart. Default: a pinned version */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Further AWS permissions of its service account: statements, in the format of IAM
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
  /**
   * ARNs of further managed policies of its service account
   * @default []
   */
  readonly policies?: readonly string[] | undefined;
  /**
   * Number of pods
   * @default 2
   */
  readonly replicas?: number | undefined;
  /**
   * Run the dashboard, which shows and promotes Rollouts without authentication: reach it by `kubectl port-forward`, or by `domain.expose`
   * @default false
   */
  readonly dashboard?: boolean | undefined;
}

/** Options of add-on `gatekeeper`. */
export interface GatekeeperInput {
  /** Version of the chart. Default: a pinned version */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Number of pods of the webhook; the audit has one
   * @default 3
   */
  readonly replicas?: number | undefined;
}

/** Options of add-on `vertical-pod-autoscaler`. */
export interface VerticalPodAutoscalerInput {
  /** Version of the chart. Default: a pinned version */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Number of pods of the admission controller; recommender and updater have one each
   * @default 2
   */
  readonly replicas?: number | undefined;
  /**
   * Run updater and admission controller, which apply recommendations to pods; false leaves the recommendations alone
   * @default true
   */
  readonly updates?: boolean | undefined;
}

/** Options of add-on `aws-efa-k8s-device-plugin`. */
export interface AwsEfaK8sDevicePluginInput {
  /** Version of the chart. Default: a pinned version */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
}

/** Options of add-on `aws-network-flow-monitoring-agent`. */
export interface AwsNetworkFlowMonitoringAgentInput {
  /** Version of the EKS add-on. AWS resolves `default` and `latest` at deployment. Default: a pinned version */
  readonly version?: "default" | "latest" | string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Further AWS permissions of its service account: statements, in the format of IAM
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
  /**
   * ARNs of further managed policies of its service account
   * @default []
   */
  readonly policies?: readonly string[] | undefined;
  /**
   * Serve metrics of the flows in the format of Prometheus too, on port 9109 of each node
   * @default false
   */
  readonly openMetrics?: boolean | undefined;
}

/** Options of add-on `aws-privateca-issuer`. */
export interface AwsPrivatecaIssuerInput {
  /** Version of the EKS add-on. AWS resolves `default` and `latest` at deployment. Default: a pinned version */
  readonly version?: "default" | "latest" | string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Further AWS permissions of its service account: statements, in the format of IAM
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
  /**
   * ARNs of further managed policies of its service account
   * @default []
   */
  readonly policies?: readonly string[] | undefined;
  /**
   * Name -> ARN of a private CA: an AWSPCAClusterIssuer of that name, and the permission to issue certificates of this CA
   * @default {}
   */
  readonly issuers?: { readonly [name: string]: string } | undefined;
}

/** Options of add-on `opencost`. */
export interface OpencostInput {
  /** Version of the chart. Default: a pinned version */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Further AWS permissions of its service account: statements, in the format of IAM
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
  /**
   * ARNs of further managed policies of its service account
   * @default []
   */
  readonly policies?: readonly string[] | undefined;
  /** URL of another Prometheus server, which scrapes the cluster. Default: that of the add-on `prometheus`, which is then enabled */
  readonly prometheusUrl?: string | undefined;
  /**
   * Run the user interface beside the API
   * @default true
   */
  readonly ui?: boolean | undefined;
}

/** Options of add-on `amp`. */
export interface AmpInput {
  /** ARN of a workspace of this account and region that exists. Default: one is created */
  readonly workspaceArn?: string | undefined;
  /** Days for which the new workspace keeps samples. Default: 150, AWS's */
  readonly retentionDays?: number | undefined;
  /** ARN of the KMS key that encrypts the new workspace. Default: a key that AWS owns */
  readonly kmsKeyArn?: string | undefined;
  /**
   * Keep the workspace and its samples when it is removed from the stack or the stack is destroyed
   * @default false
   */
  readonly retain?: boolean | undefined;
  /**
   * A managed scraper, which collects the cluster's metrics without agents; false: something else writes, such as `prometheus`
   * @default {"intervalSeconds":30}
   */
  readonly scraper?:
    | false
    | true
    | {
        /**
         * Seconds between two samples of a metric
         * @default 30
         */
        readonly intervalSeconds?: number | undefined;
        /** Configuration of your own instead: sections `global` and `scrape_configs` of Prometheus, as YAML in a string */
        readonly configuration?: string | undefined;
      }
    | undefined;
  /**
   * A workspace of Amazon Managed Grafana that may query the metrics; true means with all defaults
   * @default false
   */
  readonly grafana?:
    | false
    | true
    | {
        /**
         * Who logs users in: `AWS_SSO` (IAM Identity Center of the account or organization), `SAML`, or both
         * @default ["AWS_SSO"]
         */
        readonly authentication?: readonly ("AWS_SSO" | "SAML")[] | undefined;
        /** Version of Grafana, for a new workspace and for upgrades. Default: AWS's newest */
        readonly version?: string | undefined;
        /**
         * IDs of groups of IAM Identity Center whose members administer Grafana
         * @default []
         */
        readonly admins?: readonly string[] | undefined;
        /**
         * IDs of groups whose members edit dashboards
         * @default []
         */
        readonly editors?: readonly string[] | undefined;
        /**
         * IDs of groups whose members view dashboards
         * @default []
         */
        readonly viewers?: readonly string[] | undefined;
      }
    | undefined;
}

/** Options of add-on `ack`. */
export interface AckInput {
  /** Services with a controller: a list of their names, or name -> `true` or options of its controller */
  readonly services:
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
    | {
        readonly [name: string]:
          | true
          | {
              /** Version of the chart. Default: a pinned version */
              readonly version?: string | undefined;
              /**
               * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
               * @default {}
               */
              readonly values?: { readonly [name: string]: unknown } | undefined;
              /**
               * AWS permissions of the controller: statements, in the format of IAM. They replace those that ACK recommends
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
              /**
               * ARNs of managed policies of the controller. They replace those that ACK recommends
               * @default []
               */
              readonly policies?: readonly string[] | undefined;
            };
      };
  /**
   * Whether an AWS resource is deleted with its object, or kept. The annotation `services.k8s.aws/deletion-policy` of an object or namespace goes before
   * @default "delete"
   */
  readonly deletionPolicy?: "delete" | "retain" | undefined;
  /**
   * Number of pods of each controller, one of which is active
   * @default 1
   */
  readonly replicas?: number | undefined;
}

/** Options of add-on `gpu-operator`. */
export interface GpuOperatorInput {
  /** Version of the chart. Default: a pinned version */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /** Partitions GPUs by the node label `nvidia.com/mig.config`; single: pods request `nvidia.com/gpu`, mixed: the profile, such as `nvidia.com/mig-1g.10gb`. Default: GPUs are not partitioned */
  readonly mig?: "single" | "mixed" | undefined;
  /** Number of pods that share a GPU in turns, without isolation of their memory. Default: one */
  readonly timeSlicing?: number | undefined;
  /**
   * Metrics of the GPUs, in the format of Prometheus
   * @default true
   */
  readonly dcgmExporter?: boolean | undefined;
}

/** Options of add-on `istio`. */
export interface IstioInput {
  /** Version of the chart. Default: a pinned version */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Number of istiod pods; more are started when these are busy
   * @default 2
   */
  readonly replicas?: number | undefined;
  /** Install Istio's CNI plugin beside that of the cluster: pods of the mesh then need no rights to change their network, which Pod Security Standards forbid. Default: true, but false in Auto Mode */
  readonly cni?:
    | boolean
    | {
        /**
         * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
         * @default {}
         */
        readonly values?: { readonly [name: string]: unknown } | undefined;
      }
    | undefined;
  /**
   * Install an ingress gateway behind a Network Load Balancer; true means with all defaults
   * @default false
   */
  readonly gateway?:
    | false
    | true
    | {
        /**
         * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
         * @default {}
         */
        readonly values?: { readonly [name: string]: unknown } | undefined;
        /**
         * Who reaches its Network Load Balancer: the VPC and what is connected to it, or the internet
         * @default "internal"
         */
        readonly scheme?: "internal" | "internet-facing" | undefined;
        /**
         * Address ranges that may reach it. Default: all
         * @default []
         */
        readonly sourceCidrs?: readonly string[] | undefined;
        /**
         * Number of pods; more are started when these are busy
         * @default 2
         */
        readonly replicas?: number | undefined;
      }
    | undefined;
}

/** Options of add-on `aws-gateway-api-controller`. */
export interface AwsGatewayApiControllerInput {
  /** Version of the chart. Default: a pinned version */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Further AWS permissions of its service account: statements, in the format of IAM
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
  /**
   * ARNs of further managed policies of its service account
   * @default []
   */
  readonly policies?: readonly string[] | undefined;
  /**
   * Number of pods
   * @default 2
   */
  readonly replicas?: number | undefined;
  /**
   * Name -> service network in VPC Lattice, associated with the VPC. A Gateway of that name puts its routes into it
   * @default {}
   */
  readonly serviceNetworks?:
    | {
        readonly [name: string]: {
          /**
           * AWS_IAM: requests are signed, and allowed by an auth policy; NONE: who reaches the network reaches its services
           * @default "NONE"
           */
          readonly authType?: "NONE" | "AWS_IAM" | undefined;
        };
      }
    | undefined;
  /**
   * Create the CRDs of the Gateway API; false if something else has installed them
   * @default true
   */
  readonly gatewayApiCrds?: boolean | undefined;
}

/** Options of add-on `pulumi-kubernetes-operator`. */
export interface PulumiKubernetesOperatorInput {
  /** Version of the chart. Default: a pinned version */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
}

/** Options of add-on `cluster-proportional-autoscaler`. */
export interface ClusterProportionalAutoscalerInput {
  /** Version of the chart. Default: a pinned version */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /** Workload in kube-system whose replicas follow the size of the cluster, such as `deployment/coredns` */
  readonly target: string;
  /**
   * Replicas in proportion to cores and nodes
   * @default {"coresPerReplica":256,"nodesPerReplica":16,"min":2}
   */
  readonly linear?:
    | {
        /**
         * Cores of the nodes for each replica
         * @default 256
         */
        readonly coresPerReplica?: number | undefined;
        /**
         * Nodes for each replica. The larger number of the two counts
         * @default 16
         */
        readonly nodesPerReplica?: number | undefined;
        /**
         * Replicas at least
         * @default 2
         */
        readonly min?: number | undefined;
        /** Replicas at most. Default: no limit */
        readonly max?: number | undefined;
      }
    | undefined;
  /** Replicas by steps of cores and nodes, instead of `linear` */
  readonly ladder?:
    | {
        /** Steps [cores, replicas], in ascending order */
        readonly coresToReplicas?: readonly (readonly number[])[] | undefined;
        /** Steps [nodes, replicas], in ascending order. The larger number of replicas counts */
        readonly nodesToReplicas?: readonly (readonly number[])[] | undefined;
      }
    | undefined;
}

/** Options of add-on `aws-guardduty-agent`. */
export interface AwsGuarddutyAgentInput {
  /** Version of the EKS add-on. AWS resolves `default` and `latest` at deployment. Default: a pinned version */
  readonly version?: "default" | "latest" | string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Create the VPC endpoint `guardduty-data`, without which agents deliver nothing, unless `network.endpoints` has it; false if the VPC has one already
   * @default true
   */
  readonly vpcEndpoint?: boolean | undefined;
  /**
   * Turn on Runtime Monitoring in the GuardDuty detector of the account and region, which must exist, and leave the agents to this add-on. It stays on when this is removed
   * @default false
   */
  readonly runtimeMonitoring?: boolean | undefined;
}

/** Options of add-on `trident`. */
export interface TridentInput {
  /** Version of the chart. Default: a pinned version */
  readonly version?: string | undefined;
  /**
   * Values of the chart, or configuration values of the EKS add-on. They take precedence over the default values
   * @default {}
   */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Further AWS permissions of its service account: statements, in the format of IAM
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
  /**
   * ARNs of further managed policies of its service account
   * @default []
   */
  readonly policies?: readonly string[] | undefined;
  /**
   * Create an FSx for ONTAP file system with a storage virtual machine for volumes of claims; true means with all defaults
   * @default false
   */
  readonly fileSystem?:
    | false
    | true
    | {
        /**
         * Size of its SSD storage in GiB, at least 1024 for each HA pair; it can grow
         * @default 1024
         */
        readonly storageGiB?: number | undefined;
        /**
         * MULTI_AZ: with a standby in a second zone. The second generation (_2) is faster, and not in every region
         * @default "SINGLE_AZ_1"
         */
        readonly deploymentType?: "SINGLE_AZ_1" | "SINGLE_AZ_2" | "MULTI_AZ_1" | "MULTI_AZ_2" | undefined;
        /** MB/s of each HA pair. Default: 128 for the first generation, 384 for the second, 1536 with several pairs */
        readonly throughput?: number | undefined;
        /**
         * Number of pairs of file servers, of SINGLE_AZ_2; it can grow
         * @default 1
         */
        readonly haPairs?: number | undefined;
        /** Zone of the file system. Nodes in other zones reach it too, for the price of traffic between zones. Default: the first zone of the private subnets */
        readonly zone?: string | undefined;
        /** Zone of the standby, of MULTI_AZ. Default: the next zone of the private subnets */
        readonly standbyZone?: string | undefined;
        /** Route tables of the subnets of all nodes and pods, of MULTI_AZ. Default: those of a VPC that the stack creates; required in an existing one */
        readonly routeTableIds?: readonly string[] | undefined;
        /** ARN of the KMS key that encrypts it. Default: the AWS managed key of FSx */
        readonly kmsKeyArn?: string | undefined;
        /**
         * Days for which daily backups of its volumes are kept; 0: none
         * @default 7
         */
        readonly backupRetentionDays?: number | undefined;
        /** When AWS maintains it: day, from 1 for Monday, and time in UTC, such as 7:03:30. Default: a time that AWS chooses */
        readonly weeklyMaintenance?: string | undefined;
        /** ARN of a secret with {"username": "vsadmin", "password": "..."}, with which Trident signs in. Default: a new one with a random password */
        readonly secretArn?: string | undefined;
        /**
         * Keep the file system when it is removed from the stack or the stack is destroyed
         * @default false
         */
        readonly retain?: boolean | undefined;
      }
    | undefined;
  /** A file system that exists, whose security group allows the nodes on ports 443 and 2049 */
  readonly existing?:
    | {
        /** ID of the file system */
        readonly fileSystemId: string;
        /** Name of the storage virtual machine in which claims get their volumes */
        readonly svm: string;
        /** ARN of a secret with {"username": "vsadmin", "password": "..."} */
        readonly secretArn: string;
      }
    | undefined;
  /**
   * Create the StorageClass `fsx-ontap` if there is a file system: a volume for each claim, shared over NFS
   * @default true
   */
  readonly storageClass?: boolean | undefined;
}

/** An add-on of your own: a chart, or Kubernetes objects. */
export interface CustomAddonInput {
  /** Name of a chart in `repo`, or `oci://...` */
  readonly chart?: string | undefined;
  /** URL of the chart repository; not for `oci://` charts. Encrypt it if it contains credentials: `pulumi config set --secret --path` */
  readonly repo?: string | undefined;
  /** Name of an EKS add-on, from AWS or its Marketplace, instead of a chart */
  readonly eksAddon?: string | undefined;
  /** Version of the chart or EKS add-on. AWS resolves `default` (the default of an EKS add-on) and `latest` at deployment */
  readonly version?: string | undefined;
  /** Kubernetes objects, instead of a chart */
  readonly manifests?:
    | readonly {
        /** Group and version */
        readonly apiVersion: string;
        /** Kind */
        readonly kind: string;
        /** Metadata; this and all other keys of an object follow the Kubernetes API */
        readonly metadata: {
          /** Name */
          readonly name: string;
          /** Namespace. Default: the add-on's namespace, for namespaced built-in kinds */
          readonly namespace?: string | undefined;
          readonly [key: string]: unknown;
        };
        readonly [key: string]: unknown;
      }[]
    | undefined;
  /** Namespace, also of manifests without one. Default: the add-on's name. Of an EKS add-on: where AWS installs its pods, needed if that is unknown here and it has `serviceAccounts` */
  readonly namespace?: string | undefined;
  /**
   * Create the namespace, once for all add-ons in it, unless every cluster has it; false means that it already exists and is kept
   * @default true
   */
  readonly createNamespace?: boolean | undefined;
  /** Values of the chart, or configuration values of the EKS add-on. `{}` resets those of an EKS add-on; without the key, AWS keeps its last ones */
  readonly values?: { readonly [name: string]: unknown } | undefined;
  /**
   * Add-ons, custom or from the catalog, that must be ready first; nodes are always ready
   * @default []
   */
  readonly requires?: readonly string[] | undefined;
  /** Installed before the first node, for what nodes need to get ready, such as another CNI. Its pods start with the nodes, so nothing waits for those of a chart or manifest. Default: after the nodes */
  readonly before?: "nodes" | undefined;
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
          /**
           * Path of the chart's value for the annotations of the service account, where IRSA sets the role
           * @default "serviceAccount.annotations"
           */
          readonly annotations?: string | undefined;
        };
      }
    | undefined;
  /**
   * Registry hosts of its images, such as quay.io; without NAT each must be in `images.registries`
   * @default []
   */
  readonly registries?: readonly string[] | undefined;
}

/** Section `addons`: each add-on off, on, or on with options. */
export interface AddonsInput {
  /** Provides pods with the credentials of their service account's role, with `cluster.identity: podIdentity` */
  readonly "eks-pod-identity-agent"?: boolean | EksPodIdentityAgentInput | undefined;
  /** Assigns VPC addresses to pods: the Amazon VPC CNI */
  readonly "vpc-cni"?: boolean | VpcCniInput | undefined;
  /** Routes the traffic of Services on each node */
  readonly "kube-proxy"?: boolean | KubeProxyInput | undefined;
  /** Cluster DNS */
  readonly coredns?: boolean | CorednsInput | undefined;
  /** EBS volumes for pods, and the cluster's default StorageClass */
  readonly "aws-ebs-csi-driver"?: boolean | AwsEbsCsiDriverInput | undefined;
  /** Shared file systems for pods in all zones: Amazon EFS */
  readonly "aws-efs-csi-driver"?: boolean | AwsEfsCsiDriverInput | undefined;
  /** FSx for Lustre file systems for pods: the driver, StorageClasses whose claims get a file system each, or one file system created with the stack */
  readonly "aws-fsx-csi-driver"?: boolean | AwsFsxCsiDriverInput | undefined;
  /** Volumes of FSx for OpenZFS for pods, shared over NFS, with snapshots */
  readonly "aws-fsx-openzfs-csi-driver"?: boolean | AwsFsxOpenzfsCsiDriverInput | undefined;
  /** S3 buckets as file systems: Mountpoint for Amazon S3 */
  readonly "aws-mountpoint-s3-csi-driver"?: false | AwsMountpointS3CsiDriverInput | undefined;
  /** Secrets of Secrets Manager and parameters of Parameter Store as files in pods */
  readonly "secrets-store-csi-driver"?: boolean | SecretsStoreCsiDriverInput | undefined;
  /** Kubernetes Secrets synchronized from Secrets Manager and Parameter Store: the External Secrets Operator */
  readonly "external-secrets"?: boolean | ExternalSecretsInput | undefined;
  /** Backups of the cluster's objects and volumes in S3, restored with the `velero` CLI */
  readonly velero?: boolean | VeleroInput | undefined;
  /** CPU and memory of pods and nodes, for the Horizontal Pod Autoscaler and `kubectl top` */
  readonly "metrics-server"?: boolean | MetricsServerInput | undefined;
  /** Scales the groups of your node pools by pending pods, within `size.min` and `size.max` of each */
  readonly "cluster-autoscaler"?: boolean | ClusterAutoscalerInput | undefined;
  /** Starts instances of the cheapest suitable type for pending pods, and terminates unneeded ones */
  readonly karpenter?: boolean | KarpenterInput | undefined;
  /** Drains nodes of self-managed groups before AWS terminates their instances: spot interruptions, rebalance recommendations, scale-in, instance refreshes, maintenance */
  readonly "aws-node-termination-handler"?: boolean | AwsNodeTerminationHandlerInput | undefined;
  /** Makes NVIDIA GPUs available to pods: `resources: { limits: { nvidia.com/gpu: 1 } }` */
  readonly "nvidia-device-plugin"?: boolean | NvidiaDevicePluginInput | undefined;
  /** Makes AWS Inferentia and Trainium available to pods: `resources: { limits: { aws.amazon.com/neuron: 1 } }`, or `aws.amazon.com/neuroncore` */
  readonly "neuron-device-plugin"?: boolean | NeuronDevicePluginInput | undefined;
  /** Reserves capacity with low-priority pause pods: new pods preempt them and start at once, while the autoscaler adds a node */
  readonly overprovisioning?: boolean | OverprovisioningInput | undefined;
  /** Scales workloads by events, such as the length of a queue, down to zero: ScaledObjects and ScaledJobs */
  readonly keda?: boolean | KedaInput | undefined;
  /** Application Load Balancers for Ingresses, Network Load Balancers for Services */
  readonly "aws-load-balancer-controller"?: boolean | AwsLoadBalancerControllerInput | undefined;
  /** DNS records in Route 53 for Services and Ingresses */
  readonly "external-dns"?: false | ExternalDnsInput | undefined;
  /** Certificates as Kubernetes objects, issued and renewed automatically */
  readonly "cert-manager"?: boolean | CertManagerInput | undefined;
  /** Prometheus, Alertmanager and Grafana, with rules and dashboards for Kubernetes: the chart `kube-prometheus-stack` */
  readonly prometheus?: boolean | PrometheusInput | undefined;
  /** AWS Distro for OpenTelemetry: the operator and two collectors, metrics to CloudWatch Container Insights, traces to X-Ray */
  readonly adot?: boolean | AdotInput | undefined;
  /** Amazon CloudWatch agent: Container Insights with enhanced observability, Application Signals, traces, and logs by Fluent Bit */
  readonly "amazon-cloudwatch-observability"?: boolean | AmazonCloudwatchObservabilityInput | undefined;
  /** Logs of containers and nodes to CloudWatch, by AWS's build of Fluent Bit */
  readonly "fluent-bit"?: boolean | FluentBitInput | undefined;
  /** Detects problems with kernel, network, storage, container runtime and accelerators in the logs of its node, and reports them as node conditions */
  readonly "eks-node-monitoring-agent"?: boolean | EksNodeMonitoringAgentInput | undefined;
  /** A user interface for the cluster */
  readonly "kubernetes-dashboard"?: boolean | KubernetesDashboardInput | undefined;
  /** Argo CD: GitOps continuous delivery from Git repositories */
  readonly argocd?: boolean | ArgocdInput | undefined;
  /** Policies as Kubernetes objects, which validate, mutate and generate other objects */
  readonly kyverno?: boolean | KyvernoInput | undefined;
  /** Flux: GitOps continuous delivery from Git repositories. `gitops: { engine: flux, ... }` enables it with a repository: GitOps */
  readonly flux?: boolean | FluxInput | undefined;
  /** Logs of pods on Fargate to CloudWatch, by the log router that is part of Fargate */
  readonly "fargate-logging"?: boolean | FargateLoggingInput | undefined;
  /** Argo Rollouts: canary and blue-green deployments with analysis, by Rollouts in place of Deployments */
  readonly "argo-rollouts"?: boolean | ArgoRolloutsInput | undefined;
  /** OPA Gatekeeper: policies in Rego or CEL, which validate and mutate objects, and an audit of those that exist */
  readonly gatekeeper?: boolean | GatekeeperInput | undefined;
  /** Recommends CPU and memory requests by what pods use, and sets them: the Vertical Pod Autoscaler */
  readonly "vertical-pod-autoscaler"?: boolean | VerticalPodAutoscalerInput | undefined;
  /** Makes Elastic Fabric Adapter interfaces available to pods: `resources: { limits: { vpc.amazonaws.com/efa: 1 } }` */
  readonly "aws-efa-k8s-device-plugin"?: boolean | AwsEfaK8sDevicePluginInput | undefined;
  /** Reports TCP flows between pods, nodes and AWS services to CloudWatch Network Flow Monitor: the agent on each node */
  readonly "aws-network-flow-monitoring-agent"?: boolean | AwsNetworkFlowMonitoringAgentInput | undefined;
  /** Certificates of AWS Private CA through cert-manager: the EKS add-on `aws-privateca-connector-for-kubernetes` */
  readonly "aws-privateca-issuer"?: boolean | AwsPrivatecaIssuerInput | undefined;
  /** What workloads cost, by namespace, controller, label or pod: the prices of nodes and volumes, divided by what pods request and use */
  readonly opencost?: boolean | OpencostInput | undefined;
  /** Metrics of the cluster in Amazon Managed Service for Prometheus, without agents: a workspace, a managed scraper and, on request, Amazon Managed Grafana */
  readonly amp?: boolean | AmpInput | undefined;
  /** AWS resources as Kubernetes objects, such as buckets, queues and databases: AWS Controllers for Kubernetes (ACK), one controller for each service that you name */
  readonly ack?: false | AckInput | undefined;
  /** NVIDIA GPU Operator: GPUs for pods, `resources: { limits: { nvidia.com/gpu: 1 } }`, labels of GPUs, their metrics, time slicing and MIG */
  readonly "gpu-operator"?: boolean | GpuOperatorInput | undefined;
  /** A service mesh with sidecars: Istio's CRDs, istiod, the CNI plugin and, on request, an ingress gateway */
  readonly istio?: boolean | IstioInput | undefined;
  /** Gateways and routes of the Kubernetes Gateway API as services of Amazon VPC Lattice, which pods reach across clusters, VPCs and accounts */
  readonly "aws-gateway-api-controller"?: boolean | AwsGatewayApiControllerInput | undefined;
  /** Pulumi stacks as Kubernetes objects: the Pulumi Kubernetes Operator deploys each from a Git repository, Flux source or Program */
  readonly "pulumi-kubernetes-operator"?: boolean | PulumiKubernetesOperatorInput | undefined;
  /** The replicas of a workload in kube-system follow the number of nodes and cores */
  readonly "cluster-proportional-autoscaler"?: false | ClusterProportionalAutoscalerInput | undefined;
  /** Amazon GuardDuty Runtime Monitoring: an agent on each node reports processes, files and connections, which GuardDuty examines for threats */
  readonly "aws-guardduty-agent"?: boolean | AwsGuarddutyAgentInput | undefined;
  /** Volumes of FSx for NetApp ONTAP for pods, shared over NFS, with snapshots and clones, by NetApp Trident */
  readonly trident?: boolean | TridentInput | undefined;
  /** Name -> custom add-on: a chart, an EKS add-on, or Kubernetes objects. */
  readonly custom?: { readonly [name: string]: CustomAddonInput } | undefined;
}

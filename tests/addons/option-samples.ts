// A value for every option of every add-on that differs from its default, with the other options and settings that it needs.
import type { AddonName } from "../../components/addons/names";
import { type Changes, pool } from "./fixtures";

type Values = Readonly<Record<string, unknown>>;

export interface OptionSample {
  readonly value: unknown;
  /** Other options of the add-on, with and without the value. */
  readonly beside?: Values;
  /** Settings of the stack, with and without the value. */
  readonly stack?: Changes;
  /** Types of the resources that are created (+), changed (~) and gone (-). */
  readonly changes: readonly string[];
}

const key = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const authority = "arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/1234abcd-12ab-34cd-56ef-1234567890ab";
const groupId = "1234abcd-12ab-34cd-56ef-1234567890ab";
const zones = ["Z0123456789ABC"];
const buckets = ["shop-data"];
const ofKarpenter = (options: Values, changes: readonly string[]): OptionSample => ({ value: { default: options }, changes });

export const optionSamples: Readonly<Record<AddonName, Readonly<Record<string, OptionSample>>>> = {
  ack: {
    services: {
      value: ["s3", "sqs"],
      beside: { services: ["s3"] },
      changes: ["+ PodIdentityAssociation", "+ Release", "+ Role", "+ RolePolicyAttachment", "+ WorkloadRole"],
    },
    deletionPolicy: { value: "retain", beside: { services: ["s3"] }, changes: ["~ Release"] },
    replicas: { value: 2, beside: { services: ["s3"] }, changes: ["~ Release"] },
  },
  trident: {
    fileSystem: {
      value: true,
      changes: [
        ...["+ OntapFileSystem", "+ OntapStorageVirtualMachine", "+ PodIdentityAssociation", "+ Role", "+ RolePolicy", "+ Secret"],
        ...[
          "+ SecretVersion",
          "+ SecurityGroup",
          "+ SecurityGroupIngressRule",
          "+ StorageClass",
          "+ TridentBackendConfig",
          "+ WorkloadRole",
        ],
      ],
    },
    existing: {
      value: {
        fileSystemId: "fs-0123456789abcdef0",
        svm: "shop",
        secretArn: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/vsadmin-AbCdEf",
      },
      changes: ["+ PodIdentityAssociation", "+ Role", "+ RolePolicy", "+ StorageClass", "+ TridentBackendConfig", "+ WorkloadRole"],
    },
    storageClass: { value: false, beside: { fileSystem: true }, changes: ["- StorageClass"] },
  },
  "pulumi-kubernetes-operator": {},
  "cluster-proportional-autoscaler": {
    target: { value: "deployment/other", beside: { target: "deployment/metrics-server" }, changes: ["~ Release"] },
    linear: { value: { min: 3 }, beside: { target: "deployment/metrics-server" }, changes: ["~ Release"] },
    ladder: {
      value: {
        nodesToReplicas: [
          [1, 1],
          [10, 3],
        ],
      },
      beside: { target: "deployment/metrics-server" },
      changes: ["~ Release"],
    },
  },
  "aws-guardduty-agent": {
    vpcEndpoint: { value: false, changes: ["- GuardDutyDataEndpoint", "- SecurityGroup", "- SecurityGroupIngressRule", "- VpcEndpoint"] },
    runtimeMonitoring: { value: true, changes: ["+ DetectorFeature"] },
  },
  "aws-gateway-api-controller": {
    replicas: { value: 3, changes: ["~ Release"] },
    serviceNetworks: { value: { shop: {} }, changes: ["+ ServiceNetwork", "+ ServiceNetworkVpcAssociation"] },
    gatewayApiCrds: { value: false, changes: ["- CustomResourceDefinition"] },
  },
  istio: {
    replicas: { value: 3, changes: ["~ Release"] },
    cni: { value: false, changes: ["- Release", "~ Release"] },
    gateway: {
      value: true,
      stack: { cluster: { autoMode: true }, nodePools: {} },
      changes: ["+ Namespace", "+ Release"],
    },
  },
  "gpu-operator": {
    mig: { value: "mixed", changes: ["~ Release"] },
    timeSlicing: { value: 4, changes: ["~ Release"] },
    dcgmExporter: { value: false, changes: ["~ Release"] },
  },
  amp: {
    workspaceArn: {
      value: "arn:aws:aps:eu-west-1:111122223333:workspace/ws-0123abcd-0123-4567-89ab-0123456789ab",
      changes: ["- Workspace", "~ Scraper"],
    },
    retentionDays: { value: 365, changes: ["+ WorkspaceConfiguration"] },
    kmsKeyArn: { value: key, beside: { scraper: false }, changes: ["~ Workspace"] },
    retain: { value: true, changes: ["~ Workspace"] },
    scraper: { value: false, changes: ["- Scraper"] },
    grafana: { value: { admins: [groupId] }, changes: ["+ ManagedGrafana", "+ Role", "+ RoleAssociation", "+ RolePolicy", "+ Workspace"] },
  },
  "eks-pod-identity-agent": {},
  "vpc-cni": {
    prefixDelegation: { value: true, changes: ["~ Addon"] },
    networkPolicy: { value: true, changes: ["~ Addon"] },
    podSecurityGroups: {
      value: true,
      stack: { nodePools: { own: pool({ instanceTypes: ["m7g.large"] }) } },
      changes: ["+ RolePolicyAttachment", "~ Addon"],
    },
  },
  "kube-proxy": { mode: { value: "ipvs", changes: ["~ Addon"] } },
  coredns: { replicas: { value: 3, changes: ["~ Addon"] } },
  "aws-ebs-csi-driver": {
    defaultStorageClass: { value: false, changes: ["- StorageClass"] },
    driver: { value: false, changes: ["- Addon", "- Role", "- RolePolicyAttachment", "- WorkloadRole"] },
    kmsKeyArns: { value: [key], changes: ["+ RolePolicy", "~ StorageClass"] },
    storageClasses: { value: { fast: { type: "io2", iops: 10_000 } }, changes: ["+ StorageClass"] },
    snapshots: { value: true, changes: ["+ Addon", "+ VolumeSnapshotClass"] },
  },
  "aws-efs-csi-driver": {
    fileSystem: {
      value: true,
      changes: [
        "+ BackupPolicy",
        "+ EfsFileSystem",
        "+ FileSystem",
        "+ MountTarget",
        "+ SecurityGroup",
        "+ SecurityGroupIngressRule",
        "+ StorageClass",
      ],
    },
    fileSystemId: { value: "fs-0123456789abcdef0", changes: ["+ StorageClass"] },
    storageClass: { value: false, beside: { fileSystem: true }, changes: ["- StorageClass"] },
  },
  "aws-fsx-csi-driver": {
    fileSystem: {
      value: true,
      changes: [
        ...["+ LustreFileSystem", "+ LustreStorage", "+ PersistentVolume", "+ SecurityGroup"],
        ...["+ SecurityGroupEgressRule", "+ SecurityGroupIngressRule"],
      ],
    },
    storageClasses: {
      value: { lustre: {} },
      changes: ["+ LustreStorage", "+ SecurityGroup", "+ SecurityGroupEgressRule", "+ SecurityGroupIngressRule", "+ StorageClass"],
    },
  },
  "aws-fsx-openzfs-csi-driver": {
    fileSystem: {
      value: true,
      changes: ["+ OpenZfsFileSystem", "+ SecurityGroup", "+ SecurityGroupIngressRule", "+ StorageClass"],
    },
    rootVolumeId: { value: "fsvol-0123456789abcdef0", changes: ["+ StorageClass"] },
    storageClass: { value: false, beside: { fileSystem: true }, changes: ["- StorageClass"] },
  },
  "aws-mountpoint-s3-csi-driver": { buckets: { value: ["another-bucket"], beside: { buckets }, changes: ["~ RolePolicy"] } },
  "secrets-store-csi-driver": {
    syncSecrets: { value: true, changes: ["~ Addon"] },
    rotation: { value: true, changes: ["~ Addon"] },
    rotationPollInterval: { value: "2h", beside: { rotation: true }, changes: ["~ Addon"] },
  },
  "external-secrets": {
    secrets: {
      value: ["shop/*"],
      changes: ["+ ClusterSecretStore", "+ PodIdentityAssociation", "+ Role", "+ RolePolicy", "+ WorkloadRole"],
    },
    parameters: {
      value: ["shop/*"],
      changes: ["+ ClusterSecretStore", "+ PodIdentityAssociation", "+ Role", "+ RolePolicy", "+ WorkloadRole"],
    },
    kmsKeyArns: { value: [key], beside: { secrets: ["shop/*"] }, changes: ["~ RolePolicy"] },
    stores: { value: false, beside: { secrets: ["shop/*"] }, changes: ["- ClusterSecretStore"] },
    namespaces: { value: ["shop"], beside: { secrets: ["shop/*"] }, changes: ["~ ClusterSecretStore"] },
    replicas: { value: 3, changes: ["~ Release"] },
  },
  velero: {
    bucket: {
      value: "shop-backups",
      changes: [
        "- BackupBucket",
        "- Bucket",
        "- BucketLifecycleConfiguration",
        "- BucketPolicy",
        "- BucketPublicAccessBlock",
        "- BucketServerSideEncryptionConfiguration",
        "- BucketVersioning",
        "~ Release",
        "~ RolePolicy",
      ],
    },
    prefix: { value: "clusters/shop", changes: ["~ Release", "~ RolePolicy"] },
    kmsKeyArn: { value: key, changes: ["~ BucketServerSideEncryptionConfiguration", "~ Release", "~ RolePolicy"] },
    keepDeletedDays: { value: 7, changes: ["~ BucketLifecycleConfiguration"] },
    retain: {
      value: true,
      changes: [
        "~ Bucket",
        "~ BucketLifecycleConfiguration",
        "~ BucketPolicy",
        "~ BucketPublicAccessBlock",
        "~ BucketServerSideEncryptionConfiguration",
        "~ BucketVersioning",
      ],
    },
    snapshots: { value: "csi", changes: ["~ Release", "~ RolePolicy"] },
    nodeAgent: { value: true, changes: ["~ Release"] },
    schedules: { value: {}, changes: ["~ Release"] },
  },
  "metrics-server": { replicas: { value: 3, changes: ["~ Addon"] } },
  "cluster-autoscaler": {
    replicas: { value: 3, changes: ["~ Release"] },
    expander: { value: "most-pods", changes: ["~ Release"] },
    priorities: { value: { 10: [".*"] }, beside: { expander: "priority", priorities: { 50: [".*"] } }, changes: ["~ Release"] },
    balanceSimilarGroups: { value: false, changes: ["~ Release"] },
    scaleDown: { value: { enabled: false }, changes: ["~ Release"] },
  },
  karpenter: {
    replicas: { value: 3, changes: ["~ Release"] },
    crds: { value: { values: { additionalAnnotations: { owner: "platform" } } }, changes: ["~ Release"] },
    isolated: { value: true, changes: ["+ InstanceProfile", "~ EC2NodeClass", "~ Release"] },
    ssm: { value: false, changes: ["- RolePolicyAttachment"] },
    nodeRoleArn: {
      value: "arn:aws:iam::111122223333:role/nodes",
      changes: ["- Role", "- RolePolicyAttachment", "~ AccessEntry", "~ EC2NodeClass", "~ RolePolicy"],
    },
    windowsNodeRoleArn: {
      value: "arn:aws:iam::111122223333:role/windows-nodes",
      beside: { nodePools: { dotnet: { ami: "windows2022" } } },
      changes: ["- Role", "- RolePolicyAttachment", "~ AccessEntry", "~ EC2NodeClass", "~ RolePolicy"],
    },
    nodePolicies: { value: ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"], changes: ["+ RolePolicyAttachment"] },
    nodePools: ofKarpenter({ capacityTypes: ["spot"] }, ["~ NodePool"]),
  },
  "aws-node-termination-handler": {
    replicas: { value: 3, stack: { nodePools: { own: pool({ kind: "selfManaged" }) } }, changes: ["~ Release"] },
    podTerminationGracePeriod: { value: 60, stack: { nodePools: { own: pool({ kind: "selfManaged" }) } }, changes: ["~ Release"] },
    nodeTerminationGracePeriod: { value: 240, stack: { nodePools: { own: pool({ kind: "selfManaged" }) } }, changes: ["~ Release"] },
  },
  "nvidia-device-plugin": {},
  "neuron-device-plugin": {},
  overprovisioning: {
    replicas: { value: 3, changes: ["~ Deployment"] },
    cpu: { value: "2", changes: ["~ Deployment"] },
    memory: { value: "2Gi", changes: ["~ Deployment"] },
  },
  keda: { replicas: { value: 3, changes: ["~ Release"] } },
  "aws-load-balancer-controller": {
    replicas: { value: 3, changes: ["~ Release"] },
    defaultIngressClass: { value: true, changes: ["~ Release"] },
    defaultForServices: { value: true, changes: ["~ Release"] },
    sharedAlb: { value: true, changes: ["+ SecurityGroup", "+ SecurityGroupEgressRule", "+ SecurityGroupIngressRule", "~ Release"] },
  },
  "external-dns": {
    zones: { value: ["Z0123456789XYZ"], beside: { zones }, changes: ["~ Release", "~ RolePolicy"] },
    policy: { value: "sync", beside: { zones }, changes: ["~ Release"] },
    sources: { value: ["service"], beside: { zones }, changes: ["~ Release"] },
    domainFilters: { value: ["shop.example.com"], beside: { zones }, changes: ["~ Release"] },
  },
  "cert-manager": {
    replicas: { value: 3, changes: ["~ Release"] },
    zones: { value: zones, changes: ["+ PodIdentityAssociation", "+ Role", "+ RolePolicy", "+ WorkloadRole"] },
    letsencrypt: { value: { email: "ops@example.com" }, beside: { zones }, changes: ["+ ClusterIssuer"] },
  },
  prometheus: {
    replicas: { value: 1, changes: ["~ Release"] },
    storage: {
      value: false,
      changes: ["- Addon", "- InstalledAddon", "- Role", "- RolePolicyAttachment", "- StorageClass", "- WorkloadRole", "~ Release"],
    },
    retentionDays: { value: 7, changes: ["~ Release"] },
    grafana: { value: false, changes: ["~ Release"] },
    alertmanager: { value: false, changes: ["~ Release"] },
    remoteWrite: {
      value: { workspaceId: "ws-0123abcd-0123-4567-89ab-0123456789ab" },
      changes: ["+ PodIdentityAssociation", "+ Role", "+ RolePolicy", "+ WorkloadRole", "~ Release"],
    },
  },
  adot: {
    metrics: {
      value: false,
      changes: [
        "- ClusterRole",
        "- ClusterRoleBinding",
        "- LogGroup",
        "- OpenTelemetryCollector",
        "- PodIdentityAssociation",
        "- Role",
        "- RoleBinding",
        "- RolePolicy",
        "- ServiceAccount",
        "- WorkloadRole",
      ],
    },
    traces: {
      value: false,
      changes: ["- OpenTelemetryCollector", "- PodIdentityAssociation", "- Role", "- RolePolicy", "- ServiceAccount", "- WorkloadRole"],
    },
    replicas: { value: 3, changes: ["~ OpenTelemetryCollector"] },
    retentionDays: { value: 7, changes: ["~ LogGroup"] },
  },
  "amazon-cloudwatch-observability": {
    containerLogs: { value: false, changes: ["- LogGroup", "~ Addon"] },
    retentionDays: { value: 7, changes: ["~ LogGroup"] },
  },
  "fargate-logging": {
    retentionDays: { value: 7, changes: ["~ LogGroup"] },
    filters: { value: "[FILTER]\n    Name grep\n    Match *\n    Exclude log debug\n", changes: ["~ ConfigMap"] },
    parsers: { value: "[PARSER]\n    Name plain\n    Format regex\n    Regex ^(?<log>.*)$\n", changes: ["~ ConfigMap"] },
    processLogs: { value: true, changes: ["~ ConfigMap"] },
  },
  "fluent-bit": { retentionDays: { value: 7, changes: ["~ LogGroup"] } },
  "eks-node-monitoring-agent": {},
  "kubernetes-dashboard": {
    replicas: { value: 3, changes: ["~ Release"] },
    admin: { value: false, changes: ["- ClusterRoleBinding", "- ServiceAccount"] },
  },
  argocd: {
    replicas: { value: 3, changes: ["~ Release"] },
    redisHa: { value: true, changes: ["~ Release"] },
    dex: { value: true, changes: ["~ Release"] },
  },
  kyverno: { replicas: { value: 5, changes: ["~ Release"] } },
  flux: { imageAutomation: { value: true, changes: ["~ Release"] } },
  "argo-rollouts": { replicas: { value: 1, changes: ["~ Release"] }, dashboard: { value: true, changes: ["~ Release"] } },
  gatekeeper: { replicas: { value: 2, changes: ["~ Release"] } },
  "vertical-pod-autoscaler": {
    replicas: { value: 1, changes: ["~ Release"] },
    updates: { value: false, changes: ["~ Release"] },
  },
  "aws-efa-k8s-device-plugin": {},
  "aws-network-flow-monitoring-agent": { openMetrics: { value: true, changes: ["~ Addon"] } },
  "aws-privateca-issuer": {
    issuers: { value: { internal: authority }, changes: ["+ AWSPCAClusterIssuer", "+ Role", "+ RolePolicy", "+ WorkloadRole", "~ Addon"] },
  },
  opencost: {
    prometheusUrl: {
      value: "http://prometheus.observability:9090",
      changes: [
        ...["- Addon", "- InstalledAddon", "- Namespace", "- Release", "- Role", "- RolePolicyAttachment"],
        ...["- StorageClass", "- WorkloadRole", "~ Release"], // without Prometheus, the EBS CSI driver is not needed either
      ],
    },
    ui: { value: false, changes: ["~ Release"] },
  },
};

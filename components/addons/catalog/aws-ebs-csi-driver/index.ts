import { z } from "zod";
import { kmsKeyArn } from "../../../util/schemas";
import { type AdditionalRelease, type Addon, type AddonWarning, eksAddon, type InstallContext, manifests, type Values } from "../../addon";
import type { StackProfile } from "../../stack-profile";
import { snapshotControllerVersions } from "../../versions";
import { remoteArns } from "../common/arns";
import { commonOptions, onDemand, systemTolerations } from "../common/options";
import { leftOutWarning, type StackTags, tagCountIssue, tagsThat } from "../common/stack-tags";
import { outpostWarning } from "./outposts";
import { ownClasses, ownClassIssues } from "./own-classes";
import { volumeKeyStatements } from "./policy";
import { ebsDrivers, ownClass, snapshotClass, storageClass } from "./storage-classes";

const options = z.strictObject({
  ...commonOptions.managed,
  ...commonOptions.permissions,
  defaultStorageClass: z
    .boolean()
    .default(true)
    .describe(
      "Create an encrypted gp3 StorageClass as the cluster's default: volumes are created in the zone of the first pod and can be expanded",
    ),
  driver: z
    .boolean()
    .default(true)
    .describe(
      "Install the driver on the nodes of node pools; Auto Mode nodes have their own. Default: true, but false if only Auto Mode needs a StorageClass",
    ),
  kmsKeyArns: z
    .array(kmsKeyArn)
    .default([])
    .describe(
      "ARNs of KMS keys that the driver may encrypt volumes with. The StorageClasses of the stack use the first one. Default: the AWS managed key of EBS",
    ),
  storageClasses: ownClasses
    .default({})
    .describe("Name -> further StorageClass: encrypted, expandable, with volumes in the zone of the first pod"),
  snapshots: onDemand(z.strictObject(commonOptions.managed)).describe(
    "Install the snapshot controller (EKS add-on `snapshot-controller`, optionally with a `version`) with its CRDs, and a default VolumeSnapshotClass",
  ),
});

type Options = z.output<typeof options>;

/** Keys of its schema: `tolerations`, `nodeSelector` and others at the top (aws/containers-roadmap#2311, sighupio/distribution eks-addons.tf.tpl). */
const snapshotController: AdditionalRelease = { noun: "snapshot-controller", option: "snapshots", versions: snapshotControllerVersions };

/** Amazon EBS CSI driver: EBS volumes for pods, and the default StorageClass, which Auto Mode needs too. */
export const awsEbsCsiDriver: Addon<Options> = {
  name: "aws-ebs-csi-driver",
  options,
  namespace: "kube-system",
  requires: ["nodes"],
  hasPods: (options, profile) => hasDriver(options, profile) || options.snapshots !== false,
  outlivesNodes: true,
  supportsFargate: false,
  byDefault: ({ autoMode, existing }) => (autoMode && !existing ? { driver: false } : undefined),
  validate: (options, profile) => [
    () => remoteArns(["kmsKeyArns"], options.kmsKeyArns, profile),
    () => ownClassIssues(options),
    () => (hasDriver(options, profile) ? tagCountIssue(volumeTags(profile.tags), "volumes", driverTags) : undefined),
  ],
  warn: (options, profile) => [...tagsLeftOut(options, profile), ...outpostWarning(options.storageClasses, profile)],
  mainServiceAccount: (options, profile) => (hasDriver(options, profile) ? "ebs-csi-controller-sa" : undefined),
  // Narrower than AmazonEBSCSIDriverPolicy: only volumes and snapshots created by a driver. It works with every driver version and on
  // every node. The cluster-scoped policy is narrower still, but requires driver 1.58 and tags on all instances, and prevents restoring a
  // snapshot of another cluster. Source: kubernetes-sigs/aws-ebs-csi-driver docs/install.md and issue 2918, 2026-08-18.
  identity: (options, profile) =>
    hasDriver(options, profile)
      ? [
          {
            namespace: "kube-system",
            serviceAccount: "ebs-csi-controller-sa",
            managedPolicies: ["AmazonEBSCSIDriverPolicyV2"],
            statements: () => volumeKeyStatements(options.kmsKeyArns),
          },
        ]
      : [],
  additionalReleases: [snapshotController],
  install: (options, install) => [
    // before the driver, which looks for the CRDs when it starts
    ...(options.snapshots ? [eksAddon("snapshot-controller", tolerations(install.profile), snapshotController)] : []),
    ...(hasDriver(options, install.profile) ? [eksAddon("aws-ebs-csi-driver", configuration(install))] : []),
    ...(options.defaultStorageClass || options.snapshots || Object.keys(options.storageClasses).length > 0
      ? [classes(options, install)]
      : []),
  ],
};

/** Nothing where pods run without: then the add-on's own tolerations stay. */
function tolerations(profile: StackProfile): Values {
  return profile.taints.length > 0 ? { tolerations: systemTolerations(profile) } : {};
}

function hasDriver({ driver }: Options, profile: StackProfile): boolean {
  return driver && profile.nodes;
}

/** Keys with which the driver does not start: kubernetes-sigs/aws-ebs-csi-driver pkg/driver/options.go and constants.go (2026-08-19). */
const reservedTag = /^(kubernetes\.io|aws:|(CSIVolumeName|CSIVolumeSnapshotName|ebs\.csi\.aws\.com\/cluster)$)/;

/** What the add-on's schema accepts of tags (aws/amazon-vpc-cni-k8s#2272, a schema of the driver); and the chart separates key and value by =. */
const schemaTag = /^[a-zA-Z0-9 _.:/+\-@]+=[a-zA-Z0-9 _.:/=+\-@]*$/;

const isAccepted = (key: string, value: string) => !key.includes("=") && schemaTag.test(`${key}=${value}`);

function volumeTags(tags: StackTags): StackTags {
  return tagsThat((key, value) => !reservedTag.test(key) && isAccepted(key, value), tags);
}

/** Tags that the driver gives a volume: pkg/driver/controller.go and constants.go of its v1.64. */
const driverTags = [
  ...["CSIVolumeName", "KubernetesCluster", "Name", "ebs.csi.aws.com/cluster", "ebs.csi.aws.com/cluster-name", "kubernetes.io/cluster/"],
  ...["pvc/name", "pvc/namespace", "pv/name"].map((name) => `kubernetes.io/created-for/${name}`),
];

function tagsLeftOut(options: Options, profile: StackProfile): AddonWarning[] {
  if (!hasDriver(options, profile)) return [];
  const because = "the EKS add-on accepts only ASCII letters, digits, spaces and _ . : / + - @, and = in values";
  return leftOutWarning(profile.tags, tagsThat(isAccepted, profile.tags), "volumes of claims", because);
}

function configuration({ context, profile }: InstallContext) {
  return {
    controller: {
      region: context.region,
      // The driver writes it into tags by which the drain finds remaining volumes: its docs/tagging.md and pkg/driver/controller.go (2026-08-19).
      k8sTagClusterId: context.clusterName,
      extraVolumeTags: volumeTags(context.tags),
      ...tolerations(profile),
    },
    node: { metadataSources: "kubernetes" }, // pods cannot reach instance metadata (hop limit)
  };
}

function classes(options: Options, install: InstallContext) {
  return manifests((name, opts) => {
    const inCluster = { ...opts, provider: install.cluster.provider };
    return ebsDrivers(hasDriver(options, install.profile), install).flatMap((driver) => [
      ...(options.defaultStorageClass ? [storageClass(name, driver, options.kmsKeyArns[0], inCluster)] : []),
      ...Object.entries(options.storageClasses).map(([own, settings]) =>
        ownClass(name, own, driver, settings, options.kmsKeyArns[0], inCluster),
      ),
      ...(options.snapshots ? [snapshotClass(name, driver, inCluster)] : []),
    ]);
  });
}

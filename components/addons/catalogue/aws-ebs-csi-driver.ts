import * as k8s from "@pulumi/kubernetes";
import { z } from "zod";
import { autoModeStorage } from "../../shared/facts/aws-names";
import { type Addon, managed, manifests, type Site } from "../contract";
import { commonOptions, systemTolerations } from "../options";

const options = z.strictObject({
  ...commonOptions.managed,
  defaultStorageClass: z
    .boolean()
    .default(true)
    .describe("Make an encrypted gp3 StorageClass the cluster's default: bound to the first consumer's zone, growable"),
  driver: z
    .boolean()
    .default(true)
    .describe(
      "Install the driver on the nodes of own pools; Auto Mode nodes bring their own. Default true, but false where only Auto Mode asks for a StorageClass",
    ),
});

/** Amazon EBS CSI driver: EBS volumes for pods; and the default StorageClass, which Auto Mode needs as well. */
export const awsEbsCsiDriver: Addon<z.output<typeof options>> = {
  name: "aws-ebs-csi-driver",
  options,
  namespace: "kube-system",
  requires: ["nodes"],
  fargate: false,
  byDefault: ({ autoMode, existing }) => (autoMode && !existing ? { driver: false } : undefined),
  // Narrower than AmazonEBSCSIDriverPolicy: volumes and snapshots that a driver made, and no others. It works with every driver version and on
  // every node. The cluster-scoped policy is narrower still, but asks for driver 1.58 and tags on all instances, and forbids restoring a
  // snapshot that another cluster took. Source: kubernetes-sigs/aws-ebs-csi-driver docs/install.md and issue 2918, 2026-08-18.
  identity: (options, site) =>
    hasDriver(options, site)
      ? [{ namespace: "kube-system", serviceAccount: "ebs-csi-controller-sa", managedPolicies: ["AmazonEBSCSIDriverPolicyV2"] }]
      : [],
  install: (options, site) => [
    ...(hasDriver(options, site) ? [managed("aws-ebs-csi-driver", configuration(site))] : []),
    ...(options.defaultStorageClass ? [storageClasses(options.driver, site)] : []),
  ],
};

function hasDriver({ driver }: { readonly driver: boolean }, { facts }: Site): boolean {
  return driver && facts.nodes;
}

function configuration({ context, facts }: Site) {
  return {
    controller: {
      region: context.region,
      extraVolumeTags: context.tags,
      ...(facts.taints.length > 0 && { tolerations: systemTolerations(facts) }),
    },
    node: { metadataSources: "kubernetes" }, // instance metadata is one hop too far for a pod
  };
}

/** The default class; beside Auto Mode's, where own nodes run the driver, one for them that is not the default. */
function storageClasses(driver: boolean, { cluster, facts }: Site) {
  return manifests((name, opts) => {
    const made = facts.autoMode
      ? [storageClass("gp3", { provisioner: autoModeStorage.provisioner, isDefault: true, computeType: "auto" })]
      : [storageClass("gp3", { provisioner: "ebs.csi.aws.com", isDefault: true })];
    if (facts.autoMode && facts.nodes && driver)
      made.push(storageClass("gp3-node-pools", { provisioner: "ebs.csi.aws.com", isDefault: false }));
    return made.map(
      (args) => new k8s.storage.v1.StorageClass(`${name}-${args.metadata.name}`, args, { ...opts, provider: cluster.provider }),
    );
  });
}

interface ClassArgs {
  readonly provisioner: string;
  readonly isDefault: boolean;
  /** Keeps the pods that use it on nodes of this kind. */
  readonly computeType?: string;
}

function storageClass(name: string, { provisioner, isDefault, computeType }: ClassArgs) {
  return {
    metadata: { name, annotations: { "storageclass.kubernetes.io/is-default-class": String(isDefault) } },
    provisioner,
    parameters: { type: "gp3", encrypted: "true" },
    volumeBindingMode: "WaitForFirstConsumer",
    allowVolumeExpansion: true,
    reclaimPolicy: "Delete",
    ...(computeType && {
      allowedTopologies: [{ matchLabelExpressions: [{ key: autoModeStorage.computeTypeLabel, values: [computeType] }] }],
    }),
  };
}

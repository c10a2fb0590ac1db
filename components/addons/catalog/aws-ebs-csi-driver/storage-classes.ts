import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { autoModeStorage } from "../../../reference/aws-names";
import { replacedOnChange } from "../../../util/immutable-fields";
import type { InstallContext } from "../../addon";

/** A kind of EBS volume driver that runs in a cluster: the add-on's on own nodes, and the one that Auto Mode brings. */
interface Driver {
  readonly provisioner: string;
  /** Of two drivers the default is Auto Mode's. */
  readonly isDefault: boolean;
  /** Distinguishes its classes. */
  readonly suffix: string;
  /** Keeps the pods that use its volumes on nodes of this kind. */
  readonly computeType?: string;
}

/** The drivers for which classes are made; `installed` says whether own nodes run the add-on's. */
export function ebsDrivers(installed: boolean, { profile }: InstallContext): readonly Driver[] {
  if (!profile.autoMode) return [{ provisioner: "ebs.csi.aws.com", isDefault: true, suffix: "" }];
  const autoMode = { provisioner: autoModeStorage.provisioner, isDefault: true, suffix: "", computeType: "auto" };
  return installed ? [autoMode, { provisioner: "ebs.csi.aws.com", isDefault: false, suffix: "-node-pools" }] : [autoMode];
}

/** @param kmsKeyArn key that encrypts the volumes; default AWS's own for EBS */
export function storageClass(
  name: string,
  { provisioner, isDefault, suffix, computeType }: Driver,
  kmsKeyArn: string | undefined,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
  const className = `gp3${suffix}`;
  return new k8s.storage.v1.StorageClass(
    `${name}-${className}`,
    {
      metadata: { name: className, annotations: { "storageclass.kubernetes.io/is-default-class": String(isDefault) } },
      provisioner,
      parameters: { type: "gp3", encrypted: "true", ...(kmsKeyArn !== undefined && { kmsKeyId: kmsKeyArn }) },
      volumeBindingMode: "WaitForFirstConsumer",
      allowVolumeExpansion: true,
      reclaimPolicy: "Delete",
      ...(computeType && {
        allowedTopologies: [{ matchLabelExpressions: [{ key: autoModeStorage.computeTypeLabel, values: [computeType] }] }],
      }),
    },
    { ...opts, ...replacedOnChange("storage.k8s.io/v1", "StorageClass") },
  );
}

/** The default class of a driver's snapshots, also for Velero. */
export function snapshotClass(name: string, { provisioner, suffix }: Driver, opts: pulumi.CustomResourceOptions): pulumi.Resource {
  const className = `ebs${suffix}`;
  return new k8s.apiextensions.CustomResource(
    `${name}-${className}`,
    {
      apiVersion: "snapshot.storage.k8s.io/v1",
      kind: "VolumeSnapshotClass",
      metadata: {
        name: className,
        annotations: { "snapshot.storage.kubernetes.io/is-default-class": "true" },
        labels: { "velero.io/csi-volumesnapshot-class": "true" },
      },
      driver: provisioner,
      deletionPolicy: "Delete",
    },
    opts,
  );
}

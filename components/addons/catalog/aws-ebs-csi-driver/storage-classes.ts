import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { autoModeStorage } from "../../../reference/aws-names";
import { replacedOnChange } from "../../../util/immutable-fields";
import type { InstallContext } from "../../addon";
import type { OwnClass } from "./own-classes";

/** An EBS volume driver in a cluster: the add-on's on node pools, and the one of Auto Mode. */
interface Driver {
  readonly provisioner: string;
  /** With two drivers the default is Auto Mode's. */
  readonly isDefault: boolean;
  /** Distinguishes its classes. */
  readonly suffix: string;
  /** Restricts pods with its volumes to nodes with this driver. */
  readonly computeType?: string;
}

/** The drivers that get StorageClasses; `installed`: whether node pools run the add-on's driver. */
export function ebsDrivers(installed: boolean, { profile }: InstallContext): readonly Driver[] {
  if (!profile.autoMode) return [{ provisioner: "ebs.csi.aws.com", isDefault: true, suffix: "" }];
  const autoMode = { provisioner: autoModeStorage.provisioner, isDefault: true, suffix: "", computeType: "auto" };
  return installed ? [autoMode, { provisioner: "ebs.csi.aws.com", isDefault: false, suffix: "-node-pools" }] : [autoMode];
}

/** @param kmsKeyArn key that encrypts the volumes; default: the AWS managed key for EBS */
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
      ...topology(computeType),
    },
    { ...opts, ...replacedOnChange("storage.k8s.io/v1", "StorageClass") },
  );
}

/** A StorageClass of the user's, for a driver. */
export function ownClass(
  name: string,
  className: string,
  { provisioner, suffix, computeType }: Driver,
  { type, iops, throughput, fileSystem, kmsKeyArn, reclaimPolicy }: OwnClass,
  firstKey: string | undefined,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
  const kmsKeyId = kmsKeyArn ?? firstKey;
  return new k8s.storage.v1.StorageClass(
    `${name}-${className}${suffix}`,
    {
      metadata: { name: `${className}${suffix}` },
      provisioner,
      // Source: kubernetes-sigs/aws-ebs-csi-driver docs/parameters.md (2026-08-19); Auto Mode's driver takes the same.
      parameters: {
        type,
        "csi.storage.k8s.io/fstype": fileSystem,
        encrypted: "true",
        ...(iops !== undefined && { iops: String(iops) }),
        ...(throughput !== undefined && { throughput: String(throughput) }),
        ...(kmsKeyId !== undefined && { kmsKeyId }),
      },
      volumeBindingMode: "WaitForFirstConsumer",
      allowVolumeExpansion: true,
      reclaimPolicy,
      ...topology(computeType),
    },
    { ...opts, ...replacedOnChange("storage.k8s.io/v1", "StorageClass") },
  );
}

/** Restricts a class to nodes of one driver. */
function topology(computeType: string | undefined) {
  return computeType === undefined
    ? {}
    : { allowedTopologies: [{ matchLabelExpressions: [{ key: autoModeStorage.computeTypeLabel, values: [computeType] }] }] };
}

/** The default VolumeSnapshotClass of a driver, also for Velero. */
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

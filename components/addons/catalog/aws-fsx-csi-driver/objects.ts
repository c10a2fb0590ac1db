import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { replacedOnChange } from "../../../util/immutable-fields";
import { type InstallContext, type ManifestsStep, manifests } from "../../addon";
import { subnetOf } from "../common/fsx";
import { tagsThat } from "../common/stack-tags";
import type { LustreMount, LustreStorage } from "./lustre-storage";
import type { LustreClass, Options } from "./options";
import { clusterTag } from "./policy";

const driver = "fsx.csi.aws.com";

/** StorageClasses, and the volume of the created file system. */
export function lustreObjects({ storageClasses, fileSystem }: Options, storage: LustreStorage, install: InstallContext): ManifestsStep {
  return manifests((name, opts) => {
    const inCluster = { ...opts, provider: install.cluster.provider };
    return [
      ...Object.entries(storageClasses).map(([own, settings]) =>
        storageClass(`${name}-${own}`, own, settings, storage, install, inCluster),
      ),
      ...(fileSystem && storage.mount ? [volume(`${name}-volume`, fileSystem.storageGiB, storage.mount, inCluster)] : []),
    ];
  });
}

/** The driver joins them with commas, and splits at the first `=`. */
const isAccepted = (key: string, value: string) => !/[,=]/.test(`${key}${value}`);

/** Source of the parameters: kubernetes-sigs/aws-fsx-csi-driver 1.9.0, examples/kubernetes/dynamic_provisioning. */
function storageClass(
  name: string,
  className: string,
  { deploymentType, throughput, compression, kmsKeyArn, backupRetentionDays, zone, reclaimPolicy }: LustreClass,
  { securityGroupId }: LustreStorage,
  { context, network }: InstallContext,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
  const persistent = deploymentType === "PERSISTENT_2";
  const tags = { ...tagsThat(isAccepted, context.tags), [clusterTag]: context.clusterName };
  return new k8s.storage.v1.StorageClass(
    name,
    {
      metadata: { name: className },
      provisioner: driver,
      parameters: {
        subnetId: subnetOf(network, zone),
        securityGroupIds: securityGroupId,
        deploymentType,
        fileSystemTypeVersion: "2.15",
        dataCompressionType: compression ? "LZ4" : "NONE",
        ...(persistent && {
          perUnitStorageThroughput: String(throughput ?? 125),
          automaticBackupRetentionDays: String(backupRetentionDays),
          copyTagsToBackups: "true",
        }),
        ...(persistent && kmsKeyArn !== undefined && { kmsKeyId: kmsKeyArn }),
        extraTags: Object.entries(tags)
          .map(([key, value]) => `${key}=${value}`)
          .join(","),
      },
      mountOptions: ["flock"],
      volumeBindingMode: "Immediate", // every node reaches it
      allowVolumeExpansion: true,
      reclaimPolicy,
    },
    { ...opts, ...replacedOnChange("storage.k8s.io/v1", "StorageClass") },
  );
}

function volume(
  name: string,
  storageGiB: number,
  { fileSystemId, dnsName, mountName }: LustreMount,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
  return new k8s.core.v1.PersistentVolume(
    name,
    {
      metadata: { name: "lustre" },
      spec: {
        capacity: { storage: `${storageGiB}Gi` },
        accessModes: ["ReadWriteMany"],
        persistentVolumeReclaimPolicy: "Retain",
        mountOptions: ["flock"],
        csi: { driver, volumeHandle: fileSystemId, volumeAttributes: { dnsname: dnsName, mountname: mountName } },
      },
    },
    opts,
  );
}

import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { replacedOnChange } from "../../../util/immutable-fields";
import { type InstallContext, type ManifestsStep, manifests } from "../../addon";
import { group, namespace } from "./backend-crd";
import type { Options } from "./options";

export const provisioner = "csi.trident.netapp.io";
/** Name of the backend, the StorageClass and the VolumeSnapshotClass. */
const className = "fsx-ontap";

/** Where Trident creates volumes. */
export interface Backend {
  readonly fileSystemId: pulumi.Input<string>;
  readonly svm: string;
  readonly secretArn: pulumi.Input<string>;
  /** Whether the file system outlives the stack, with its volumes. */
  readonly retain: boolean;
}

/** The backend, and the classes for it. */
export function ontapObjects({ storageClass }: Options, backend: Backend, { context, cluster, profile }: InstallContext): ManifestsStep {
  return manifests((name, opts) => {
    const inCluster = { ...opts, provider: cluster.provider };
    const config = backendConfig(name, backend, context.region, inCluster);
    if (!storageClass) return [config];
    const afterBackend = { ...inCluster, dependsOn: [...opts.dependsOn, config] };
    return [config, nfsClass(name, afterBackend), ...(profile.ebs.snapshots ? [snapshotClass(name, afterBackend)] : [])];
  });
}

/**
 * Source: NetApp documentation, Configure the Storage Backend (Trident 26.06). With the file system's ID Trident deletes volumes by the FSx API, which
 * those with backups need.
 */
function backendConfig(
  name: string,
  { fileSystemId, svm, secretArn, retain }: Backend,
  apiRegion: string,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
  return new k8s.apiextensions.CustomResource(
    `${name}-backend`,
    {
      apiVersion: `${group}/v1`,
      kind: "TridentBackendConfig",
      metadata: {
        name: className,
        namespace,
        annotations: { "pulumi.com/waitFor": "jsonpath={.status.phase}=Bound" }, // Trident has reached the file system
      },
      spec: {
        version: 1,
        backendName: className,
        storageDriverName: "ontap-nas",
        svm,
        aws: { fsxFilesystemID: fileSystemId, apiRegion },
        credentials: { name: secretArn, type: "awsarn" },
        deletionPolicy: retain ? "retain" : "delete", // `delete` waits for the last volume
      },
    },
    opts,
  );
}

function nfsClass(name: string, opts: pulumi.CustomResourceOptions): pulumi.Resource {
  return new k8s.storage.v1.StorageClass(
    `${name}-${className}`,
    {
      metadata: { name: className },
      provisioner,
      parameters: { backendType: "ontap-nas", provisioningType: "thin", snapshots: "true", storagePools: `${className}:.*` },
      mountOptions: ["nfsvers=4.1"], // the port that the security group opens; Bottlerocket mounts no NFS 3
      reclaimPolicy: "Delete",
      volumeBindingMode: "Immediate", // every node reaches it
      allowVolumeExpansion: true,
    },
    { ...opts, ...replacedOnChange("storage.k8s.io/v1", "StorageClass") },
  );
}

function snapshotClass(name: string, opts: pulumi.CustomResourceOptions): pulumi.Resource {
  return new k8s.apiextensions.CustomResource(
    `${name}-snapshots`,
    {
      apiVersion: "snapshot.storage.k8s.io/v1",
      kind: "VolumeSnapshotClass",
      metadata: { name: className, labels: { "velero.io/csi-volumesnapshot-class": "true" } },
      driver: provisioner,
      deletionPolicy: "Delete",
    },
    opts,
  );
}

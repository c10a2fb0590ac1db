import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { replacedOnChange } from "../../../util/immutable-fields";
import { type Addon, helmChart, type InstallContext, type ManifestsStep, type Mirror, manifests, type Values } from "../../addon";
import { remoteArns } from "../common/arns";
import { isEndpointMissing } from "../common/endpoint-missing";
import { fileSystemStore, zoneIssue } from "../common/fsx";
import { systemTolerations } from "../common/options";
import { OpenZfsFileSystem } from "./open-zfs-file-system";
import { fileSystemChecks, type Options, options, throughputOf } from "./options";
import { openZfsDriverStatements } from "./policy";

const name = "aws-fsx-openzfs-csi-driver";
const account = "fsx-openzfs-csi-controller-sa";
const registry = "public.ecr.aws";

/** A file system, or the ID of a volume of one that exists. */
type Storage = OpenZfsFileSystem | string | undefined;

/** Amazon FSx for OpenZFS CSI driver: volumes for claims, with snapshots, optionally with a file system and a StorageClass. */
export const awsFsxOpenzfsCsiDriver: Addon<Options, Storage> = {
  name,
  options,
  namespace: "kube-system",
  requires: ["nodes"],
  after: ["aws-ebs-csi-driver"], // whose CRDs of snapshots the driver looks for when it starts
  outlivesNodes: true,
  supportsFargate: false,
  optionalAwsServices: () => ["fsx"],
  validate: (options, profile) => [
    ...fileSystemChecks(options),
    () => (options.fileSystem ? zoneIssue(["fileSystem", "zone"], options.fileSystem.zone, profile) : undefined),
    () => (options.fileSystem ? remoteArns(["fileSystem", "kmsKeyArn"], options.fileSystem.kmsKeyArn, profile) : undefined),
  ],
  warn: (_, profile) =>
    isEndpointMissing("fsx", profile)
      ? {
          message: "claims get no volumes, because there is neither NAT nor `fsx` in `network.endpoints`. Mounting works",
          fix: "add `fsx` to `network.endpoints`, or write `endpoints: private`",
        }
      : undefined,
  registries: () => [registry],
  createAwsResources: (name, { fileSystem, rootVolumeId }, install, opts) =>
    fileSystem
      ? new OpenZfsFileSystem(`${name}-file-system`, { site: install, ...fileSystem, throughput: throughputOf(fileSystem) }, opts)
      : rootVolumeId,
  dataStores: ({ fileSystem }) => (fileSystem ? [fileSystemStore(fileSystem)] : []),
  mainServiceAccount: () => account,
  identity: () => [{ namespace: "kube-system", serviceAccount: account, statements: ({ context }) => openZfsDriverStatements(context) }],
  install: ({ storageClass }, install, storage) => [
    helmChart({
      chart: name,
      repo: "https://kubernetes-sigs.github.io/aws-fsx-openzfs-csi-driver",
      namespace: "kube-system",
      values: (annotate, mirror) => values(install, annotate(account), mirror),
    }),
    ...(storageClass && storage !== undefined ? [volumeClass(storage, install)] : []),
  ],
  outputs: (_options, _install, storage): Record<string, pulumi.Input<string>> =>
    storage instanceof OpenZfsFileSystem ? { fileSystemId: storage.fileSystemId, rootVolumeId: storage.rootVolumeId } : {},
};

function values({ context, profile }: InstallContext, annotations: Values, mirror: Mirror): Values {
  const image = (path: string) => ({ image: { repository: `${mirror(registry)}/${path}` } });
  const sidecar = (path: string) => image(`eks-distro/kubernetes-csi/${path}`);
  return {
    ...image(`fsx-csi-driver/${name}`),
    sidecars: {
      livenessProbe: sidecar("livenessprobe"),
      nodeDriverRegistrar: sidecar("node-driver-registrar"),
      provisioner: sidecar("external-provisioner"),
      resizer: sidecar("external-resizer"),
      snapshotter: sidecar("external-snapshotter/csi-snapshotter"),
    },
    controller: {
      region: context.region, // pods cannot reach instance metadata (hop limit)
      tolerations: systemTolerations(profile),
      serviceAccount: { annotations },
    },
  };
}

/** Parameters are JSON. Source: kubernetes-sigs/aws-fsx-openzfs-csi-driver 1.2.0 docs/parameters.md and examples. */
function volumeClass(storage: OpenZfsFileSystem | string, { context, cluster }: InstallContext): ManifestsStep {
  const parent = typeof storage === "string" ? JSON.stringify(storage) : storage.rootVolumeId.apply((id) => JSON.stringify(id));
  return manifests((name, opts) => [
    new k8s.storage.v1.StorageClass(
      `${name}-fsx-openzfs`,
      {
        metadata: { name: "fsx-openzfs" },
        provisioner: "fsx.openzfs.csi.aws.com",
        parameters: {
          ResourceType: "volume",
          ParentVolumeId: parent,
          CopyTagsToSnapshots: "true",
          DataCompressionType: JSON.stringify("ZSTD"),
          NfsExports: JSON.stringify([{ ClientConfigurations: [{ Clients: "*", Options: ["rw", "crossmnt", "no_root_squash"] }] }]),
          StorageCapacityReservationGiB: "-1",
          StorageCapacityQuotaGiB: "-1",
          Tags: JSON.stringify(
            Object.entries({ ...context.tags, "eks:cluster-name": context.clusterName }).map(([Key, Value]) => ({ Key, Value })),
          ),
          OptionsOnDeletion: JSON.stringify(["DELETE_CHILD_VOLUMES_AND_SNAPSHOTS"]),
        },
        mountOptions: ["nfsvers=4.1", "rsize=1048576", "wsize=1048576", "timeo=600"],
        reclaimPolicy: "Delete",
        volumeBindingMode: "Immediate", // every node reaches it
        allowVolumeExpansion: false, // not supported for volumes
      },
      { ...opts, provider: cluster.provider, ...replacedOnChange("storage.k8s.io/v1", "StorageClass") },
    ),
  ]);
}

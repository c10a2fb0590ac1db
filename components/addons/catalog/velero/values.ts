import type * as pulumi from "@pulumi/pulumi";
import type { InstallContext, Values } from "../../addon";
import { systemTolerations } from "../common/options";

export interface VeleroValuesOptions {
  readonly prefix?: string;
  readonly kmsKeyArn?: string;
  readonly snapshots: "ebs" | "csi" | "none";
  readonly nodeAgent: boolean;
  readonly schedules: Readonly<Record<string, VeleroSchedule>>;
}

export interface VeleroSchedule {
  readonly schedule: string;
  readonly ttl: string;
  readonly includedNamespaces: readonly string[];
  readonly excludedNamespaces: readonly string[];
}

interface Installed {
  /** Annotations of the service account. */
  readonly annotations: Values;
  /** Registry of its images. */
  readonly images: string;
}

/** The AWS plugin for Velero 1.18, the version of the chart (vmware-tanzu/velero, upgrade-to-1.18.md, 2026-05-20). */
const plugin = "velero/velero-plugin-for-aws:v1.14.0";

/** Values of the chart `velero`. It runs as one pod, because two would create every backup twice. */
export function veleroValues(
  options: VeleroValuesOptions,
  bucket: pulumi.Input<string>,
  install: InstallContext,
  installed: Installed,
): Values {
  const { context, profile } = install;
  const { region } = context;
  const ebs = options.snapshots === "ebs";
  return {
    image: { repository: `${installed.images}/velero/velero` },
    initContainers: [
      {
        name: "velero-plugin-for-aws",
        image: `${installed.images}/${plugin}`,
        imagePullPolicy: "IfNotPresent",
        volumeMounts: [{ mountPath: "/target", name: "plugins" }],
      },
    ],
    credentials: { useSecret: false },
    serviceAccount: { server: { name: "velero-server", annotations: installed.annotations } },
    configuration: {
      backupStorageLocation: [
        {
          name: "default",
          provider: "aws",
          default: true,
          bucket,
          ...(options.prefix !== undefined && { prefix: options.prefix }),
          config: { region, ...(options.kmsKeyArn !== undefined && { kmsKeyId: options.kmsKeyArn }) },
        },
      ],
      volumeSnapshotLocation: ebs ? [{ name: "default", provider: "aws", config: { region } }] : [],
      ...(options.snapshots === "csi" && { features: "EnableCSI" }),
    },
    snapshotsEnabled: ebs,
    upgradeCRDs: true, // by a job before each release, because Helm does not upgrade CRDs
    upgradeJobResources: { requests: { cpu: "10m", memory: "64Mi" } },
    deployNodeAgent: options.nodeAgent,
    ...(options.nodeAgent && {
      nodeAgent: { tolerations: [{ operator: "Exists" }], resources: { requests: { cpu: "100m", memory: "256Mi" } } },
    }),
    schedules: Object.fromEntries(Object.entries(options.schedules).map(([name, each]) => [name, scheduleValues(each)])),
    tolerations: systemTolerations(profile),
    resources: { requests: { cpu: "100m", memory: "256Mi" } },
  };
}

function scheduleValues({ schedule, ...template }: VeleroSchedule) {
  return { schedule, template: { storageLocation: "default", ...template } };
}

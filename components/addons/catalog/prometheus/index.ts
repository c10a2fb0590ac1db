import { z } from "zod";
import { type Addon, helmChart, type InstallContext } from "../../addon";
import { onFargate } from "../../stack-profile";
import { isEndpointMissing } from "../common/endpoint-missing";
import { commonOptions, replicas } from "../common/options";
import { type RemoteWriteSetting, remoteWriteStatements, remoteWriteTarget, writesToWorkspace } from "./remote-write";
import { registries, release, serviceAccount, stackValues } from "./values";

const namespace = "monitoring";

const storage = z.strictObject({
  sizeGiB: z.int().min(1).max(16384).default(50).describe("Volume of each Prometheus pod, in GiB"),
  storageClass: z.string().min(1).optional().describe("StorageClass of the volumes. Default: the cluster's default class"),
});

const remoteWrite = z.union([
  z.literal("amp"),
  z.strictObject({
    workspaceId: z
      .string()
      .regex(/^ws-[0-9a-f-]{1,64}$/, "the ID of a workspace such as ws-0123abcd-0123-4567-89ab-0123456789ab")
      .describe("ID of a workspace of Amazon Managed Service for Prometheus in the stack's region"),
  }),
  z.strictObject({
    url: z
      .string()
      .regex(/^https:\/\/\S+$/, "a URL that begins with https://")
      .describe(
        "Remote write URL. Requests to a workspace of Amazon Managed Service for Prometheus are signed, and the IAM permissions are added",
      ),
  }),
]);

const options = z.strictObject({
  ...commonOptions.chart,
  ...commonOptions.permissions,
  replicas: replicas.describe("Number of pods each of Prometheus and Alertmanager; each Prometheus pod scrapes all targets"),
  storage: z
    .union([z.literal(false), storage])
    .default(storage.parse({}))
    .describe("Persistent volumes for the samples; false means that they are lost with the pod"),
  retentionDays: z.int().min(1).default(15).describe("Retention of the samples in days, or less if the volume is full"),
  grafana: z.boolean().default(true).describe("Install Grafana with dashboards"),
  alertmanager: z.boolean().default(true).describe("Install Alertmanager"),
  remoteWrite: remoteWrite
    .optional()
    .describe(
      "Send all samples to the workspace of add-on `amp` (`amp`), to another one of Amazon Managed Service for Prometheus (`{ workspaceId }`) or to another remote write endpoint (`{ url }`)",
    ),
});

/** Prometheus, Alertmanager and Grafana, with the rules and dashboards of kube-prometheus-stack. */
export const prometheus: Addon<z.output<typeof options>> = {
  name: "prometheus",
  options,
  namespace,
  requires: ["nodes"],
  // volumes need a default StorageClass; an existing cluster is assumed to have one
  alsoRequires: ({ storage }, profile) =>
    storage && !storage.storageClass && !profile.existing && !onFargate(profile, namespace) ? ["aws-ebs-csi-driver"] : [],
  after: ["aws-load-balancer-controller", "aws-ebs-csi-driver", "amp"],
  supportsFargate: true,
  optionalAwsServices: ({ remoteWrite }) => (inStackRegion(remoteWrite) ? ["aps-workspaces"] : []),
  validate: (options, profile, selected) => [
    () =>
      options.remoteWrite === "amp" && !selected.has("amp")
        ? "`remoteWrite: amp` needs the add-on of that name; add `amp: { scraper: false }`, where Prometheus alone writes to its workspace"
        : undefined,
    () =>
      options.storage && onFargate(profile, namespace)
        ? `EBS volumes cannot be attached to pods on Fargate; set \`storage: false\`, or run \`${namespace}\` on a node pool`
        : undefined,
    () =>
      inStackRegion(options.remoteWrite) && isEndpointMissing("aps-workspaces", profile)
        ? "`remoteWrite` is unreachable without NAT; add `aps-workspaces` to `network.endpoints`, or remove it"
        : undefined,
  ],
  warn: ({ storage }, { ebs, existing }) =>
    storage && !storage.storageClass && !ebs.defaultStorageClass && !existing
      ? {
          at: ["storage"],
          message:
            "its volumes stay pending unless something creates a default StorageClass: `defaultStorageClass` of `aws-ebs-csi-driver` is false",
          fix: "name a class in `storage.storageClass`, or remove `defaultStorageClass`",
        }
      : undefined,
  registries: () => registries,
  mainServiceAccount: () => serviceAccount,
  identity: ({ remoteWrite }) =>
    remoteWrite && writesToWorkspace(remoteWrite)
      ? [
          {
            namespace,
            serviceAccount,
            statements: (install: InstallContext) => remoteWriteStatements(remoteWriteTarget(remoteWrite, install), install.context),
          },
        ]
      : [],
  install: (options, install) => [
    helmChart({
      chart: release,
      repo: "https://prometheus-community.github.io/helm-charts",
      namespace,
      values: (annotate, mirror) => stackValues(options, install, annotate, mirror),
    }),
  ],
  uis: {
    grafana: { service: `${release}-grafana`, port: 80, healthPath: "/api/health", option: "grafana" },
    prometheus: { service: `${release}-prometheus`, port: 9090, healthPath: "/-/healthy" },
    alertmanager: { service: `${release}-alertmanager`, port: 9093, healthPath: "/-/healthy", option: "alertmanager" },
  },
  outputs: ({ grafana }): Record<string, string> => (grafana ? grafanaCommands : {}),
};

/** Whether samples go to a workspace in the stack's region. */
function inStackRegion(remoteWrite: RemoteWriteSetting | undefined): boolean {
  return remoteWrite !== undefined && (remoteWrite === "amp" || "workspaceId" in remoteWrite);
}

const grafanaCommands = {
  grafanaCommand: `kubectl -n ${namespace} port-forward service/${release}-grafana 3000:80`,
  grafanaPasswordCommand: `kubectl -n ${namespace} get secret ${release}-grafana -o jsonpath='{.data.admin-password}' | base64 -d`,
};

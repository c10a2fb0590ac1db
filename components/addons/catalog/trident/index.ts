import * as pulumi from "@pulumi/pulumi";
import { type Addon, helmChart, type InstallContext, type Mirror, type Values } from "../../addon";
import type { StackProfile } from "../../stack-profile";
import { addonVersions } from "../../versions";
import { isEndpointMissing } from "../common/endpoint-missing";
import { fileSystemStore } from "../common/fsx";
import { systemTolerations } from "../common/options";
import { namespace, namespaceAndCrd } from "./backend-crd";
import { type Backend, ontapObjects, provisioner } from "./objects";
import { OntapFileSystem, svmName, zonesOf } from "./ontap-file-system";
import { type Options, ontapChecks, options } from "./options";
import { tridentStatements } from "./policy";

/** Service account of the controller, with a name that Trident gives it. */
const account = "trident-controller";
const services = ["fsx", "secretsmanager"] as const;

/** The file system of the stack, or one that exists. */
interface Storage extends Backend {
  readonly created?: OntapFileSystem;
}

/** NetApp Trident: volumes of FSx for ONTAP for claims, with snapshots and clones, optionally with a file system and a StorageClass. */
export const trident: Addon<Options, Storage | undefined> = {
  name: "trident",
  options,
  namespace,
  existingNamespaces: [namespace],
  requires: ["nodes"],
  after: ["aws-ebs-csi-driver"], // which brings the CRDs of snapshots
  outlivesNodes: true,
  supportsFargate: false,
  incompatibleWith: ({ ipv6 }) =>
    ipv6 ? "reaches FSx for ONTAP over IPv4, and is not tested with `cluster.ipFamily: ipv6`; remove one of the two keys" : undefined,
  optionalAwsServices: (options) => (usesFileSystem(options) ? services : []),
  validate: (options, profile) => [() => unreachable(options, profile), ...ontapChecks(options, profile)],
  registries: () => ["docker.io", "registry.k8s.io"],
  createAwsResources: (name, { fileSystem: settings, existing }, install, opts) => {
    if (existing) return { ...existing, retain: true };
    if (!settings) return undefined;
    const created = new OntapFileSystem(`${name}-file-system`, { site: install, settings }, opts);
    return { created, fileSystemId: created.fileSystemId, svm: svmName, secretArn: created.secretArn, retain: settings.retain };
  },
  dataStores: ({ fileSystem }) => {
    if (!fileSystem) return [];
    const store = fileSystemStore(fileSystem);
    const sizes = { ...store.sizes, haPairs: fileSystem.haPairs };
    return [{ ...store, zones: (all) => zonesOf(fileSystem, all), sizes, ...(!fileSystem.retain && { blockedByVolumesOf: provisioner }) }];
  },
  mainServiceAccount: () => account,
  identity: (options) =>
    usesFileSystem(options)
      ? [{ namespace, serviceAccount: account, statements: ({ context }, storage) => tridentStatements(context, storage!) }]
      : [],
  install: (options, install, storage) => [
    namespaceAndCrd(install),
    helmChart({
      chart: "trident-operator",
      repo: "https://netapp.github.io/trident-helm-chart",
      namespace,
      values: (annotate, mirror) => values(options, install, annotate(account), mirror),
    }),
    ...(storage ? [ontapObjects(options, storage, install)] : []),
  ],
  gitopsMetadata: (_options, _install, storage): Record<string, pulumi.Input<string>> =>
    storage ? { trident_file_system_id: storage.fileSystemId, trident_svm: storage.svm, trident_secret_arn: storage.secretArn } : {},
  outputs: (_options, _install, storage): Record<string, pulumi.Input<string>> =>
    storage?.created ? { fileSystemId: storage.fileSystemId, svmId: storage.created.svmId, secretArn: storage.secretArn } : {},
};

function usesFileSystem({ fileSystem, existing }: Options): boolean {
  return Boolean(fileSystem || existing);
}

/** Without NAT the controller needs endpoints. */
function unreachable(options: Options, profile: StackProfile): string | undefined {
  const missing = usesFileSystem(options) ? services.filter((service) => isEndpointMissing(service, profile)) : [];
  if (missing.length === 0) return undefined;
  const names = missing.map((service) => `\`${service}\``).join(" and ");
  return `the controller reaches neither the file system nor its credentials, because there is no NAT; add ${names} to \`network.endpoints\`, or write \`endpoints: private\``;
}

/** `100.2606.0` is the chart of Trident 26.06.0. */
function appVersion(chart: string): string {
  const [, year, month, patch] = /^100\.(\d\d)(\d\d)\.(\d+)$/.exec(chart) ?? [];
  return year === undefined ? chart : `${year}.${month}.${patch}`;
}

function values({ version }: Options, { profile }: InstallContext, annotations: Values, mirror: Mirror): Values {
  const tag = appVersion(version ?? addonVersions.trident.chart!);
  const image = (name: string) => `${mirror("docker.io")}/netapp/${name}:${tag}`;
  const [annotation] = Object.entries(annotations);
  return {
    operatorImage: image("trident-operator"),
    tridentImage: image("trident"),
    imageRegistry: `${mirror("registry.k8s.io")}/sig-storage`, // of the sidecars
    tridentAutosupportImage: `${mirror("docker.io")}/netapp/trident-autosupport:${tag.replace(/\.\d+$/, "")}`,
    tridentExcludeAutosupport: true, // it would send data about the cluster to NetApp
    operatorDebug: false,
    tolerations: systemTolerations(profile),
    tridentControllerPluginTolerations: systemTolerations(profile),
    // the chart puts it into YAML as it is, so the quotes are part of it
    ...(annotation && { cloudProvider: "AWS", cloudIdentity: pulumi.interpolate`'${annotation[0]}: ${annotation[1]}'` }),
  };
}

import { z } from "zod";
import { dnsLabelPattern, namespaceName, text, workloadPermissions } from "../../util/schemas";

/** Path of the value for the annotations of a service account in most charts. */
export const defaultAnnotations = "serviceAccount.annotations";

const serviceAccount = z.strictObject({
  ...workloadPermissions,
  annotations: z
    .string()
    .regex(/^[^.\s]+(\.[^.\s]+)*$/, "keys separated by dots, such as serviceAccount.annotations")
    .default(defaultAnnotations)
    .describe("Path of the chart's value for the annotations of the service account, where IRSA sets the role"),
});

/** A Kubernetes object as plain data. */
const manifest = z.looseObject({
  apiVersion: z
    .string()
    .regex(/^([a-z0-9.-]+\/)?v\d+((alpha|beta)\d+)?$/, "a group and version such as apps/v1, or v1")
    .describe("Group and version"),
  kind: z
    .string()
    .regex(/^[A-Z][A-Za-z0-9]*$/, "a kind such as ConfigMap")
    .describe("Kind"),
  metadata: z
    .looseObject({
      name: z.string().min(1).describe("Name"),
      namespace: namespaceName.optional().describe("Namespace. Default: the add-on's namespace, for namespaced built-in kinds"),
    })
    .describe("Metadata; this and all other keys of an object follow the Kubernetes API"),
});

/** Options of a custom add-on: an entry of `addons.custom`. */
export const customOptions = z.strictObject({
  chart: z.string().min(1).optional().describe("Name of a chart in `repo`, or `oci://...`"),
  repo: z
    .string()
    .regex(/^((https?|oci):\/\/\S+|\[secret])$/, "the URL of a chart repository") // the offline plan cannot decrypt it
    .optional()
    .describe(
      "URL of the chart repository; not for `oci://` charts. Encrypt it if it contains credentials: `pulumi config set --secret --path`",
    ),
  eksAddon: text(/^[0-9A-Za-z][0-9A-Za-z._-]*$/, "the name of an EKS add-on such as aws-guardduty-agent")
    .optional()
    .describe("Name of an EKS add-on, from AWS or its Marketplace, instead of a chart"),
  version: text(
    /^(default|latest|v?\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?)$/,
    "a version such as 1.2.3, or v1.2.3-eksbuild.4 of an EKS add-on",
  )
    .optional()
    .describe("Version of the chart or EKS add-on. AWS resolves `default` (the default of an EKS add-on) and `latest` at deployment"),
  manifests: z.array(manifest).min(1).optional().describe("Kubernetes objects, instead of a chart"),
  namespace: namespaceName
    .optional()
    .describe(
      "Namespace, also of manifests without one. Default: the add-on's name. Of an EKS add-on: where AWS installs its pods, needed if that is unknown here and it has `serviceAccounts`",
    ),
  createNamespace: z
    .boolean()
    .default(true)
    .describe(
      "Create the namespace, once for all add-ons in it, unless every cluster has it; false means that it already exists and is kept",
    ),
  values: z
    .record(z.string(), z.unknown())
    .optional()
    .describe(
      "Values of the chart, or configuration values of the EKS add-on. `{}` resets those of an EKS add-on; without the key, AWS keeps its last ones",
    ),
  requires: z
    .array(z.string())
    .default([])
    .describe("Add-ons, custom or from the catalog, that must be ready first; nodes are always ready"),
  before: z
    .literal("nodes")
    .optional()
    .describe(
      "Installed before the first node, for what nodes need to get ready, such as another CNI. Its pods start with the nodes, so nothing waits for those of a chart or manifest. Default: after the nodes",
    ),
  serviceAccounts: z
    .record(text(dnsLabelPattern, "the name of a service account: up to 63 lowercase letters, digits and -"), serviceAccount)
    .default({})
    .describe("AWS permissions, by service account of the namespace"),
  registries: z
    .array(z.string())
    .default([])
    .describe("Registry hosts of its images, such as quay.io; without NAT each must be in `images.registries`"),
});

/** Description of `addons.custom` for editors and the reference. */
export const customDescription = "Name -> custom add-on: a chart, an EKS add-on, or Kubernetes objects.";

export type CustomOptions = z.output<typeof customOptions>;

/** Entries of `addons.custom` by name. */
export type CustomAddons = Readonly<Record<string, CustomOptions>>;

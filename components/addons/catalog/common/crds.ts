import * as k8s from "@pulumi/kubernetes";
import { type AddonWarning, type InstallContext, type ManifestsStep, manifests } from "../../addon";

type Spec = k8s.types.input.apiextensions.v1.CustomResourceDefinitionSpec;

/** CRDs of a chart's `crds/` as recorded by `npm run crds`. Helm installs them once and never upgrades them. */
export interface CrdRecord {
  /** Version of the chart. */
  readonly version: string;
  /** Annotation `api-approved.kubernetes.io` of those that have it: the API server requires it in groups under `k8s.io`. */
  readonly approvals?: Readonly<Record<string, string>>;
  /** The `spec` of each, by name; without descriptions. */
  readonly crds: Readonly<Record<string, object>>;
}

const approvalAnnotation = "api-approved.kubernetes.io";

/** CRDs as resources of this stack, upgraded with it: an install step before the release, which skips its own by `skipCrds`. */
export function crds({ version, crds, approvals = {} }: CrdRecord, { cluster }: InstallContext): ManifestsStep {
  return manifests((name, opts) =>
    Object.entries(crds).map(
      ([crd, spec]) =>
        new k8s.apiextensions.v1.CustomResourceDefinition(
          `${name}-${crd}`,
          {
            metadata: {
              name: crd,
              labels: { "app.kubernetes.io/version": version },
              ...(approvals[crd] && { annotations: { [approvalAnnotation]: approvals[crd] } }),
            },
            spec: sdkSpelling(spec) as Spec,
          },
          { ...opts, provider: cluster.provider },
        ),
    ),
  );
}

/** A schema with `x_kubernetes_` for `x-kubernetes-`, as the SDK spells it; its provider converts it back. */
export function sdkSpelling(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sdkSpelling);
  if (typeof value !== "object" || value === null) return value;
  const spelled = (key: string) => (key.startsWith("x-kubernetes-") ? key.replaceAll("-", "_") : key);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [spelled(key), sdkSpelling(inner)]));
}

/** Warning about a user-chosen chart version, whose CRDs may differ; or nothing. */
export function crdWarning(wanted: string | undefined, { version }: CrdRecord): AddonWarning | undefined {
  if (wanted === undefined || wanted === version) return undefined;
  return {
    message: `its CRDs are those of version ${version}, which may lack fields of version ${wanted}`,
    fix: "remove `version`, or compare the two",
  };
}

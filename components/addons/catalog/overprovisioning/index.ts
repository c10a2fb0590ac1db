import * as k8s from "@pulumi/kubernetes";
import { z } from "zod";
import type { Context } from "../../../util/context";
import { mergeValues } from "../../../util/deep-merge";
import { replacedOnChange } from "../../../util/immutable-fields";
import { keepSecret } from "../../../util/section-secrets";
import { type Addon, manifests } from "../../addon";
import type { StackProfile } from "../../stack-profile";
import { addonVersions } from "../../versions";
import { commonOptions, systemTolerations } from "../common/options";

const quantity = z.union([
  z.number().positive(),
  z.string().regex(/^[0-9]+(\.[0-9]+)?(m|[kMGT]|[KMGT]i)?$/, "a quantity such as 500m or 1Gi"),
]);

const options = z.strictObject({
  version: commonOptions.chart.version.describe("Version of the pause image. Default: a pinned version"),
  replicas: z.int().min(1).max(1000).default(2).describe("Number of pause pods"),
  cpu: quantity.default("1").describe("CPU that each pod reserves"),
  memory: quantity.default("1Gi").describe("Memory that each pod reserves"),
  values: commonOptions.chart.values.describe(
    "Fields of the pods' specification, such as `nodeSelector`, `tolerations` and `affinity`. They take precedence over the default values",
  ),
});

const name = "overprovisioning";

/** Spare capacity held by pause pods: other pods preempt them immediately, and the autoscaler starts a node for them meanwhile. */
export const overprovisioning: Addon<z.output<typeof options>> = {
  name,
  options,
  namespace: name,
  requires: ["nodes"],
  supportsFargate: false,
  incompatibleWith: ({ fargateOnly }) =>
    fargateOnly ? "is not supported if all pods run on Fargate, where each pod has its own machine; remove the key" : undefined,
  warn: (_, { autoMode, existing }, selected) =>
    autoMode || existing || selected.has("karpenter") || selected.has("cluster-autoscaler")
      ? undefined
      : {
          message: "only takes capacity from other pods, because there is no node autoscaler",
          fix: "enable `karpenter` or `cluster-autoscaler`",
        },
  registries: () => ["registry.k8s.io"],
  install: (options, { context, cluster, mirror, profile }) => [
    manifests((name, opts) => {
      const own = { ...opts, provider: cluster.provider };
      const priority = new k8s.scheduling.v1.PriorityClass(`${name}-priority`, priorityClass(), {
        ...own,
        ...replacedOnChange("scheduling.k8s.io/v1", "PriorityClass"),
      });
      const deployment = new k8s.apps.v1.Deployment(name, pausePods(options, mirror("registry.k8s.io"), profile, context), {
        ...own,
        dependsOn: [...opts.dependsOn, priority],
      });
      return [priority, deployment];
    }),
  ],
};

/** Below pods without a PriorityClass, which have 0; not below -10, at which the cluster autoscaler no longer starts nodes for a pod. */
function priorityClass(): k8s.scheduling.v1.PriorityClassArgs {
  return { metadata: { name }, value: -10, description: "Gives way to every other pod", preemptionPolicy: "Never" };
}

function pausePods(
  { version, replicas, cpu, memory, values }: z.output<typeof options>,
  registry: string,
  profile: StackProfile,
  context: Context,
): k8s.apps.v1.DeploymentArgs {
  const labels = { "app.kubernetes.io/name": name };
  const spec = {
    priorityClassName: name,
    ...(profile.taints.length > 0 && { tolerations: systemTolerations(profile) }),
    automountServiceAccountToken: false,
    terminationGracePeriodSeconds: 0,
    securityContext: { runAsNonRoot: true, runAsUser: 65535, seccompProfile: { type: "RuntimeDefault" } },
    containers: [
      {
        name: "pause",
        image: `${registry}/pause:${version ?? addonVersions.overprovisioning.chart}`,
        resources: { requests: { cpu: String(cpu), memory: String(memory) }, limits: { memory: String(memory) } },
        securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } },
      },
    ],
  } satisfies k8s.types.input.core.v1.PodSpec;
  const own = Object.keys(values).length > 0 ? keepSecret(context, "addons", mergeValues(spec, values) as typeof spec) : spec;
  return {
    // Pods that are pending or have just been preempted are not a failure.
    metadata: { name, namespace: name, labels, annotations: { "pulumi.com/skipAwait": "true" } },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: own,
      },
    },
  };
}

import { z } from "zod";
import { topologySpread } from "../../../util/topology-spread";
import { type Addon, helmChart } from "../../addon";
import { annotated, commonOptions, replicas, systemTolerations } from "../common/options";

const name = "argo-rollouts";
const registry = "quay.io";

const options = z.strictObject({
  ...commonOptions.chart,
  ...commonOptions.permissions,
  replicas,
  dashboard: z
    .boolean()
    .default(false)
    .describe(
      "Run the dashboard, which shows and promotes Rollouts without authentication: reach it by `kubectl port-forward`, or by `domain.expose`",
    ),
});

/** Argo Rollouts: canary and blue-green deployments, by Rollouts in place of Deployments. */
export const argoRollouts: Addon<z.output<typeof options>> = {
  name,
  options,
  namespace: name,
  requires: ["nodes"],
  after: ["aws-load-balancer-controller"],
  supportsFargate: true,
  registries: () => [registry],
  // Its own objects need no AWS permissions; analyses of CloudWatch metrics and checks of target groups do.
  mainServiceAccount: () => name,
  uis: { "argo-rollouts": { service: `${name}-dashboard`, port: 3100, healthPath: "/", option: "dashboard" } },
  install: ({ replicas, dashboard }, { context, profile }) => [
    helmChart({
      chart: name,
      repo: "https://argoproj.github.io/argo-helm",
      namespace: name,
      values: (annotate, mirror) => ({
        keepCRDs: true, // without them every Rollout, and so its pods, would be deleted with the add-on
        ...annotated(annotate(name)),
        controller: {
          replicas,
          image: { registry: mirror(registry) },
          extraEnv: [{ name: "AWS_REGION", value: context.region }],
          pdb: { enabled: replicas > 1, maxUnavailable: 1 },
          topologySpreadConstraints: topologySpread({
            "app.kubernetes.io/name": name,
            "app.kubernetes.io/component": "rollouts-controller",
          }),
          tolerations: systemTolerations(profile),
          resources: { requests: { cpu: "50m", memory: "128Mi" } },
        },
        dashboard: { ...(dashboard && { enabled: true }), image: { registry: mirror(registry) }, tolerations: systemTolerations(profile) },
      }),
    }),
  ],
};

import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { topologySpread } from "../../../util/topology-spread";
import { type Addon, helmChart, manifests } from "../../addon";
import { commonOptions, replicas, systemTolerations } from "../common/options";

const namespace = "kubernetes-dashboard";
const admin = { name: "eks-admin", namespace: "kube-system" };

const headlamp = { service: "headlamp", port: 80, healthPath: "/" };

const options = z.strictObject({
  ...commonOptions.chart,
  replicas,
  admin: z
    .boolean()
    .default(true)
    .describe("Create a service account `eks-admin` with cluster-admin permissions, for logins with a token that expires after one hour"),
});

/** Headlamp, a user interface for the cluster: the Kubernetes Dashboard is archived and recommends Headlamp; the key is kept. */
export const kubernetesDashboard: Addon<z.output<typeof options>> = {
  name: "kubernetes-dashboard",
  options,
  namespace,
  requires: ["nodes"],
  after: ["aws-load-balancer-controller"],
  supportsFargate: true,
  registries: () => ["ghcr.io"],
  install: ({ replicas, admin }, { profile, cluster }) => [
    ...(admin ? [manifests((name, opts) => administrator(name, { ...opts, provider: cluster.provider }))] : []),
    helmChart({
      chart: "headlamp",
      repo: "https://kubernetes-sigs.github.io/headlamp/",
      namespace,
      values: (_, mirror) => ({
        replicaCount: replicas,
        image: { registry: mirror("ghcr.io") },
        clusterRoleBinding: { create: false }, // users have only the permissions of their own token
        podDisruptionBudget: { enabled: replicas > 1, minAvailable: 1 },
        topologySpreadConstraints: topologySpread({ "app.kubernetes.io/name": "headlamp" }),
        tolerations: systemTolerations(profile),
        resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "512Mi" } },
      }),
    }),
  ],
  uis: { headlamp, "kubernetes-dashboard": headlamp },
  outputs: ({ admin: enabled }) => ({
    portForwardCommand: `kubectl -n ${namespace} port-forward service/headlamp 8080:80`,
    url: "http://localhost:8080",
    ...(enabled && { tokenCommand: `kubectl -n ${admin.namespace} create token ${admin.name} --duration=1h` }),
  }),
};

function administrator(name: string, opts: pulumi.CustomResourceOptions) {
  const roleRef = { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "cluster-admin" };
  const subjects = [{ kind: "ServiceAccount", ...admin }];
  return [
    new k8s.core.v1.ServiceAccount(`${name}-admin`, { metadata: admin }, opts),
    new k8s.rbac.v1.ClusterRoleBinding(`${name}-admin`, { metadata: { name: admin.name }, roleRef, subjects }, opts),
  ];
}

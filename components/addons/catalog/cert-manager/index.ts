import * as k8s from "@pulumi/kubernetes";
import { z } from "zod";
import { egressFix } from "../../../util/nat";
import { topologySpread } from "../../../util/topology-spread";
import { type Addon, helmChart, type InstallContext, type Mirror, manifests, type Values } from "../../addon";
import { hostedZones } from "../common/aws-options";
import { commonOptions, replicas, systemTolerations } from "../common/options";
import { certManagerStatements } from "../common/route53-policy";

const name = "cert-manager";
const registry = "quay.io";

const options = z.strictObject({
  ...commonOptions.chart,
  ...commonOptions.permissions,
  replicas,
  zones: hostedZones.default([]).describe("IDs of the hosted zones for DNS-01 challenges; it may change only these"),
  letsencrypt: z
    .strictObject({
      email: z
        .string()
        .regex(/^\S+@\S+\.\S+$/, "an address such as ops@example.com")
        .describe("Where Let's Encrypt writes"),
    })
    .optional()
    .describe("Email address for Let's Encrypt. Creates the ClusterIssuers `letsencrypt` and `letsencrypt-staging` for domains in `zones`"),
});

/** cert-manager: certificates as Kubernetes objects. */
export const certManager: Addon<z.output<typeof options>> = {
  name,
  options,
  namespace: "cert-manager",
  requires: ["nodes"],
  after: ["aws-load-balancer-controller"],
  supportsFargate: true,
  validate: (options, profile) => [
    () =>
      options.letsencrypt && options.zones.length === 0
        ? "`letsencrypt` requires DNS-01 challenges in Route 53; add the IDs of hosted zones as `zones`"
        : undefined,
    () =>
      options.zones.length > 0 && profile.private
        ? `\`zones\` require Route 53, which has no VPC endpoint; remove them, or ${egressFix(!profile.internalOnly)}`
        : undefined,
  ],
  registries: () => [registry],
  mainServiceAccount: () => name,
  identity: ({ zones }) =>
    zones.length > 0
      ? [
          {
            namespace: "cert-manager",
            serviceAccount: name,
            statements: ({ context }: InstallContext) => certManagerStatements(context.partition, zones),
          },
        ]
      : [],
  install: ({ replicas, letsencrypt }, install) => [
    helmChart({
      chart: name,
      repo: "https://charts.jetstack.io",
      namespace: "cert-manager",
      values: (annotate, mirror) => ({
        ...values(replicas, install, mirror),
        serviceAccount: { name, annotations: annotate(name) },
      }),
    }),
    ...(letsencrypt ? [issuers(letsencrypt.email, install)] : []), // after the release, and so after its webhook
  ],
};

function values(replicas: number, { profile }: InstallContext, mirror: Mirror): Values {
  const tolerations = systemTolerations(profile);
  const image = (program: string) => ({ image: { repository: `${mirror(registry)}/jetstack/cert-manager-${program}` } });
  const deployment = (component: string, memory: string) => ({
    ...image(component),
    replicaCount: replicas,
    podDisruptionBudget: { enabled: replicas > 1 }, // at least one pod; a budget for a single pod would block node replacement
    topologySpreadConstraints: topologySpread({ "app.kubernetes.io/instance": name, "app.kubernetes.io/component": component }),
    tolerations,
    resources: { requests: { cpu: "20m", memory }, limits: { memory: "512Mi" } },
  });
  return {
    ...deployment("controller", "64Mi"),
    crds: { enabled: true, keep: false },
    global: { leaderElection: { namespace: "cert-manager" } },
    webhook: { ...deployment("webhook", "32Mi"), securePort: 10260 }, // the kubelet uses 10250 on Fargate
    cainjector: deployment("cainjector", "128Mi"),
    acmesolver: image("acmesolver"),
    startupapicheck: { ...image("startupapicheck"), tolerations, resources: { requests: { cpu: "10m", memory: "32Mi" } } },
  };
}

/** Source: cert-manager docs, ACME and Route 53 (2025-04-16). Without a zone id an issuer looks up the zone of each name. */
function issuers(email: string, { context, cluster }: InstallContext) {
  const servers = { letsencrypt: "acme-v02", "letsencrypt-staging": "acme-staging-v02" };
  return manifests((name, opts) =>
    Object.entries(servers).map(
      ([issuer, server]) =>
        new k8s.apiextensions.CustomResource(
          `${name}-${issuer}`,
          {
            apiVersion: "cert-manager.io/v1",
            kind: "ClusterIssuer",
            metadata: { name: issuer },
            spec: {
              acme: {
                server: `https://${server}.api.letsencrypt.org/directory`,
                email,
                privateKeySecretRef: { name: `${issuer}-account` },
                solvers: [{ dns01: { route53: { region: context.region } } }],
              },
            },
          },
          { ...opts, provider: cluster.provider },
        ),
    ),
  );
}

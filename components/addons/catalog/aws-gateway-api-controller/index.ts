import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { text } from "../../../util/schemas";
import { topologySpread } from "../../../util/topology-spread";
import { type Addon, helmChart, type InstallContext, type ManifestsStep, type Mirror, manifests, type Values } from "../../addon";
import { type CrdRecord, crds, crdWarning } from "../common/crds";
import { commonOptions, replicas, systemTolerations } from "../common/options";
import { latticeControllerStatements } from "./policy";
import { openToLattice, ServiceNetwork } from "./service-network";

const namespace = "aws-application-networking-system";
const account = "gateway-api-controller";
const registry = "public.ecr.aws";

/** Source: VPC Lattice API reference, CreateServiceNetwork. */
const networkName = text(
  /^(?!servicenetwork-|sn-)[a-z0-9](?!.*--)[a-z0-9-]{1,61}[a-z0-9]$/,
  "a name such as shop: 3 to 63 lowercase letters, digits and single -",
);

const options = z.strictObject({
  ...commonOptions.chart,
  ...commonOptions.permissions,
  replicas,
  serviceNetworks: z
    .record(
      networkName,
      z.strictObject({
        authType: z
          .enum(["NONE", "AWS_IAM"])
          .default("NONE")
          .describe("AWS_IAM: requests are signed, and allowed by an auth policy; NONE: who reaches the network reaches its services"),
      }),
    )
    .default({})
    .describe("Name -> service network in VPC Lattice, associated with the VPC. A Gateway of that name puts its routes into it"),
  gatewayApiCrds: z.boolean().default(true).describe("Create the CRDs of the Gateway API; false if something else has installed them"),
});

type Options = z.output<typeof options>;

/** Partitions with VPC Lattice. Source: botocore 1.43.11, endpoints.json. */
const partitions = ["aws"];

/** Read when the add-on is installed: most stacks do without. */
const record = (name: "crds" | "gateway-api") => (name === "crds" ? require("./crds.json") : require("./gateway-api.json")) as CrdRecord;

/** AWS Gateway API Controller: Gateways and routes of the Gateway API become services of VPC Lattice, across VPCs and accounts. */
export const awsGatewayApiController: Addon<Options> = {
  name: "aws-gateway-api-controller",
  options,
  namespace,
  requires: ["nodes"],
  after: ["aws-load-balancer-controller", "coredns"],
  supportsFargate: true,
  incompatibleWith: ({ partition }) =>
    partitions.includes(partition) ? undefined : `is not available in partition ${partition}, which has no VPC Lattice; remove the key`,
  warn: ({ version }) => crdWarning(version, record("crds")),
  awsServices: ["vpc-lattice"],
  registries: () => [registry],
  mainServiceAccount: () => account,
  identity: () => [{ namespace, serviceAccount: account, statements: ({ context }) => latticeControllerStatements(context) }],
  createAwsResources: (name, { serviceNetworks }, install, opts) => {
    openToLattice(`${name}-from-lattice`, install, opts);
    for (const [serviceNetwork, { authType }] of Object.entries(serviceNetworks))
      new ServiceNetwork(`${name}-${serviceNetwork}`, { site: install, serviceNetwork, authType }, opts);
  },
  install: (options, install) => [
    ...(options.gatewayApiCrds ? [crds(record("gateway-api"), install)] : []),
    crds(record("crds"), install),
    helmChart({
      chart: `oci://${registry}/aws-application-networking-k8s/aws-gateway-controller-chart`,
      namespace,
      release: "gateway-api-controller",
      skipCrds: true,
      values: (annotate, mirror) => values(options, install, annotate(account), mirror),
    }),
    gatewayClass(install),
  ],
};

function values(
  { replicas }: Options,
  { context, network, profile, accountId }: InstallContext,
  annotations: Values,
  mirror: Mirror,
): Values {
  return {
    image: { repository: `${mirror(registry)}/aws-application-networking-k8s/aws-gateway-controller` },
    // pods cannot reach instance metadata (hop limit)
    awsRegion: context.region,
    awsAccountId: accountId(),
    clusterVpcId: network.vpcId,
    clusterName: context.clusterName,
    disableTaggingServiceApi: profile.private && !profile.endpoints.includes("tagging"),
    deployment: {
      replicas,
      tolerations: systemTolerations(profile),
      topologySpreadConstraints: topologySpread({ "control-plane": account }),
    },
    pdb: { enabled: replicas > 1, maxUnavailable: 1 },
    serviceAccount: { name: account, annotations },
  };
}

function gatewayClass({ cluster }: InstallContext): ManifestsStep {
  return manifests((name, opts): pulumi.Resource[] => [
    new k8s.apiextensions.CustomResource(
      `${name}-class`,
      {
        apiVersion: "gateway.networking.k8s.io/v1",
        kind: "GatewayClass",
        metadata: { name: "amazon-vpc-lattice" },
        spec: { controllerName: "application-networking.k8s.aws/gateway-api-controller" },
      },
      { ...opts, provider: cluster.provider },
    ),
  ]);
}

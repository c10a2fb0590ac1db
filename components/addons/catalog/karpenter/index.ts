import { defaultTaints, isWindows } from "../../../reference/ami-of-family";
import { ownedPools } from "../../../settings/validation/team-pools";
import { nameInArn } from "../../../util/arn";
import { completeLimits } from "../../../util/karpenter/node-pool-spec";
import { mapValues } from "../../../util/map-values";
import { topologySpread } from "../../../util/topology-spread";
import { type AdditionalRelease, type Addon, helmChart, manifests, type Values } from "../../addon";
import type { StackProfile } from "../../stack-profile";
import { EventQueue, instanceEvents } from "../common/interruption-queue";
import { systemTolerations } from "../common/options";
import { KarpenterNodes } from "./karpenter-nodes";
import type { PoolResources } from "./node-class";
import { type KarpenterOptions, karpenterOptions } from "./options";
import { karpenterStatements } from "./policy";
import type { NodePoolOptions } from "./pool-options";
import { poolResources } from "./pool-resources";
import { karpenterPools } from "./pools";
import { karpenterChecks, poolWarnings, volumeKeysOf } from "./validate";

/** AWS resources of Karpenter. */
interface Own {
  readonly queue: EventQueue;
  readonly nodes: KarpenterNodes;
  readonly windowsNodes?: KarpenterNodes;
  readonly poolResources: Readonly<Record<string, PoolResources>>;
}

const account = "karpenter";

/** The CRDs, in the version of the controller. */
const crdChart: AdditionalRelease = { noun: "crd", option: "crds" };

/** Karpenter: starts instances for pending pods, and terminates those that are no longer needed. */
export const karpenter: Addon<KarpenterOptions, Own> = {
  name: "karpenter",
  options: karpenterOptions,
  namespace: "kube-system",
  requires: ["nodes"],
  after: ["coredns"], // at destroy too: without DNS it cannot reach AWS, and its instances would remain
  startsNodes: true,
  conflicts: ["cluster-autoscaler"],
  supportsFargate: true,
  incompatibleWith: ({ autoMode }) =>
    autoMode
      ? "is part of EKS Auto Mode, and a second one would conflict with it; remove the key, or set `cluster.autoMode: false`"
      : undefined,
  withDefaults: (options, { poolOwners }) => ({
    ...options,
    nodePools: mapValues(ownedPools(mapValues(options.nodePools, withTaints), poolOwners), (_, pool) => ({
      ...pool,
      limits: completeLimits(pool),
    })),
  }),
  validate: (options, profile) => karpenterChecks(options, profile),
  warn: ({ nodePools }) => poolWarnings(nodePools),

  awsServices: ["sqs", "ssm"],
  registries: () => ["public.ecr.aws"],
  createAwsResources: (name, options, { context, cluster, network, profile }, opts) => {
    const { ssm, nodePolicies: policies, nodeRoleArn, windowsNodeRoleArn } = options;
    const common = { context, clusterName: cluster.clusterName, reachesIam: !isolated(options, profile), ssm, policies };
    const windows = Object.values(options.nodePools).some(({ ami }) => isWindows(ami));
    return {
      queue: new EventQueue(`${name}-queue`, { context, events: instanceEvents }, opts),
      nodes: new KarpenterNodes(`${name}-nodes`, { ...common, roleArn: nodeRoleArn }, opts),
      ...(windows && {
        windowsNodes: new KarpenterNodes(`${name}-windows-nodes`, { ...common, windows: true, roleArn: windowsNodeRoleArn }, opts),
      }),
      poolResources: poolResources(name, options.nodePools, { context, vpcId: network.vpcId }, opts),
    };
  },
  mainServiceAccount: () => account,
  identity: ({ nodePools }) => [
    {
      namespace: "kube-system",
      serviceAccount: account,
      statements: ({ context, cluster, accountId }, { queue, nodes, windowsNodes }) =>
        karpenterStatements({
          context,
          clusterArn: cluster.arn,
          accountId: accountId(),
          nodeRoleArns: [nodes.roleArn, ...(windowsNodes ? [windowsNodes.roleArn] : [])],
          queueArn: queue.queueArn,
          volumeKeyArns: volumeKeysOf(nodePools),
        }),
    },
  ],
  additionalReleases: [crdChart],
  install: (options, install, { queue, nodes, windowsNodes, poolResources }) => [
    helmChart({
      chart: "oci://public.ecr.aws/karpenter/karpenter-crd",
      namespace: "kube-system",
      additionalRelease: crdChart,
      values: () => ({}),
    }),
    helmChart({
      chart: "oci://public.ecr.aws/karpenter/karpenter",
      namespace: "kube-system",
      skipCrds: true,
      values: (annotate, mirror) => ({
        ...placement(options, install.profile),
        serviceAccount: { name: account, annotations: annotate(account) },
        controller: {
          image: { repository: `${mirror("public.ecr.aws")}/karpenter/controller` },
          env: [{ name: "AWS_REGION", value: install.context.region }],
          resources: { requests: { cpu: "250m", memory: "1Gi" }, limits: { memory: "1Gi" } },
        },
        settings: {
          clusterName: install.context.clusterName,
          clusterEndpoint: install.cluster.endpoint,
          interruptionQueue: queue.queueName,
          ...(install.profile.podNetworking.customNetworking && { reservedENIs: "1" }), // the first interface serves no pod
          isolatedVPC: isolated(options, install.profile),
          enableZonalShift: install.profile.zonalShift,
          ...featureGates(options.nodePools),
        },
      }),
    }),
    manifests((name, opts) =>
      karpenterPools(
        name,
        options,
        { ...install, identity: nodes.identity, windowsIdentity: windowsNodes?.identity, poolResources },
        { ...opts, provider: install.cluster.provider },
      ),
    ),
  ],
  outputs: (_options, _install, { nodes, windowsNodes }) => ({
    nodeRoleArn: nodes.roleArn,
    nodeRoleName: nodes.roleArn.apply(nameInArn),
    ...(windowsNodes && { windowsNodeRoleArn: windowsNodes.roleArn }),
  }),
  gitopsMetadata: (_options, _site, { queue, nodes }) => ({
    queue_name: queue.queueName,
    ...("role" in nodes.identity ? { node_role_name: nodes.identity.role } : { node_instance_profile: nodes.identity.instanceProfile }),
  }),
};

/** Windows nodes have a taint by default, as those of node pools. */
function withTaints(_: string, pool: NodePoolOptions) {
  return { ...pool, taints: pool.taints ?? defaultTaints(pool.ami) };
}

/** Features that are off by default, in this or in an older version of Karpenter. */
function featureGates(nodePools: KarpenterOptions["nodePools"]): Values {
  const pools = Object.values(nodePools);
  const gates = {
    ...(pools.some(({ reservations }) => reservations) && { reservedCapacity: true }),
    ...(pools.some(({ replicas }) => replicas !== undefined) && { staticCapacity: true }),
  };
  return Object.keys(gates).length > 0 ? { featureGates: gates } : {};
}

/** Without NAT only services with a VPC endpoint are reachable, and neither IAM nor Pricing has one in every region. */
function isolated({ isolated }: KarpenterOptions, { private: withoutNat }: StackProfile): boolean {
  return isolated ?? withoutNat;
}

/** Spreads pods over nodes if possible; with the chart's own rules and a single node the second pod, and so the release, would stay pending. */
function placement({ replicas }: KarpenterOptions, profile: StackProfile): Values {
  const labels = { "app.kubernetes.io/name": "karpenter" };
  const own = { key: "karpenter.sh/nodepool", operator: "DoesNotExist" };
  return {
    replicas,
    affinity: {
      nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [own] }] } },
      podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [] },
    },
    topologySpreadConstraints: topologySpread(labels),
    tolerations: systemTolerations(profile),
  };
}

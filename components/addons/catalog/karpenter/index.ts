import { topologySpread } from "../../../util/topology-spread";
import { type AdditionalRelease, type Addon, type AddonWarning, helmChart, manifests, type Selected, type Values } from "../../addon";
import type { StackProfile } from "../../stack-profile";
import { EventQueue, instanceEvents } from "../common/interruption-queue";
import { systemTolerations } from "../common/options";
import { acceleratorsOf } from "./instances";
import { KarpenterNodes } from "./karpenter-nodes";
import { type KarpenterOptions, karpenterOptions } from "./options";
import { karpenterStatements } from "./policy";
import { karpenterPools } from "./pools";
import { instanceTagIssue } from "./tags";
import { unknownFamilies } from "./validate";

/** AWS resources of Karpenter. */
interface Own {
  readonly queue: EventQueue;
  readonly nodes: KarpenterNodes;
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
  validate: ({ nodePools }, { tags, region }) => instanceTagIssue(tags) ?? zoneIssue(nodePools, region),
  warn: ({ nodePools }, _, selected) => [...acceleratorWarnings(nodePools, selected), ...familyWarnings(nodePools)],

  awsServices: ["sqs", "ssm"],
  registries: () => ["public.ecr.aws"],
  createAwsResources: (name, options, { context, cluster, profile }, opts) => ({
    queue: new EventQueue(`${name}-queue`, { context, events: instanceEvents }, opts),
    nodes: new KarpenterNodes(
      `${name}-nodes`,
      { context, clusterName: cluster.clusterName, reachesIam: !isolated(options, profile), ssm: options.ssm },
      opts,
    ),
  }),
  mainServiceAccount: () => account,
  identity: () => [
    {
      namespace: "kube-system",
      serviceAccount: account,
      statements: ({ context, cluster, accountId }, { queue, nodes }) =>
        karpenterStatements({
          context,
          clusterArn: cluster.arn,
          accountId: accountId(),
          nodeRoleArn: nodes.roleArn,
          queueArn: queue.queueArn,
        }),
    },
  ],
  additionalReleases: [crdChart],
  install: (options, install, { queue, nodes }) => [
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
        },
      }),
    }),
    manifests((name, opts) =>
      karpenterPools(name, options, { ...install, identity: nodes.identity }, { ...opts, provider: install.cluster.provider }),
    ),
  ],
  gitopsMetadata: (_options, _site, { queue, nodes }) => ({
    queue_name: queue.queueName,
    ...("role" in nodes.identity ? { node_role_name: nodes.identity.role } : { node_instance_profile: nodes.identity.instanceProfile }),
  }),
};

type Pools = KarpenterOptions["nodePools"];

function acceleratorWarnings(nodePools: Pools, selected: Selected): AddonWarning[] {
  const plain = Object.values(nodePools).filter(({ ami }) => ami === "al2023");
  const lacking = (["nvidia", "neuron"] as const).filter(
    (accelerator) => !selected.has(`${accelerator}-device-plugin`) && plain.some((pool) => acceleratorsOf(pool).includes(accelerator)),
  );
  if (lacking.length === 0) return [];
  return [
    {
      message: "starts nodes whose accelerators pods cannot request",
      fix: `turn ${lacking.map((name) => `\`${name}-device-plugin\``).join(" and ")} on`,
    },
  ];
}

function familyWarnings(nodePools: Pools): AddonWarning[] {
  return Object.entries(nodePools).flatMap(([pool, options]) =>
    unknownFamilies(options).map((family) => ({
      rule: "instance-family",
      at: ["nodePools", pool],
      message: `family ${family} is not in the table of instance families`,
      fix: "check that the region offers it, and that `architectures` is right",
    })),
  );
}

function zoneIssue(nodePools: Pools, region: string): string | undefined {
  for (const [pool, { zones = [] }] of Object.entries(nodePools)) {
    const other = zones.find((zone) => !zone.startsWith(region));
    if (other !== undefined) return `\`nodePools.${pool}.zones\`: expected zones of ${region} such as ${region}a, found ${other}`;
  }
  return undefined;
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

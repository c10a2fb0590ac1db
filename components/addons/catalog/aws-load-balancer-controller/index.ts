import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { mergeTags } from "../../../util/tags";
import { topologySpread } from "../../../util/topology-spread";
import { type Addon, type AddonIssue, helmChart, type InstallContext, type Mirror, type Values } from "../../addon";
import type { StackProfile } from "../../stack-profile";
import { crds, crdWarning } from "../common/crds";
import { awsImage, awsImageRegistries } from "../common/images";
import { commonOptions, onDemand, replicas, systemTolerations } from "../common/options";
import { leftOutWarning, tagsThat } from "../common/stack-tags";
import crdRecord from "./crds.json";
import { loadBalancerControllerStatements } from "./policy";
import { classesOnly, completed, sharedAlb, sharedAlbChecks, sharedAlbWarning, sharedParams } from "./shared-alb";
import type { WebProtection } from "./web-protection";

const name = "aws-load-balancer-controller";

const options = z.strictObject({
  ...commonOptions.chart,
  ...commonOptions.permissions,
  replicas,
  defaultIngressClass: z.boolean().default(false).describe("Make `alb` the default IngressClass"),
  defaultForServices: z
    .boolean()
    .default(false)
    .describe(
      "Also handle Services of type LoadBalancer without a class. A webhook then handles every Service, so no Service can be created while the controller is down",
    ),
  sharedAlb: onDemand(sharedAlb).describe(
    "One load balancer for all Ingresses of class `alb`; only its security group may connect to the nodes",
  ),
});

type Options = z.output<typeof options>;

/** AWS Load Balancer Controller: Application Load Balancers for Ingresses, Network Load Balancers for Services. */
export const awsLoadBalancerController: Addon<Options, aws.ec2.SecurityGroup | undefined> = {
  name,
  options,
  namespace: "kube-system",
  requires: ["nodes"],
  after: ["coredns"], // at destroy too: without DNS it cannot reach AWS, and its load balancers would remain
  supportsFargate: true,
  providedByAutoMode: true,
  validate: (options, profile) => [() => untaggedListeners(options.values), ...sharedAlbChecks(options, profile)],
  warn: ({ version, sharedAlb }, profile) => [
    ...[crdWarning(version, crdRecord) ?? []].flat(),
    ...(sharedAlb ? sharedAlbWarning(sharedAlb, profile) : []),
    ...leftOutWarning(
      profile.tags,
      tagsThat(isPlainTag, profile.tags),
      "load balancers",
      "the chart accepts no = in keys, and no colon before a space or at the end",
    ),
  ],
  withDefaults: (options, profile) => ({ ...options, sharedAlb: options.sharedAlb && completed(options.sharedAlb, profile) }),
  awsServices: ["elasticloadbalancing"],
  registries: (_, { partition }) => awsImageRegistries(name, partition),
  mainServiceAccount: () => name,
  identity: ({ values }, profile) => [
    {
      namespace: "kube-system",
      serviceAccount: name,
      statements: ({ context, network }) => loadBalancerControllerStatements(context, network.vpcId, webProtection(values, profile)),
    },
  ],
  createAwsResources: (name, { sharedAlb }, install, opts) => (sharedAlb ? createSecurityGroup(`${name}-alb`, install, opts) : undefined),
  install: (options, install, securityGroup) => [
    crds(crdRecord, install),
    helmChart({
      chart: name,
      repo: "https://aws.github.io/eks-charts",
      namespace: "kube-system",
      skipCrds: true,
      values: (annotate, mirror) => ({
        ...values(options, install, mirror),
        serviceAccount: { name, annotations: annotate(name) },
        ...(securityGroup && { backendSecurityGroup: securityGroup.id }),
      }),
    }),
  ],
};

/** The chart writes them unquoted into YAML, as `key=value` (its templates/_helpers.tpl and deployment.yaml, 3.5.0). */
function isPlainTag(key: string, value: string): boolean {
  return !key.includes("=") && !/:(\s|$)/.test(`${key}=${value}`);
}

/** Its permissions are limited to listeners with its tag. */
function untaggedListeners({ controllerConfig }: Options["values"]): AddonIssue | undefined {
  const gates = (controllerConfig as { featureGates?: Record<string, unknown> } | undefined)?.featureGates;
  return String(gates?.ListenerRulesTagging) === "false"
    ? {
        at: ["values", "controllerConfig", "featureGates", "ListenerRulesTagging"],
        message: "false creates listeners without the tag that its IAM policy requires; remove it",
      }
    : undefined;
}

/** Without NAT it can reach neither Shield nor WAF Classic, and would wait for them. */
function unreachable(profile: StackProfile): Values {
  return profile.private ? { enableShield: false, enableWaf: false, enableWafv2: profile.endpoints.includes("wafv2") } : {};
}

/** Services that the controller attaches to load balancers: all by the chart's default, unless disabled with `false`. */
function webProtection(own: Options["values"], profile: StackProfile): WebProtection {
  const { enableShield, enableWaf, enableWafv2 }: Values = { ...unreachable(profile), ...own };
  return { shield: enableShield !== false, waf: enableWaf !== false, wafv2: enableWafv2 !== false };
}

/** The shared backend security group of load balancers: the cluster security group allows traffic from it, not from addresses. */
function createSecurityGroup(
  name: string,
  { context, cluster, network }: InstallContext,
  opts: pulumi.CustomResourceOptions,
): aws.ec2.SecurityGroup {
  const group = new aws.ec2.SecurityGroup(
    name,
    {
      vpcId: network.vpcId,
      description: `Load balancers of EKS cluster ${context.clusterName} on their way to pods`,
      tags: mergeTags(context.tags, { Name: `${context.clusterName}-load-balancers` }),
    },
    opts,
  );
  const everyPort = { ipProtocol: "tcp", fromPort: 0, toPort: 65535, tags: context.tags };
  new aws.vpc.SecurityGroupIngressRule(
    `${name}-to-nodes`,
    { securityGroupId: cluster.securityGroupId, referencedSecurityGroupId: group.id, description: "Load balancers to pods", ...everyPort },
    opts,
  );
  new aws.vpc.SecurityGroupEgressRule(
    `${name}-out`,
    { securityGroupId: group.id, referencedSecurityGroupId: cluster.securityGroupId, description: "To pods", ...everyPort },
    opts,
  );
  return group;
}

function values(options: Options, install: InstallContext, mirror: Mirror): Values {
  const { context, profile, network } = install;
  return {
    clusterName: context.clusterName,
    region: context.region, // pods cannot reach instance metadata (hop limit)
    vpcId: network.vpcId,
    image: { repository: awsImage(name, context.region, mirror) },
    replicaCount: options.replicas,
    podDisruptionBudget: { maxUnavailable: 1 },
    topologySpreadConstraints: topologySpread({ "app.kubernetes.io/name": name }),
    tolerations: systemTolerations(profile),
    resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "512Mi" } },
    defaultTags: tagsThat(isPlainTag, context.tags),
    defaultTargetType: "ip", // works with pods on every kind of capacity, without a hop through a node
    enableServiceMutatorWebhook: options.defaultForServices,
    keepTLSSecret: true, // keeps the webhooks' certificate: a new one at each upgrade would make them unavailable for a while
    ...unreachable(profile),
    ingressClassConfig: { default: options.defaultIngressClass },
    ...(options.sharedAlb && { ...classesOnly, ingressClassParams: { create: true, spec: sharedParams(options.sharedAlb, profile) } }),
  };
}

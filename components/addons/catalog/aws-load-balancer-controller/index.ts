import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { mergeTags } from "../../../util/tags";
import { type Addon, chart, type Mirror, type Site, type Values } from "../../addon";
import type { StackFacts } from "../../stack-profile";
import { foreignArn } from "../common/arns";
import { crdAdvice, crds } from "../common/crds";
import { awsImage, awsImageRegistries } from "../common/images";
import { commonOptions, onDemand, replicas, spread, systemTolerations } from "../common/options";
import crdRecord from "./crds.json";
import { loadBalancerControllerStatements } from "./policy";
import { classesOnly, sharedAlb, sharedAlbAdvice, sharedAlbMistake, sharedParams, withPerTeam } from "./shared-alb";
import type { WebProtection } from "./web-protection";

const name = "aws-load-balancer-controller";

const options = z.strictObject({
  ...commonOptions.chart,
  replicas,
  defaultIngressClass: z.boolean().default(false).describe("Make `alb` the class of Ingresses that name none"),
  defaultForServices: z
    .boolean()
    .default(false)
    .describe(
      "Serve Services of type LoadBalancer that name no class as well. A webhook then sees every Service, so none can be made while the controller is down",
    ),
  sharedAlb: onDemand(sharedAlb).describe(
    "One load balancer for all Ingresses of class `alb`, whose security group alone may reach the nodes",
  ),
});

type Options = z.output<typeof options>;

/** AWS Load Balancer Controller: Application Load Balancers for Ingresses, Network Load Balancers for Services. */
export const awsLoadBalancerController: Addon<Options, aws.ec2.SecurityGroup | undefined> = {
  name,
  options,
  namespace: "kube-system",
  requires: ["nodes"],
  after: ["coredns"], // at destroy as well: without DNS it reaches no AWS service, and its load balancers stay
  fargate: true,
  inAutoMode: true,
  mistake: ({ sharedAlb, values }, facts) =>
    untaggedListeners(values) ??
    (sharedAlb ? (foreignArn(sharedAlb.certificateArns, facts) ?? sharedAlbMistake(sharedAlb, facts)) : undefined),
  advice: ({ version, sharedAlb }, facts) => [
    ...[crdAdvice(version, crdRecord) ?? []].flat(),
    ...(sharedAlb ? sharedAlbAdvice(sharedAlb, facts) : []),
  ],
  fill: (options, facts) => ({ ...options, sharedAlb: options.sharedAlb && withPerTeam(options.sharedAlb, facts) }),
  endpoints: ["elasticloadbalancing"],
  registries: (_, { partition }) => awsImageRegistries(name, partition),
  identity: ({ values }, { context, network, facts }) => [
    {
      namespace: "kube-system",
      serviceAccount: name,
      statements: loadBalancerControllerStatements(context, network.vpcId, webProtection(values, facts)),
    },
  ],
  prepare: (name, { sharedAlb }, site, opts) => (sharedAlb ? makeSecurityGroup(`${name}-alb`, site, opts) : undefined),
  install: (options, site, securityGroup) => [
    crds(crdRecord, site),
    chart({
      chart: name,
      repo: "https://aws.github.io/eks-charts",
      namespace: "kube-system",
      skipCrds: true,
      values: (annotate, mirror) => ({
        ...values(options, site, mirror),
        serviceAccount: { name, annotations: annotate(name) },
        ...(securityGroup && { backendSecurityGroup: securityGroup.id }),
      }),
    }),
  ],
};

/** Its permissions end at listeners with its tag. */
function untaggedListeners({ controllerConfig }: Options["values"]): string | undefined {
  const gates = (controllerConfig as { featureGates?: Record<string, unknown> } | undefined)?.featureGates;
  return String(gates?.ListenerRulesTagging) === "false"
    ? "`values.controllerConfig.featureGates.ListenerRulesTagging: false` leaves listeners without the tag by which its IAM policy knows them; remove it"
    : undefined;
}

/** Without NAT it reaches neither Shield nor the old WAF, and would wait for them. */
function unreachable(facts: StackFacts): Values {
  return facts.private ? { enableShield: false, enableWaf: false, enableWafv2: facts.endpoints.includes("wafv2") } : {};
}

/** What the controller attaches to load balancers: by the chart's default all, unless it is turned off with `false`. */
function webProtection(own: Options["values"], facts: StackFacts): WebProtection {
  const { enableShield, enableWaf, enableWafv2 }: Values = { ...unreachable(facts), ...own };
  return { shield: enableShield !== false, waf: enableWaf !== false, wafv2: enableWafv2 !== false };
}

/** The security group that load balancers carry on their way to pods: the cluster's own lets it in, and no addresses. */
function makeSecurityGroup(name: string, { context, cluster, network }: Site, opts: pulumi.CustomResourceOptions): aws.ec2.SecurityGroup {
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

function values(options: Options, site: Site, mirror: Mirror): Values {
  const { context, facts, network } = site;
  return {
    clusterName: context.clusterName,
    region: context.region, // instance metadata is one hop too far for a pod
    vpcId: network.vpcId,
    image: { repository: awsImage(name, context.region, mirror) },
    replicaCount: options.replicas,
    podDisruptionBudget: { maxUnavailable: 1 },
    topologySpreadConstraints: spread({ "app.kubernetes.io/name": name }),
    tolerations: systemTolerations(facts),
    resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "512Mi" } },
    defaultTags: context.tags,
    defaultTargetType: "ip", // reaches pods on every kind of capacity, without a hop through a node
    enableServiceMutatorWebhook: options.defaultForServices,
    keepTLSSecret: true, // the webhooks' certificate: a new one at each upgrade would lock them out for a while
    ...unreachable(facts),
    ingressClassConfig: { default: options.defaultIngressClass },
    ...(options.sharedAlb && { ...classesOnly, ingressClassParams: { create: true, spec: sharedParams(options.sharedAlb) } }),
  };
}

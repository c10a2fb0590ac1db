import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { autoModeStorage } from "../../../reference/aws-names";
import { managedPolicyArn } from "../../../reference/partition";
import { nameInArn } from "../../../util/arn";
import { mergeValues } from "../../../util/deep-merge";
import { type Addon, awsResources, eksAddon, type InstallContext, type Values } from "../../addon";
import { enforcingMode, optionEnvironment } from "../../pod-networking";
import type { StackProfile } from "../../stack-profile";
import { commonOptions } from "../common/options";
import { valueIssues } from "../common/value-types";
import { podNetworkingChecks, podNetworkingWarnings, podSubnetValues } from "./pod-networking";
import { ipv6Statements } from "./policy";
import { valueTypes } from "./value-types";
import { hasWindows, windowsIssue, windowsWarnings } from "./windows";

const options = z.strictObject({
  ...commonOptions.managed,
  ...commonOptions.permissions,
  prefixDelegation: z
    .boolean()
    .default(false)
    .describe("Assign /28 prefixes instead of single addresses to nodes: more pods per node, but subnets need contiguous free ranges"),
  podSecurityGroups: z
    .union([
      z.boolean(),
      z.strictObject({
        enforcingMode: z
          .enum(["standard", "strict"])
          .default("standard")
          .describe(
            "standard: network policies, probes and NodePorts work as for other pods, and traffic that leaves the VPC has the security groups of the node. strict: all traffic has those of the pod",
          ),
      }),
    ])
    .default(false)
    .describe("Give pods that a SecurityGroupPolicy selects security groups of their own; needs instance types that are not burstable"),
  networkPolicy: z.boolean().optional().describe("Enforce NetworkPolicy objects on the nodes. Default: true if a team is isolated"),
});

type Options = z.output<typeof options>;

/** Amazon VPC CNI: assigns each pod an address of the VPC. */
export const vpcCni: Addon<Options> = {
  name: "vpc-cni",
  options,
  namespace: "kube-system",
  requires: [],
  before: ["nodes"],
  supportsFargate: false,
  providedByAutoMode: true,
  byDefault: ({ existing }) => (existing ? undefined : {}),
  withDefaults: (options, { isolated }) => ({ ...options, networkPolicy: options.networkPolicy ?? isolated }),
  validate: (options, profile, selected) => [
    () => valueIssues(options.values, valueTypes),
    ...podNetworkingChecks(options, profile, selected),
    () => windowsIssue(options, profile),
    () => policyIssue(options, profile),
  ],
  warn: (options, profile, selected) => [...podNetworkingWarnings(options, profile, selected), ...windowsWarnings(profile)],
  whenDisabled: (profile) => {
    const { nodes, isolated, podSubnets } = profile;
    if (!nodes) return undefined;
    if (podSubnets) {
      const message = "it gives pods addresses of the subnets for pods of section `network`";
      return { allowed: false, message, fix: "remove the key, or these subnets" };
    }
    const isolation = isolated ? "; it must enforce network policies for the isolation of teams" : "";
    return {
      allowed: true,
      message: `nodes stay NotReady until another CNI is installed${isolation}${hasWindows(profile) ? "; pods on Windows nodes get their addresses by this one" : ""}`,
      fix: "remove the key to enable this one",
    };
  },
  mainServiceAccount: () => "aws-node",
  identity: (_, { ipv6 }) => [
    {
      namespace: "kube-system",
      serviceAccount: "aws-node",
      managedPolicies: ipv6 ? [] : ["AmazonEKS_CNI_Policy"],
      statements: ({ cluster, context }) => (cluster.ipFamily === "ipv6" ? ipv6Statements(context) : []),
      daemonSet: true,
    },
  ],
  // Keys of the add-on's configuration schema (aws/amazon-vpc-cni-k8s, v1.23.0): all are strings.
  install: (options, install) => [
    ...(install.profile.podNetworking.podEnis || hasWindows(install.profile)
      ? [awsResources((name, opts) => controllerPolicy(name, install, opts))]
      : []),
    eksAddon(
      "vpc-cni",
      [ipv6Values(install.profile), configuration(options, install.profile), podSubnetValues(install)].reduce(mergeValues),
    ),
  ],
};

/** As in the add-on's own affinity since v1.19: hybrid nodes need another CNI. Source: EKS user guide, Configure CNI for hybrid nodes (2026). */
const onAwsNodes = {
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: [
        {
          matchExpressions: [
            { key: "kubernetes.io/os", operator: "In", values: ["linux"] },
            { key: "kubernetes.io/arch", operator: "In", values: ["amd64", "arm64"] },
            { key: autoModeStorage.computeTypeLabel, operator: "NotIn", values: ["fargate", "hybrid", "auto"] },
          ],
        },
      ],
    },
  },
};

/** The add-on is in the mode of its cluster's IP family by itself; IPv6 needs prefixes. Source: aws/amazon-vpc-cni-k8s README, `ENABLE_IPv6`. */
function ipv6Values({ ipv6 }: StackProfile): Values {
  return ipv6 ? { env: { ENABLE_PREFIX_DELEGATION: "true" } } : {};
}

function configuration(options: Options, profile: StackProfile): Values {
  const env = optionEnvironment(options);
  return {
    ...(Object.keys(env).length > 0 && { env }),
    ...(enforcingMode(options) === "strict" && { init: { env: { DISABLE_TCP_EARLY_DEMUX: "true" } } }), // for probes of the kubelet
    ...(options.networkPolicy && { enableNetworkPolicy: "true" }),
    ...(hasWindows(profile) && { enableWindowsIpam: "true" }),
    ...(profile.hybridNodes && { affinity: onAwsNodes }),
  };
}

function policyIssue({ networkPolicy }: Options, { isolated }: StackProfile): string | undefined {
  return isolated && networkPolicy === false ? "`networkPolicy: false` turns off the isolation of teams; remove the key" : undefined;
}

/** Lets the VPC resource controller of the control plane give pods network interfaces, and pods on Windows addresses. The role of a cluster that exists is not ours. */
function controllerPolicy(name: string, { cluster, context }: InstallContext, opts: pulumi.CustomResourceOptions): pulumi.Resource[] {
  if (cluster.roleArn === undefined) return [];
  const role = cluster.roleArn.apply(nameInArn);
  const policyArn = managedPolicyArn(context.partition, "AmazonEKSVPCResourceController");
  return [new aws.iam.RolePolicyAttachment(`${name}-cluster-role`, { role, policyArn }, opts)];
}

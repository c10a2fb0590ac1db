// Simulated EKS clusters and their children.
import { defaultKubernetesVersion } from "../../../components/reference/kubernetes-versions";
import { parseArn } from "../../../components/util/arn";
import { isRecord } from "../../../components/util/is-record";
import type { Value, Values } from "../../types";
import { hex, number, texts } from "../values";
import { capabilityRule } from "./capabilities";
import { componentFacts } from "./control-plane-components";
import { arn, created, createdInGo, ec2Id, type Place, uuid } from "./place";
import type { Rules, Subject } from "./subject";

/** What EKS answers about a cluster beyond what it was given; made up from the seed. */
export function clusterFacts(
  place: Place,
  seed: string,
  name: string,
  inputs: Values,
  vpcId: Value,
  vpcCidr: Value | undefined,
): Record<string, Value> {
  const host = hex(`endpoint ${seed}`, 32).toUpperCase();
  const network = isRecord(inputs.kubernetesNetworkConfig) ? inputs.kubernetesNetworkConfig : {};
  const vpcConfig = isRecord(inputs.vpcConfig) ? inputs.vpcConfig : {};
  const accessConfig = isRecord(inputs.accessConfig) ? inputs.accessConfig : {};
  return {
    name,
    arn: arn(place, "eks", `cluster/${name}`),
    clusterId: "",
    createdAt: created,
    version: inputs.version ?? defaultKubernetesVersion,
    platformVersion: "eks.1",
    status: "ACTIVE",
    endpoint: network.ipFamily === "ipv6" ? dualStackEndpoint(place, host) : `https://${host}.gr7.${place.region}.eks.${place.dnsSuffix}`,
    certificateAuthority: { data: Buffer.from(`simulated certificate authority of ${name}`).toString("base64") },
    identities: [{ oidcs: [{ issuer: `https://oidc.eks.${place.region}.${place.dnsSuffix}/id/${host}` }] }],
    kubernetesNetworkConfig: {
      ipFamily: "ipv4",
      serviceIpv6Cidr: network.ipFamily === "ipv6" ? `fd${hex(`v6 ${seed}`, 2)}:${hex(seed, 4)}:${hex(`v6b ${seed}`, 4)}::/108` : "",
      elasticLoadBalancing: { enabled: false },
      ...network,
      serviceIpv4Cidr: network.serviceIpv4Cidr ?? (network.ipFamily === "ipv6" ? "" : serviceCidr(vpcCidr)),
    },
    vpcConfig: {
      endpointPrivateAccess: false,
      endpointPublicAccess: true,
      publicAccessCidrs: vpcConfig.endpointPublicAccess === false ? [] : ["0.0.0.0/0"],
      securityGroupIds: [],
      ...vpcConfig,
      clusterSecurityGroupId: ec2Id("sg", `cluster ${seed}`),
      vpcId,
    },
    accessConfig: { authenticationMode: "CONFIG_MAP", bootstrapClusterCreatorAdminPermissions: true, ...accessConfig },
    upgradePolicy: isRecord(inputs.upgradePolicy) ? inputs.upgradePolicy : { supportType: "EXTENDED" },
    deletionProtection: inputs.deletionProtection ?? false,
    computeConfig: inputs.computeConfig ?? { enabled: false, nodePools: [], nodeRoleArn: "" },
    storageConfig: inputs.storageConfig ?? { blockStorage: { enabled: false } },
    controlPlaneScalingConfig: inputs.controlPlaneScalingConfig ?? { tier: "standard" },
    ...componentFacts(inputs),
  };
}

/** Source: EKS user guide, IP address family usage by component (2026). */
function dualStackEndpoint({ region }: Place, host: string): string {
  return `https://${host}.eks-cluster.${region}.api.aws`;
}

/** EKS takes 10.100.0.0/16, but 172.20.0.0/16 where the VPC is in 10.0.0.0/8 (EKS user guide, network requirements). */
function serviceCidr(vpcCidr: Value | undefined): string {
  return typeof vpcCidr === "string" && !vpcCidr.startsWith("10.") ? "10.100.0.0/16" : "172.20.0.0/16";
}

function cluster({ place, seed, name, inputs, known }: Subject): Record<string, Value> {
  const subnets = isRecord(inputs.vpcConfig) ? texts(inputs.vpcConfig.subnetIds) : [];
  const vpcId =
    subnets.map((id) => known("aws:ec2/subnet:Subnet", id)?.vpcId).find((id) => typeof id === "string") ?? ec2Id("vpc", `of ${seed}`);
  return clusterFacts(place, seed, name, inputs, vpcId, known("aws:ec2/vpc:Vpc", String(vpcId))?.cidrBlock);
}

function nodeGroup({ place, seed, name, inputs, text, known }: Subject): Record<string, Value | undefined> {
  const group = `eks-${name}-${uuid(seed)}`;
  const version = inputs.version ?? known("aws:eks/cluster:Cluster", text("clusterName"))?.version ?? defaultKubernetesVersion;
  return {
    arn: arn(place, "eks", `nodegroup/${text("clusterName")}/${name}/${uuid(seed)}`),
    status: "ACTIVE",
    amiType: inputs.amiType ?? (inputs.launchTemplate === undefined ? "AL2023_x86_64_STANDARD" : "CUSTOM"),
    capacityType: inputs.capacityType ?? "ON_DEMAND",
    diskSize: inputs.diskSize ?? (inputs.launchTemplate === undefined ? 20 : 0),
    instanceTypes: inputs.instanceTypes ?? (inputs.launchTemplate === undefined ? ["t3.medium"] : []),
    nodeGroupNamePrefix: "",
    version,
    releaseVersion: inputs.releaseVersion ?? `${String(version)}.0-20260101`,
    resources: [{ autoscalingGroups: [{ name: group }], remoteAccessSecurityGroupId: "" }],
    updateConfig: inputs.updateConfig ?? { maxUnavailable: 1 },
    nodeRepairConfig: inputs.nodeRepairConfig ?? { enabled: false },
    launchTemplate: isRecord(inputs.launchTemplate) ? named(inputs.launchTemplate, known) : undefined,
  };
}

/** EKS answers a launch template's id and its name, whichever it was given. */
function named(template: Values, known: Subject["known"]): Values {
  return { ...template, name: template.name ?? known("aws:ec2/launchTemplate:LaunchTemplate", String(template.id))?.name ?? "" };
}

/** ARN of a child of a cluster: its kind, the cluster, its own name and a UUID. */
function childArn({ place, seed, text }: Subject, kind: string, name: string): string {
  return arn(place, "eks", `${kind}/${text("clusterName")}/${name}/${uuid(seed)}`);
}

/** Who nodes are, by the type of their access entry: EKS sets it. Source: EKS user guide, access entry types (2026-11). */
const nodeUsers: Readonly<Record<string, string>> = {
  EC2: "system:node:{{EC2PrivateDNSName}}",
  EC2_LINUX: "system:node:{{EC2PrivateDNSName}}",
  EC2_WINDOWS: "system:node:{{EC2PrivateDNSName}}",
  FARGATE_LINUX: "system:node:{{SessionName}}",
  HYBRID_LINUX: "system:node:{{SessionName}}",
};

const nodeGroups: Readonly<Record<string, readonly string[]>> = {
  EC2_LINUX: ["system:nodes"],
  EC2_WINDOWS: ["eks:kube-proxy-windows", "system:nodes"],
  FARGATE_LINUX: ["system:bootstrappers", "system:node-proxier", "system:nodes"],
  HYBRID_LINUX: ["system:nodes"],
};

function accessEntry({ place, seed, text, inputs }: Subject): Record<string, Value | undefined> {
  const type = text("type") || "STANDARD";
  const { partition = "", accountId = "", resource = "" } = parseArn(text("principalArn")) ?? {};
  const [kind = "", ...path] = resource.split("/");
  const name = path.at(-1) ?? "";
  const user = kind === "role" ? `arn:${partition}:sts::${accountId}:assumed-role/${name}/{{SessionName}}` : text("principalArn");
  return {
    accessEntryArn: arn(place, "eks", `access-entry/${[text("clusterName"), kind, accountId, name, uuid(seed)].join("/")}`),
    kubernetesGroups: inputs.kubernetesGroups ?? nodeGroups[type] ?? [],
    userName: inputs.userName ?? nodeUsers[type] ?? user,
    type,
  };
}

export const eksRules: Rules = {
  "aws:eks/cluster:Cluster": { id: ({ name }) => name, outputs: cluster },
  "aws:eks/nodeGroup:NodeGroup": { id: ({ text, name }) => `${text("clusterName")}:${name}`, outputs: nodeGroup },
  "aws:eks/fargateProfile:FargateProfile": {
    id: ({ text, name }) => `${text("clusterName")}:${name}`,
    outputs: (subject) => ({ arn: childArn(subject, "fargateprofile", subject.name), status: "ACTIVE" }),
  },
  "aws:eks/addon:Addon": {
    id: ({ text }) => `${text("clusterName")}:${text("addonName")}`,
    outputs: (subject) => ({
      arn: childArn(subject, "addon", subject.text("addonName")),
      addonVersion: subject.inputs.addonVersion ?? addonVersion(subject.text("addonName"), defaultKubernetesVersion),
      configurationValues: subject.inputs.configurationValues ?? "",
      namespaceConfig: subject.inputs.namespaceConfig ?? { namespace: "kube-system" },
    }),
  },
  "aws:eks/identityProviderConfig:IdentityProviderConfig": {
    id: (subject) => `${subject.text("clusterName")}:${oidcName(subject)}`,
    outputs: (subject) => ({
      arn: childArn(subject, "identityproviderconfig", `oidc/${oidcName(subject)}`),
      identityProviderConfigName: oidcName(subject),
      status: "ACTIVE",
    }),
  },
  "aws:eks/capability:Capability": capabilityRule,
  "aws:eks/accessEntry:AccessEntry": {
    id: ({ text }) => `${text("clusterName")}:${text("principalArn")}`,
    outputs: accessEntry,
  },
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": {
    id: ({ text }) => ["clusterName", "principalArn", "policyArn"].map(text).join("#"),
    // the provider prints these two as Go does
    outputs: () => ({ associatedAt: createdInGo, modifiedAt: createdInGo }),
  },
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": {
    id: ({ seed }) => associationId(seed),
    outputs: ({ place, seed, text }) => ({
      associationId: associationId(seed),
      externalId: text("targetRoleArn") ? uuid(`external ${seed}`) : "", // made up; for target roles alone
      associationArn: arn(place, "eks", `podidentityassociation/${text("clusterName")}/${associationId(seed)}`),
    }),
  },
};

function oidcName({ inputs }: Subject): string {
  return String(isRecord(inputs.oidc) ? inputs.oidc.identityProviderConfigName : "");
}

function associationId(seed: string): string {
  return `a-${hex(`association ${seed}`, 17)}`;
}

/** A version in the form that EKS uses, made up: the newest of an add-on is not known offline. */
export function addonVersion(addon: string, kubernetes: string): string {
  return `v${addon === "kube-proxy" ? kubernetes : `1.${number(addon, 20) + 1}`}.0-eksbuild.1`;
}

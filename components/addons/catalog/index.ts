// Written by `npm run schema` from components/addons/names.ts; edit that instead.
import type { Addon } from "../addon";
import { type AddonName, addonNames } from "../names";
import { ack } from "./ack";
import { adot } from "./adot";
import { amazonCloudwatchObservability } from "./amazon-cloudwatch-observability";
import { amp } from "./amp";
import { argoRollouts } from "./argo-rollouts";
import { argocd } from "./argocd";
import { awsEbsCsiDriver } from "./aws-ebs-csi-driver";
import { awsEfaK8sDevicePlugin } from "./aws-efa-k8s-device-plugin";
import { awsEfsCsiDriver } from "./aws-efs-csi-driver";
import { awsFsxCsiDriver } from "./aws-fsx-csi-driver";
import { awsFsxOpenzfsCsiDriver } from "./aws-fsx-openzfs-csi-driver";
import { awsGatewayApiController } from "./aws-gateway-api-controller";
import { awsGuarddutyAgent } from "./aws-guardduty-agent";
import { awsLoadBalancerController } from "./aws-load-balancer-controller";
import { awsMountpointS3CsiDriver } from "./aws-mountpoint-s3-csi-driver";
import { awsNetworkFlowMonitoringAgent } from "./aws-network-flow-monitoring-agent";
import { awsNodeTerminationHandler } from "./aws-node-termination-handler";
import { awsPrivatecaIssuer } from "./aws-privateca-issuer";
import { certManager } from "./cert-manager";
import { clusterAutoscaler } from "./cluster-autoscaler";
import { clusterProportionalAutoscaler } from "./cluster-proportional-autoscaler";
import { coredns } from "./coredns";
import { eksNodeMonitoringAgent } from "./eks-node-monitoring-agent";
import { eksPodIdentityAgent } from "./eks-pod-identity-agent";
import { externalDns } from "./external-dns";
import { externalSecrets } from "./external-secrets";
import { fargateLogging } from "./fargate-logging";
import { fluentBit } from "./fluent-bit";
import { flux } from "./flux";
import { gatekeeper } from "./gatekeeper";
import { gpuOperator } from "./gpu-operator";
import { istio } from "./istio";
import { karpenter } from "./karpenter";
import { keda } from "./keda";
import { kubeProxy } from "./kube-proxy";
import { kubernetesDashboard } from "./kubernetes-dashboard";
import { kyverno } from "./kyverno";
import { metricsServer } from "./metrics-server";
import { neuronDevicePlugin } from "./neuron-device-plugin";
import { nvidiaDevicePlugin } from "./nvidia-device-plugin";
import { opencost } from "./opencost";
import { overprovisioning } from "./overprovisioning";
import { prometheus } from "./prometheus";
import { pulumiKubernetesOperator } from "./pulumi-kubernetes-operator";
import { secretsStoreCsiDriver } from "./secrets-store-csi-driver";
import { trident } from "./trident";
import { velero } from "./velero";
import { verticalPodAutoscaler } from "./vertical-pod-autoscaler";
import { vpcCni } from "./vpc-cni";

/** All add-ons by their key. */
export const catalog: Readonly<Record<AddonName, Addon>> = {
  "eks-pod-identity-agent": eksPodIdentityAgent,
  "vpc-cni": vpcCni,
  "kube-proxy": kubeProxy,
  coredns,
  "aws-ebs-csi-driver": awsEbsCsiDriver,
  "aws-efs-csi-driver": awsEfsCsiDriver,
  "aws-fsx-csi-driver": awsFsxCsiDriver,
  "aws-fsx-openzfs-csi-driver": awsFsxOpenzfsCsiDriver,
  "aws-mountpoint-s3-csi-driver": awsMountpointS3CsiDriver,
  "secrets-store-csi-driver": secretsStoreCsiDriver,
  "external-secrets": externalSecrets,
  velero,
  "metrics-server": metricsServer,
  "cluster-autoscaler": clusterAutoscaler,
  karpenter,
  "aws-node-termination-handler": awsNodeTerminationHandler,
  "nvidia-device-plugin": nvidiaDevicePlugin,
  "neuron-device-plugin": neuronDevicePlugin,
  overprovisioning,
  keda,
  "aws-load-balancer-controller": awsLoadBalancerController,
  "external-dns": externalDns,
  "cert-manager": certManager,
  prometheus,
  adot,
  "amazon-cloudwatch-observability": amazonCloudwatchObservability,
  "fluent-bit": fluentBit,
  "eks-node-monitoring-agent": eksNodeMonitoringAgent,
  "kubernetes-dashboard": kubernetesDashboard,
  argocd,
  kyverno,
  flux,
  "fargate-logging": fargateLogging,
  "argo-rollouts": argoRollouts,
  gatekeeper,
  "vertical-pod-autoscaler": verticalPodAutoscaler,
  "aws-efa-k8s-device-plugin": awsEfaK8sDevicePlugin,
  "aws-network-flow-monitoring-agent": awsNetworkFlowMonitoringAgent,
  "aws-privateca-issuer": awsPrivatecaIssuer,
  opencost,
  amp,
  ack,
  "gpu-operator": gpuOperator,
  istio,
  "aws-gateway-api-controller": awsGatewayApiController,
  "pulumi-kubernetes-operator": pulumiKubernetesOperator,
  "cluster-proportional-autoscaler": clusterProportionalAutoscaler,
  "aws-guardduty-agent": awsGuarddutyAgent,
  trident,
};

/** The catalog in the order of its names. */
export const addons: readonly Addon[] = addonNames.map((name) => catalog[name]);

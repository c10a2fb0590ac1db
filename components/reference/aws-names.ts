// Names in AWS domains: those that differ by partition; all others are the same everywhere.
// Source: eksctl partitions.go (2026-08-21); EKS user guide.
import type { Partition } from "./regions";

/** Service principal of EC2. */
export const ec2Principals: Readonly<Record<Partition, string>> = {
  aws: "ec2.amazonaws.com",
  "aws-cn": "ec2.amazonaws.com.cn",
  "aws-us-gov": "ec2.amazonaws.com",
  "aws-iso": "ec2.c2s.ic.gov",
  "aws-iso-b": "ec2.sc2s.sgov.gov",
  "aws-iso-e": "ec2.amazonaws.com",
  "aws-iso-f": "ec2.amazonaws.com",
  "aws-eusc": "ec2.amazonaws.com",
};

/** Service principal of EKS Pod Identity. */
export const podIdentityPrincipal = "pods.eks.amazonaws.com";

/** Service principal that starts pods on Fargate. */
export const fargatePodsPrincipal = "eks-fargate-pods.amazonaws.com";

/** Service principal of ECR, which creates repositories by templates. */
export const ecrPrincipal = "ecr.amazonaws.com";

/** Service principals that give machines outside of AWS credentials: Systems Manager and IAM Roles Anywhere. */
export const ssmPrincipal = "ssm.amazonaws.com";
export const rolesAnywherePrincipal = "rolesanywhere.amazonaws.com";

/** Service principal of EKS capabilities. */
export const capabilitiesPrincipal = "capabilities.eks.amazonaws.com";

/** Service principals that send events to a queue: EventBridge and SQS. */
export const eventPrincipals = ["events.amazonaws.com", "sqs.amazonaws.com"];

/** Service principal of load balancing for its service-linked role: the same in every partition (the controller's published policies). */
export const loadBalancingService = "elasticloadbalancing.amazonaws.com";

/** Service principal that writes a VPC's flow logs. */
export const flowLogsPrincipal = "vpc-flow-logs.amazonaws.com";

/** Audience of the tokens with which service accounts assume roles. */
export const stsAudience = "sts.amazonaws.com";

/** Annotation of a service account that names its role. */
export const roleArnAnnotation = "eks.amazonaws.com/role-arn";

/** Provisioner of EBS volumes in EKS Auto Mode, and the node label that identifies its nodes. */
export const autoModeStorage = { provisioner: "ebs.csi.eks.amazonaws.com", computeTypeLabel: "eks.amazonaws.com/compute-type" };

/** Service principal of Amazon FSx. */
export const fsxPrincipal = "fsx.amazonaws.com";

/** Service principal that links FSx for Lustre file systems to buckets. */
export const fsxDataRepositoryPrincipal = "s3.data-source.lustre.fsx.amazonaws.com";

/** API group of the NodeClasses of EKS Auto Mode, and domain of the labels of its nodes. Source: EKS user guide, create-node-class (2026). */
export const autoModeGroup = "eks.amazonaws.com";

/** API group of the IngressClassParams of EKS Auto Mode, and its Ingress controller. Source: EKS user guide, auto-configure-alb. */
export const autoModeIngress = { apiGroup: "eks.amazonaws.com", controller: "eks.amazonaws.com/alb" };

/** Label by which a node names the ENIConfig of its pods. */
export const eniConfigLabel = "k8s.amazonaws.com/eniConfig";

/** Path and name of the service-linked role of EC2 Auto Scaling, the same in every partition. Source: EC2 Auto Scaling user guide, service-linked roles (2026). */
export const autoScalingRole = "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";

/** Path of the roles that IAM Identity Center creates in each account, the same in every partition. Source: IAM Identity Center user guide (2026). */
export const identityCenterPath = "/aws-reserved/sso.amazonaws.com/";

/** Service principal of Amazon Managed Grafana, the same in every partition that has it. */
export const grafanaPrincipal = "grafana.amazonaws.com";

/** API group by which EKS serves metrics of the scheduler and the controller manager. Source: EKS user guide, view raw metrics (2026). */
export const controlPlaneMetricsGroup = "metrics.eks.amazonaws.com";

/** Security policy of HTTPS listeners: TLS 1.3 and 1.2. Source: Elastic Load Balancing, security policies of Application Load Balancers (2026). */
export const albSslPolicy = "ELBSecurityPolicy-TLS13-1-2-2021-06";

/** Class of Services whose Network Load Balancer EKS Auto Mode makes. Source: EKS user guide, auto-configure-nlb (2026). */
export const autoModeLoadBalancerClass = "eks.amazonaws.com/nlb";

/** Service principals of VPC Lattice, and of the delivery of its access logs. */
export const latticePrincipal = "vpc-lattice.amazonaws.com";
export const logDeliveryPrincipal = "delivery.logs.amazonaws.com";

/** DNS server in DHCP options that stands for the Route 53 Resolver of the VPC. Source: VPC user guide, DHCP option sets (2026). */
export const amazonDns = "AmazonProvidedDNS";

// Names under AWS's own domains: those that a partition changes, by partition; all others are the same everywhere.
// Source: eksctl partitions.go (2026-08-21); EKS user guide.
import type { Partition } from "./regions";

/** Who EC2 is when it assumes a role. */
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

/** Who EKS Pod Identity is. */
export const podIdentityPrincipal = "pods.eks.amazonaws.com";

/** Who starts pods on Fargate. */
export const fargatePodsPrincipal = "eks-fargate-pods.amazonaws.com";

/** Who sends events on to a queue: EventBridge, and SQS itself. */
export const eventPrincipals = ["events.amazonaws.com", "sqs.amazonaws.com"];

/** Who load balancing is when it makes its service-linked role: the same in every partition (the controller's published policies). */
export const loadBalancingService = "elasticloadbalancing.amazonaws.com";

/** Who writes a VPC's flow logs. */
export const flowLogsPrincipal = "vpc-flow-logs.amazonaws.com";

/** Audience of the tokens with which service accounts take roles. */
export const stsAudience = "sts.amazonaws.com";

/** Annotation of a service account that names its role. */
export const roleArnAnnotation = "eks.amazonaws.com/role-arn";

/** Provisioner of EBS volumes that EKS Auto Mode brings, and the node label that tells its nodes from others. */
export const autoModeStorage = { provisioner: "ebs.csi.eks.amazonaws.com", computeTypeLabel: "eks.amazonaws.com/compute-type" };

/** Who Amazon FSx is. */
export const fsxPrincipal = "fsx.amazonaws.com";

/** Who links FSx for Lustre file systems to buckets. */
export const fsxDataRepositoryPrincipal = "s3.data-source.lustre.fsx.amazonaws.com";

/** API group of the classes by which EKS Auto Mode serves Ingresses, and the controller behind them. Source: EKS user guide, auto-configure-alb. */
export const autoModeIngress = { apiGroup: "eks.amazonaws.com", controller: "eks.amazonaws.com/alb" };

/** Label by which a node names the ENIConfig of its pods. */
export const eniConfigLabel = "k8s.amazonaws.com/eniConfig";

/** Label of nodes whose group is in a single zone. EKS rejects node group labels under `kubernetes.io`, the well-known zone label included. */
export const zoneLabel = "eks-blueprints/zone";

/** Label by which the EBS CSI driver knows a node's zone. */
export const ebsZoneLabel = "topology.ebs.csi.aws.com/zone";

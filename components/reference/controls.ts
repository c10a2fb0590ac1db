// Controls that policy rules refer to, with requirements in our own words. A reference says which published rule a finding relates to; it is no claim
// of certification. Collected 2026-11-30.
// Sources: CIS Amazon EKS Benchmark 1.8.0 as in kube-bench cfg/eks-1.8.0 (a73ce378, 2026-06-09) and kubescape cis-eks-t1.8.0 (ce7ef32a, 2026-08-21);
// AWS Foundational Security Best Practices as in the AWS Security Hub user guide (2026); EKS Best Practices Guide (dc0243ad, 2026-05-04); checkov 3.3.30.

const cis = {
  "CIS EKS 1.8.0 / 2.1.1": "the API audit log is on",
  "CIS EKS 1.8.0 / 4.1.1": "cluster-admin only where needed",
  "CIS EKS 1.8.0 / 4.1.2": "few subjects read Secrets",
  "CIS EKS 1.8.0 / 4.1.3": "no wildcards in RBAC rules",
  "CIS EKS 1.8.0 / 4.1.7": "access through access entries",
  "CIS EKS 1.8.0 / 4.1.8": "bind, impersonate and escalate are rare",
  "CIS EKS 1.8.0 / 4.2.1": "privileged containers are barred",
  "CIS EKS 1.8.0 / 4.2.2": "the host's process namespace is barred",
  "CIS EKS 1.8.0 / 4.2.3": "the host's IPC namespace is barred",
  "CIS EKS 1.8.0 / 4.2.4": "the host's network is barred",
  "CIS EKS 1.8.0 / 4.2.5": "privilege escalation is barred",
  "CIS EKS 1.8.0 / 4.3.1": "the CNI can enforce network policies",
  "CIS EKS 1.8.0 / 4.3.2": "every namespace has a network policy",
  "CIS EKS 1.8.0 / 4.5.2": "the namespace default is not used",
  "CIS EKS 1.8.0 / 5.2.1": "an IAM identity per service account",
  "CIS EKS 1.8.0 / 5.3.1": "Secrets are encrypted with a customer managed KMS key",
  "CIS EKS 1.8.0 / 5.4.1": "the API endpoint is reachable from chosen networks only",
  "CIS EKS 1.8.0 / 5.4.2": "the private endpoint is on, the public one off",
  "CIS EKS 1.8.0 / 5.4.3": "nodes are private",
  "CIS EKS 1.8.0 / 5.4.5": "load balancers use HTTPS with certificates",
} as const;

/** AWS Foundational Security Best Practices; their page is `https://docs.aws.amazon.com/securityhub/latest/userguide/<service>-controls.html`. */
const fsbp = {
  "FSBP EKS.1": "the API endpoint is not public",
  "FSBP EKS.2": "a supported Kubernetes version",
  "FSBP EKS.3": "Secrets are encrypted with KMS",
  "FSBP EKS.8": "the audit log type is on",
  "FSBP EKS.9": "node groups run a version in standard support",
  "FSBP EC2.2": "the default security group has no rules",
  "FSBP EC2.3": "EBS volumes are encrypted",
  "FSBP EC2.6": "VPC flow logs are on",
  "FSBP EC2.8": "instances require IMDSv2",
  "FSBP EC2.9": "instances have no public IPv4 address",
  "FSBP EC2.15": "subnets do not hand out public addresses",
  "FSBP EC2.18": "open ingress only on authorized ports",
  "FSBP EC2.19": "no open ingress on high-risk ports",
  "FSBP EC2.25": "launch templates assign no public address",
  "FSBP EC2.170": "launch templates require IMDSv2",
  "FSBP EC2.181": "launch templates encrypt their EBS volumes",
  "FSBP IAM.1": "no policy with full administrative rights",
  "FSBP IAM.21": "no wildcard over a whole service",
  "FSBP KMS.1": "no policy that decrypts with every key",
  "FSBP KMS.2": "no inline policy that decrypts with every key",
  "FSBP KMS.5": "key policies are not public",
  "FSBP EFS.8": "file systems are encrypted at rest",
  "FSBP FSx.4": "file systems of ONTAP span two zones",
  "FSBP ELB.1": "application load balancers redirect HTTP to HTTPS",
  "FSBP AutoScaling.3": "launch configurations require IMDSv2",
  "FSBP Autoscaling.5": "launch configurations assign no public address",
} as const;

/** EKS Best Practices Guide; its pages are `https://docs.aws.amazon.com/eks/latest/best-practices/<page>.html`. */
const bestPractices = {
  "EKS Best Practices / identity-and-access-management": "cluster access and identities of pods",
  "EKS Best Practices / cluster-access-management": "access entries",
  "EKS Best Practices / pod-security": "Pod Security Standards, requests and limits",
  "EKS Best Practices / tenant-isolation": "namespaces, network policies and quotas of tenants",
  "EKS Best Practices / network-security": "network policies, security groups, encryption in transit",
  "EKS Best Practices / data-encryption-and-secrets-management": "encryption at rest",
  "EKS Best Practices / auditing-and-logging": "audit logs",
  "EKS Best Practices / protecting-the-infrastructure": "nodes",
  "EKS Best Practices / application": "replicas and disruption budgets",
  "EKS Best Practices / data-plane": "zones and quotas",
  "EKS Best Practices / subnets": "zones, private subnets and NAT gateways",
  "EKS Best Practices / cluster-upgrades": "upgrades",
} as const;

const checkov = {
  CKV_AWS_7: "KMS keys are rotated",
  CKV_AWS_37: "all control plane logs are on",
  CKV_AWS_60: "trust policies name their principals",
  CKV_AWS_100: "SSH to node groups needs source security groups",
  CKV_AWS_110: "policies do not allow privilege escalation",
  CKV_AWS_274: "AdministratorAccess is not used",
  CKV_AWS_286: "policies do not allow privilege escalation",
  CKV_AWS_341: "the hop limit of instance metadata is 1",
  CKV2_AWS_56: "IAMFullAccess is not used",
} as const;

/** Control id -> its requirement. */
export const controls = { ...cis, ...fsbp, ...bestPractices, ...checkov } as const;

export type ControlId = keyof typeof controls;

import { describeReports } from "../reports";

// strings with a required format
describeReports({
  versions: [
    [
      "eks-blueprints:cluster: { version: 1.35 }",
      'eks-blueprints:cluster.version: expected a quoted Kubernetes version such as "1.35", found 1.35; YAML reads it as a number and drops trailing zeros (1.30 becomes 1.3): write "1.35" in quotes',
    ],
    [
      "eks-blueprints:cluster: { version: 1.30 }",
      'eks-blueprints:cluster.version: expected a quoted Kubernetes version such as "1.35", found 1.3; YAML reads it as a number and drops trailing zeros (1.30 becomes 1.3): write "1.30" in quotes',
    ],
    [
      "eks-blueprints:cluster: { version: '1.35.2' }",
      'eks-blueprints:cluster.version: expected a quoted Kubernetes version such as "1.35", found "1.35.2"; write only the minor version: "1.35"',
    ],
    [
      "eks-blueprints:cluster: { version: v1.35 }",
      'eks-blueprints:cluster.version: expected a quoted Kubernetes version such as "1.35", found "v1.35"; write only the minor version: "1.35"',
    ],
    [
      "eks-blueprints:cluster: { version: latest }",
      'eks-blueprints:cluster.version: expected a quoted Kubernetes version such as "1.35", found "latest"',
    ],
  ],
  CIDRs: [
    [
      "eks-blueprints:network: { cidr: 10.0.0.1/16 }",
      'eks-blueprints:network.cidr: expected an IPv4 range such as 10.0.0.0/16, found "10.0.0.1/16"; the bits after the prefix length must be zero: write 10.0.0.0/16',
    ],
    [
      "eks-blueprints:network: { cidr: 10.0.0.300/16 }",
      'eks-blueprints:network.cidr: expected an IPv4 range such as 10.0.0.0/16, found "10.0.0.300/16"',
    ],
    [
      "eks-blueprints:cluster: { endpoint: { public: { cidrs: [203.0.113.7] } } }",
      'eks-blueprints:cluster.endpoint.public.cidrs[0]: expected an IPv4 or IPv6 range such as 10.0.0.0/16 or 2001:db8::/32, found "203.0.113.7"; write a single address as 203.0.113.7/32',
    ],
  ],
  ARNs: [
    [
      "eks-blueprints:cluster: { admins: [Admin] }",
      'eks-blueprints:cluster.admins[0]: expected the ARN of an IAM role or user such as arn:aws:iam::111122223333:role/Admin, found "Admin"',
    ],
    [
      "eks-blueprints:cluster: { admins: ['arn:aws:iam::1111:role/a'] }",
      'eks-blueprints:cluster.admins[0]: expected the ARN of an IAM role or user such as arn:aws:iam::111122223333:role/Admin, found "arn:aws:iam::1111:role/a"',
    ],
    [
      "eks-blueprints:cluster: { admins: ['arn:aws:sts::111122223333:assumed-role/Ops/me'] }",
      'eks-blueprints:cluster.admins[0]: expected the ARN of an IAM role or user such as arn:aws:iam::111122223333:role/Admin, found "arn:aws:sts::111122223333:assumed-role/Ops/me"; that is a session of a role: write the role, arn:aws:iam::111122223333:role/Ops, with its path if it has one',
    ],
    [
      "eks-blueprints:cluster: { admins: ['arn:aws:iam::111122223333:root'] }",
      'eks-blueprints:cluster.admins[0]: expected the ARN of an IAM role or user such as arn:aws:iam::111122223333:role/Admin, found "arn:aws:iam::111122223333:root"; EKS does not accept the root of an account',
    ],
    [
      "eks-blueprints:cluster: { admins: ['arn:aws:iam::111122223333:group/a'] }",
      'eks-blueprints:cluster.admins[0]: expected the ARN of an IAM role or user such as arn:aws:iam::111122223333:role/Admin, found "arn:aws:iam::111122223333:group/a"; EKS does not accept IAM groups',
    ],
    [
      "eks-blueprints:cluster: { admins: ['arn:aws:iam::111122223333:role/AWSReservedSSO_A_1'] }",
      'eks-blueprints:cluster.admins[0]: expected the ARN of an IAM role or user such as arn:aws:iam::111122223333:role/Admin, found "arn:aws:iam::111122223333:role/AWSReservedSSO_A_1"; roles of IAM Identity Center have a path: write ...:role/aws-reserved/sso.amazonaws.com/<region>/AWSReservedSSO_... as IAM shows it',
    ],
    [
      "eks-blueprints:cluster: { encryption: { kmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:alias/a' } }",
      'eks-blueprints:cluster.encryption.kmsKeyArn: expected the ARN of a KMS key, not of an alias, such as arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab, found "arn:aws:kms:eu-west-1:111122223333:alias/a"',
    ],
    [
      "eks-blueprints:cluster: { kubeconfig: { roleArn: 'arn:aws:iam::111122223333:user/a' } }",
      'eks-blueprints:cluster.kubeconfig.roleArn: expected the ARN of an IAM role such as arn:aws:iam::111122223333:role/Deployer, found "arn:aws:iam::111122223333:user/a"',
    ],
    [
      "eks-blueprints:iam: { permissionsBoundary: 'arn:aws:iam::111122223333:role/a' }",
      'eks-blueprints:iam.permissionsBoundary: expected the ARN of an IAM policy such as arn:aws:iam::111122223333:policy/Reader, found "arn:aws:iam::111122223333:role/a"',
    ],
  ],
  "ids, paths and names": [
    [
      "eks-blueprints:network: { existing: { vpcId: shop, privateSubnetIds: [subnet-a, b] } }",
      'eks-blueprints:network.existing.vpcId: expected an id such as vpc-0123456789abcdef0, found "shop"',
      'eks-blueprints:network.existing.privateSubnetIds[1]: expected an id such as subnet-0123456789abcdef0, found "b"',
    ],
    [
      "eks-blueprints:iam: { path: eks }",
      'eks-blueprints:iam.path: expected a path that begins and ends with a slash, such as /eks/, found "eks"',
    ],
    [
      "eks-blueprints:cluster: { name: -shop }",
      'eks-blueprints:cluster.name: expected 1 to 100 letters, digits, - and _, beginning with a letter or digit, found "-shop"',
    ],
    [
      "eks-blueprints:nodePools: { 'my pool': {} }",
      'eks-blueprints:nodePools["my pool"]: invalid name: expected 1 to 35 letters, digits, - and _, beginning with a letter or digit, found "my pool"',
    ],
    [
      "eks-blueprints:cluster: { access: { 'the auditors': {} } }",
      'eks-blueprints:cluster.access["the auditors"]: invalid name: expected 1 to 35 letters, digits, - and _, beginning with a letter or digit, found "the auditors"',
    ],
    [
      "eks-blueprints:cluster: { access: { a: { principal: 'arn:aws:iam::111122223333:role/a', policy: view, namespaces: [Shop] } } }",
      'eks-blueprints:cluster.access.a.namespaces[0]: expected a Kubernetes namespace: up to 63 lowercase letters, digits and -, with * as wildcard, found "Shop"',
    ],
    [
      "eks-blueprints:fargate: { a: { selectors: [{ namespace: A }] } }",
      'eks-blueprints:fargate.a.selectors[0].namespace: expected a namespace; * and ? are wildcards, found "A"',
    ],
  ],
  "aws:region": [
    ["aws:region:", "aws:region: missing; expected an AWS region such as eu-west-1"],
    ["aws:region: [a]", "aws:region: expected an AWS region such as eu-west-1, found a list of 1"],
    ["aws:region: eu-wset-1", 'aws:region: expected an AWS region with EKS, found "eu-wset-1"; did you mean eu-west-1?'],
    ["aws:region: eu-west-1a", 'aws:region: expected an AWS region with EKS, found "eu-west-1a"; that is a zone of eu-west-1'],
    ["aws:region: mars", 'aws:region: expected an AWS region with EKS, found "mars"'],
  ],
});

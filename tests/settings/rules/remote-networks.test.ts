import { cluster, itValidates, itWarns, network } from "./rows";

const routed = network("{ routes: [{ cidr: 10.80.0.0/15, transitGatewayId: tgw-1 }] }");
const remote = (yaml: string, more = "") => `${routed}\n${cluster(`{ remoteNetworks: { ${yaml} }${more} }`)}`;
const nodes = "nodes: [10.80.0.0/16]";
const authority = "certificateAuthorityArn: arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/1a2b";
const path = "cluster.remoteNetworks";
const other = "EKS needs separate ranges";

describe("settings: remote networks", () => {
  itValidates({
    ranges: [
      [remote(`${nodes}, pods: [10.81.0.0/16]`)],
      [remote("nodes: [10.80.0.0/16, 10.80.0.0/16]"), `${path}.nodes[1]: duplicate entry 10.80.0.0/16; remove one`],
      [
        remote(`${nodes}, pods: [10.80.128.0/17]`),
        `${path}.pods[0]: 10.80.128.0/17 overlaps 10.80.0.0/16 of remoteNetworks.nodes; ${other}`,
      ],
      [
        `${network("{ routes: [{ cidr: 11.0.0.0/16, transitGatewayId: tgw-1 }] }")}\n${cluster("{ remoteNetworks: { nodes: [11.0.0.0/16] } }")}`,
        `${path}.nodes[0]: expected a range within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10, found 11.0.0.0/16`,
      ],
      [
        `${network("{ cidr: 10.0.0.0/16, nat: none, routes: [{ cidr: 0.0.0.0/0, transitGatewayId: tgw-1 }] }")}\n${cluster("{ remoteNetworks: { nodes: [10.0.0.0/8, 172.20.0.0/24] } }")}`,
        `${path}.nodes[0]: 10.0.0.0/8 overlaps 10.0.0.0/16 of the VPC; ${other}`,
        `${path}.nodes[0]: 10.0.0.0/8 overlaps 10.100.0.0/16, which EKS may choose for Services; set cluster.serviceCidr to another range`,
        `${path}.nodes[1]: 172.20.0.0/24 overlaps 172.20.0.0/16, which EKS may choose for Services; set cluster.serviceCidr to another range`,
      ],
      [remote(nodes, ", serviceCidr: 10.80.0.0/16"), `${path}.nodes[0]: 10.80.0.0/16 is the range of cluster.serviceCidr too; ${other}`],
    ],
    reach: [
      [cluster(`{ remoteNetworks: { ${nodes} } }`)],
      [
        remote(nodes, ", endpoint: { public: { cidrs: [203.0.113.0/24] } }"),
        "cluster.endpoint: hybrid nodes need one of private and public: where both are on, they resolve the endpoint to public addresses and cannot join; turn one off",
      ],
      [remote(nodes, ", endpoint: { private: false, public: true }")],
      [
        remote(nodes, ", securityGroupRules: { all: { protocol: all, cidrs: [10.80.0.0/16] } }"),
        "cluster.securityGroupRules.all: cluster.remoteNetworks already lets all traffic of 10.80.0.0/16 in, and EC2 rejects a second rule; remove one of the two",
      ],
      [`aws:region: cn-north-1\n${remote(nodes)}`, `${path}: EKS has no hybrid nodes in cn-north-1, only in commercial regions; remove it`],
    ],
    permissions: [
      [remote(`${nodes}, policies: ["arn:aws:iam::111122223333:policy/a"], statements: [{ Action: "s3:Get*", Resource: "*" }]`)],
      [
        remote(`${nodes}, policies: ["arn:aws-cn:iam::111122223333:policy/a"]`),
        `${path}.policies[0]: expected an ARN of partition aws for eu-west-1, found arn:aws-cn:iam::111122223333:policy/a; write arn:aws:...`,
      ],
    ],
    credentials: [
      [remote(`${nodes}, credentials: { type: rolesAnywhere, ${authority} }`)],
      [
        remote(`${nodes}, credentials: { type: rolesAnywhere }`),
        `${path}.credentials.certificateAuthority: missing; write the certificates of your authority in PEM format, or \`certificateAuthorityArn\``,
      ],
      [
        remote(`${nodes}, credentials: { ${authority} }`),
        `${path}.credentials.certificateAuthorityArn: has no effect with type ssm; remove it, or write the other type`,
      ],
      [
        remote(`${nodes}, credentials: { expires: "2026-02-30" }`),
        `${path}.credentials.expires: expected a day that the calendar has, found 2026-02-30`,
      ],
      [
        remote(`${nodes}, credentials: { type: rolesAnywhere, certificateAuthority: "-----BEGIN PRIVATE KEY-----" }`),
        `${path}.credentials.certificateAuthority: expected one or more certificates in PEM format, without their keys: -----BEGIN CERTIFICATE----- ..., found "-----BEGIN PRIVATE KEY-----"`,
      ],
    ],
  });

  itWarns([
    [
      remote(nodes),
      `[ssm-activation] eks-blueprints:${path}.credentials.type: machines can register with the activation for 24 hours; those that did stay registered; for more machines later write another date in \`expires\`, which creates another activation`,
    ],
    [remote(`${nodes}, credentials: { type: rolesAnywhere, ${authority} }`)],
    [
      cluster(`{ remoteNetworks: { ${nodes}, credentials: { type: rolesAnywhere, ${authority} } } }`),
      `[hybrid-routes] eks-blueprints:${path}.nodes[0]: no route of the stack leads to 10.80.0.0/16, which the control plane must reach before machines there can join; add \`{ cidr: 10.80.0.0/16, transitGatewayId: tgw-... }\` to network.routes when the connection exists`,
    ],
    [
      `${network("{ existing: { vpcId: vpc-1, privateSubnetIds: [subnet-1, subnet-2] } }")}\n${cluster(`{ remoteNetworks: { ${nodes}, credentials: { type: rolesAnywhere, ${authority} } } }`)}`,
      `[hybrid-routes] eks-blueprints:${path}: the control plane reaches hybrid nodes by the routes of the existing subnets; make sure that their route tables have a route to each remote range`,
    ],
  ]);
});

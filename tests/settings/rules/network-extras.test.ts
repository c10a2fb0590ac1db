import { cluster, itValidates, itWarns, network } from "./rows";

const existing = "existing: { vpcId: vpc-1, privateSubnetIds: [subnet-1, subnet-2] }";
const warning =
  "[dhcp-dns] eks-blueprints:network.dhcpOptions.domainNameServers: nodes resolve the private endpoint and VPC endpoints by AmazonProvidedDNS alone, unless these servers forward to it; add AmazonProvidedDNS, or have the servers forward the names of AWS to an inbound endpoint of Route 53 Resolver";

describe("settings: isolated subnets, DHCP options, flow logs to Firehose", () => {
  itValidates({
    "isolated subnets": [
      [network("{ isolatedSubnets: [database, cache, queue] }")],
      [
        network("{ isolatedSubnets: [a, b, c, d] }"),
        "network.isolatedSubnets: expected at most 3 names, for which each zone has room, found 4",
      ],
      [network("{ isolatedSubnets: [a, a] }"), "network.isolatedSubnets[1]: duplicate entry a; remove one"],
      [
        network("{ cidr: 10.0.0.0/21, isolatedSubnets: [a] }"),
        "network.isolatedSubnets: 10.0.0.0/21 has no room for these subnets beside those of the zones; choose a /20 or larger in `cidr`",
      ],
      [
        network(`{ ${existing}, isolatedSubnets: [a] }`),
        "network.isolatedSubnets: cannot be set with `existing`, because the stack does not manage that VPC; remove one of the two",
      ],
    ],
    "DHCP options": [
      [network("{ dhcpOptions: { domainName: corp.example.com, domainNameServers: [AmazonProvidedDNS], ntpServers: [169.254.169.123] } }")],
      [
        network("{ dhcpOptions: { domainNameServers: [dns.example.com] } }"),
        'network.dhcpOptions.domainNameServers[0]: expected an IP address such as 10.9.0.2, or AmazonProvidedDNS, found "dns.example.com"',
      ],
      [
        network("{ dhcpOptions: {} }"),
        "network.dhcpOptions: has no options; write `domainName`, `domainNameServers` or `ntpServers`, or remove the key",
      ],
    ],
    "flow logs": [
      [network("{ flowLogs: { firehoseArn: 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/logs' } }")],
      [
        network(
          "{ flowLogs: { firehoseArn: 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/logs', bucketArn: 'arn:aws:s3:::logs', retentionDays: 30 } }",
        ),
        "network.flowLogs.firehoseArn: flow logs go to one place, and `bucketArn` names another; remove one of the two",
        "network.flowLogs.retentionDays: `bucketArn` sends the flow logs to S3, where a lifecycle rule of the bucket determines how long they are kept; remove one of the two",
      ],
      [
        network("{ flowLogs: { firehoseArn: 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/logs', retentionDays: 30 } }"),
        "network.flowLogs.retentionDays: the destination of the stream determines how long flow logs are kept; remove the key",
      ],
      [
        network("{ flowLogs: { firehoseArn: 'arn:aws:firehose:eu-west-2:111122223333:deliverystream/logs' } }"),
        "network.flowLogs.firehoseArn: expected a stream in eu-west-1, found one in eu-west-2",
      ],
    ],
  });

  itWarns([
    [network("{ dhcpOptions: { domainNameServers: [10.9.0.2] } }"), warning],
    [network("{ dhcpOptions: { domainNameServers: [10.9.0.2, AmazonProvidedDNS] } }")],
    [
      `${network("{ dhcpOptions: { domainNameServers: [10.9.0.2] } }")}\n${cluster("{ endpoint: { private: false, public: { cidrs: [203.0.113.0/24] } } }")}`,
    ],
  ]);
});

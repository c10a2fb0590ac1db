import { cluster, itValidates, network } from "./rows";

const listed = "nat: none, endpoints: [s3, ecr.api, ecr.dkr, sts, ec2, eks, logs, eks-auth";

describe("settings: bastion", () => {
  itValidates({
    bastion: [
      [network("{ bastion: true }")],
      [network("{ bastion: { instanceType: t3.micro, principals: [arn:aws:iam::111122223333:role/Dev] } }")],
      [network("{ bastion: true, existing: { vpcId: vpc-1, privateSubnetIds: [subnet-1, subnet-2] } }")],
      [
        `${network("{ bastion: true }")}\n${cluster("{ endpoint: { private: false, public: true } }")}`,
        "network.bastion: forwards ports to the private endpoint of the API server, which is off; turn cluster.endpoint.private on, or remove the key",
      ],
      [
        network("{ bastion: { instanceType: t4gg.micro } }"),
        'network.bastion.instanceType: unknown instance family "t4gg" of t4gg.micro; did you mean t4g?',
      ],
      [
        network("{ bastion: { principals: [arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Dev_1] } }"),
        "network.bastion.principals[0]: IAM does not attach policies to reserved roles; add the policy (stack output `bastion.policyArn`) to the permission set in IAM Identity Center",
      ],
      [
        network("{ bastion: { principals: [arn:aws:iam::111122223333:user/a, arn:aws:iam::111122223333:user/a] } }"),
        "network.bastion.principals[1]: duplicate entry arn:aws:iam::111122223333:user/a; remove one",
      ],
      [
        network("{ bastion: { principals: [arn:aws-cn:iam::111122223333:user/a] } }"),
        "network.bastion.principals[0]: expected an ARN of partition aws for eu-west-1, found arn:aws-cn:iam::111122223333:user/a; write arn:aws:...",
      ],
      [
        network(`{ ${listed}], bastion: true }`),
        "network.endpoints: the bastion cannot reach Session Manager without ssm and ssmmessages; add them, write `endpoints: private`, or turn NAT on",
      ],
      [network(`{ ${listed}, ssm, ssmmessages], bastion: true }`)],
      [network("{ publicSubnets: false, endpoints: private, bastion: true }")],
    ],
  });
});

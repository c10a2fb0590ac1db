import { cluster, itValidates, itWarns, network, section } from "./rows";

const everything = '{ Action: "*", Resource: "*" }';
const policies = (yaml: string, more = "") => network(`{ ${more}endpointPolicies: ${yaml} }`);

describe("settings: endpoint policies", () => {
  itValidates({
    endpointPolicies: [
      [policies(`{ s3: [${everything}] }`)],
      [policies(`{ kms: [${everything}] }`, "nat: none, endpoints: private, ")],
      [
        policies(
          '{ s3: [{ Action: "s3:*", Resource: "*", Principal: { AWS: "*" }, Condition: { StringEquals: { "aws:PrincipalOrgID": o-1 } } }] }',
        ),
      ],
      [
        policies(`{ kms: [${everything}] }`),
        "network.endpointPolicies.kms: the stack creates no endpoint for kms; add it to `endpoints`, or remove the policy",
      ],
      [policies(`{ s4: [${everything}] }`), 'network.endpointPolicies.s4: unknown VPC endpoint "s4"; did you mean s3?'],
      [
        policies('{ s3: [{ Effect: Deny, Action: "s3:Put*", Resource: "*" }] }'),
        'network.endpointPolicies.s3: allows nothing, so no request passes; add `{ Action: "*", Resource: "*" }` for all that no other statement denies',
      ],
      [policies(`{ "*": [${everything}], sts: [${everything}] }`, "endpoints: [s3, sts], ")],
      [policies("{ s3: [] }"), "network.endpointPolicies.s3: expected a list of at least 1, found an empty list"],
      [
        policies('{ s3: [{ Action: "s3:*", Resource: models }] }'),
        'network.endpointPolicies.s3[0].Resource: expected an ARN such as arn:aws:s3:::bucket/*, or *, found "models"',
      ],
      [
        policies('{ s3: [{ Action: "s3:*", Resource: "arn:aws-cn:s3:::models" }] }'),
        "network.endpointPolicies.s3[0].Resource: expected an ARN of partition aws for eu-west-1, found arn:aws-cn:s3:::models; write arn:aws:...",
      ],
      [
        policies(`{ s3: [{ Action: "s3:*", Resource: "arn:aws:s3:::${"a".repeat(20_400)}" }] }`),
        "network.endpointPolicies.s3: the policy would have 20640 characters, and AWS accepts 20480; shorten it",
      ],
      [
        network(`{ existing: { vpcId: vpc-1, privateSubnetIds: [subnet-1, subnet-2] }, endpointPolicies: { s3: [${everything}] } }`),
        "network.endpointPolicies: cannot be set with `existing`, because the stack does not manage that VPC; remove one of the two",
      ],
    ],
  });

  const ofAccount = '{ Action: "*", Resource: "*", Condition: { StringEquals: { "aws:PrincipalAccount": "111122223333" } } }';
  const unsigned = '{ Action: "sts:AssumeRoleWith*", Resource: "*" }';
  const warning = (endpoint: string) =>
    `[endpoint-policy-web-identity] eks-blueprints:network.endpointPolicies${endpoint}: service accounts with IRSA get no credentials: their calls of STS are not signed, and the policy lets only known principals pass; give \`sts\` a policy with { Action: "sts:AssumeRoleWithWebIdentity", Resource: "*" } among its statements`;
  const irsa = cluster("{ identity: irsa }");
  const onFargate = section("fargate", "{ apps: { selectors: [{ namespace: apps }] } }");

  itWarns([
    [`${policies(`{ sts: [${ofAccount}] }`, "endpoints: [sts], ")}\n${irsa}`, warning(".sts")],
    [`${policies(`{ "*": [${ofAccount}] }`, "endpoints: [sts], ")}\n${onFargate}`, warning('["*"]')],
    [`${policies(`{ sts: [${ofAccount}, ${unsigned}] }`, "endpoints: [sts], ")}\n${irsa}`],
    [`${policies(`{ "*": [${ofAccount}], sts: [${everything}] }`, "endpoints: [sts], ")}\n${irsa}`],
    [`${policies(`{ "*": [${ofAccount}] }`, "endpoints: [s3], ")}\n${irsa}`],
    [policies(`{ sts: [${ofAccount}] }`, "endpoints: [sts], ")],
  ]);
});

import { itValidates, network } from "./rows";

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
});

import { UNKNOWN } from "../../../policy/planned-resource";
import { networkRules } from "../../../policy/rules/network";
import { describeRules, of } from "./support";

const vpc = of("aws:ec2/vpc:Vpc");
const flowLog = of("aws:ec2/flowLog:FlowLog");
const subnet = of("aws:ec2/subnet:Subnet");
const noFlowLogs = "the VPC has no flow logs";

describe("rules about networks", () => {
  describeRules(networkRules, {
    "vpc-flow-logs": {
      trips: [
        [[vpc({})], noFlowLogs],
        [[vpc({}), flowLog({ vpcId: "id-of-other" })], noFlowLogs],
      ],
      passes: [
        [vpc({}), flowLog({ vpcId: "id-of-vpc" })],
        [
          vpc({}, { id: UNKNOWN }),
          flowLog({ vpcId: UNKNOWN }, { propertyDependencies: { vpcId: ["urn:pulumi:dev::shop::aws:ec2/vpc:Vpc::vpc"] } }),
        ],
        [vpc({}, { external: true })],
      ],
      reportsMissing: true,
    },
    "vpc-public-subnet-addresses": {
      trips: [
        [
          [subnet({ mapPublicIpOnLaunch: true })],
          "every instance that somebody starts here gets a public IPv4 address (`mapPublicIpOnLaunch`)",
        ],
      ],
      passes: [[subnet({ mapPublicIpOnLaunch: false })], [subnet({})]],
    },
  });
});

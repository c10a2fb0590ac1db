import { type BuiltInRule, onEach, serious } from "../rule";
import { isOn } from "../values";
import { subnetType, vpcType } from "./types";

export const networkRules: readonly BuiltInRule[] = [
  {
    id: "vpc-flow-logs",
    title: "The VPC has flow logs",
    reason: "Without them, nobody can find out afterwards which connections were made or rejected.",
    fix: "write `network.flowLogs: { retentionDays: 90 }` (`aws.ec2.FlowLog`)",
    controls: ["FSBP EC2.6"],
    levels: serious,
    check: onEach(
      vpcType,
      (vpc, view) => view.referring("aws:ec2/flowLog:FlowLog", "vpcId", vpc).length === 0 && "the VPC has no flow logs",
    ),
  },
  {
    id: "vpc-public-subnet-addresses",
    title: "Subnets assign no public addresses by themselves",
    reason:
      "Nothing that a stack of this project starts runs in a public subnet; whatever somebody else starts there is on the internet at once.",
    fix: "start instances in private subnets, as node pools do; to turn it off, set `mapPublicIpOnLaunch: false` on these subnets in a `transforms` option of the VPC",
    controls: ["FSBP EC2.15"],
    levels: { development: "information", production: "information" },
    check: onEach(
      subnetType,
      ({ inputs }) =>
        isOn(inputs.mapPublicIpOnLaunch) && "every instance that somebody starts here gets a public IPv4 address (`mapPublicIpOnLaunch`)",
    ),
  },
];

import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "../../../iam/policy";
import { endpointServiceName } from "../../../reference/vpc-endpoints";
import { mergeTags } from "../../../util/tags";
import type { InstallContext } from "../../addon";

/** The VPC endpoint by which agents deliver what they observe, for nodes of this account alone. Source: GuardDuty user guide, creating a VPC endpoint for manual agents (2026). */
export class GuardDutyDataEndpoint extends pulumi.ComponentResource {
  readonly endpointId: pulumi.Output<string>;

  constructor(name: string, { context, cluster, network, accountId }: InstallContext, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:GuardDutyDataEndpoint", name, {}, opts);
    const tags = mergeTags(context.tags, { Name: `${context.clusterName}-guardduty-data` });
    const group = new aws.ec2.SecurityGroup(name, { vpcId: network.vpcId, description: "GuardDuty agents", tags }, { parent: this });
    new aws.vpc.SecurityGroupIngressRule(
      `${name}-https`,
      {
        securityGroupId: group.id,
        referencedSecurityGroupId: cluster.securityGroupId,
        description: "From the nodes",
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        tags,
      },
      { parent: this },
    );
    const everything = { Principal: "*" as const, Action: "*", Resource: "*" };
    const endpoint = new aws.ec2.VpcEndpoint(
      name,
      {
        vpcId: network.vpcId,
        serviceName: endpointServiceName("guardduty-data", context.region),
        vpcEndpointType: "Interface",
        privateDnsEnabled: true,
        subnetIds: onePerZone(network),
        securityGroupIds: [group.id],
        policy: pulumi.jsonStringify(
          policyDocument(
            { Effect: "Allow", ...everything },
            { Effect: "Deny", ...everything, Condition: { StringNotEquals: { "aws:PrincipalAccount": accountId() } } },
          ),
        ),
        tags,
      },
      { parent: this },
    );
    this.endpointId = endpoint.id;
    this.registerOutputs({ endpointId: this.endpointId });
  }
}

/** AWS accepts one subnet in each zone. */
function onePerZone({ privateSubnetIds, zones }: InstallContext["network"]): pulumi.Output<string>[] {
  return privateSubnetIds.filter((_, at) => zones[at] === undefined || zones.indexOf(zones[at]) === at);
}

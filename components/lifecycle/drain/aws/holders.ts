// Lists resources in the VPC that only other AWS services can remove: they prevent the deletion of subnets and VPC.
import { truncateList } from "../truncate-list";
import { AwsError } from "./cli";
import { inVpc, tagsOf } from "./list";
import type { CleanupContext } from "./lookups";
import { isGuardDutys } from "./ownership";
import { listed, type Raw } from "./responses";
import { retrying } from "./retry";

const mostNamed = 10;
const attempts = 4;

/**
 * Interface types of NAT gateways and endpoints, and descriptions of those of control planes: those of the stack are deleted with their
 * owners.
 * EC2 API reference, NetworkInterface (2026-11).
 */
const ownTypes = ["nat_gateway", "vpc_endpoint"];
const ofControlPlane = /^Amazon EKS /;

/**
 * Lines about resources of other services in the stack's own VPC; none if there are none or the VPC is kept. They are never removed here.
 */
export async function holdersOf({ aws, scope, runtime, wait }: CleanupContext): Promise<string[]> {
  if (!scope.ownsVpc || scope.vpcId === undefined) return [];
  const patient = retrying(aws, runtime, { deadline: wait.deadline, attempts });
  const list = (operation: string, field: string) => listed(patient, ["ec2", operation, "--filters", ...inVpc(scope)], field);
  try {
    const [interfaces, endpoints] = await Promise.all([
      list("describe-network-interfaces", "NetworkInterfaces"),
      list("describe-vpc-endpoints", "VpcEndpoints"),
    ]);
    const names = [...interfaces.filter(isServices).map(interfaceName), ...endpoints.filter(isForeignEndpoint).map(endpointName)];
    if (names.length === 0) return [];
    return [
      `Network interfaces of other AWS services block the deletion of the subnets in ${scope.vpcId}: ${truncateList(names, "; ", mostNamed)}. ` +
        "Unless the same destroy deletes these resources, delete them in the service that created them.",
    ];
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return [`Cannot list network interfaces of other AWS services in ${scope.vpcId}: ${error.message}`];
  }
}

function isServices({ RequesterManaged, InterfaceType, Description }: Raw): boolean {
  return RequesterManaged === true && !ownTypes.includes(InterfaceType) && !ofControlPlane.test(Description ?? "");
}

function isForeignEndpoint({ RequesterManaged, State, ServiceName, Tags }: Raw): boolean {
  const name = ServiceName ?? "";
  const goes = /^delet/i.test(State ?? "") || isGuardDutys({ kind: "VPC endpoint", id: "", name, tags: tagsOf(Tags) });
  return RequesterManaged === true && !goes;
}

function interfaceName({ NetworkInterfaceId, Description, SubnetId }: Raw): string {
  return `network interface ${NetworkInterfaceId} (${Description || "no description"}) in ${SubnetId}`;
}

function endpointName({ VpcEndpointId, ServiceName }: Raw): string {
  return `VPC endpoint ${VpcEndpointId} (${ServiceName})`;
}

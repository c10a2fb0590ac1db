import type { PlannedResource } from "../planned-resource";
import type { ResourceView } from "../resource-view";
import { at, isOn, isText } from "../values";

const anywhere = ["0.0.0.0/0", "::/0"];

/** Whether a subnet is known to be public: it hands out public addresses, or its route table leads to an internet gateway. */
export function isPublicSubnet(subnet: PlannedResource, view: ResourceView): boolean {
  if (isOn(at(subnet.inputs.mapPublicIpOnLaunch))) return true;
  const tables = view
    .ofType("aws:ec2/routeTableAssociation:RouteTableAssociation")
    .filter((association) => view.refersTo(association, "subnetId", subnet) === true)
    .flatMap(({ inputs }) => at(inputs.routeTableId) ?? []);
  return view
    .ofType("aws:ec2/route:Route")
    .some(({ inputs }) => tables.includes(at(inputs.routeTableId) ?? "") && leadsToInternet(inputs.destinationCidrBlock, inputs.gatewayId));
}

function leadsToInternet(destination: unknown, gateway: unknown): boolean {
  return anywhere.includes(destination as string) && typeof gateway === "string" && gateway.startsWith("igw-");
}

/** The zones of the subnets of a VPC, as far as they are known. */
export function zonesOf(vpc: PlannedResource, view: ResourceView): Set<string> {
  const subnets = view.referring("aws:ec2/subnet:Subnet", "vpcId", vpc);
  return new Set(subnets.map(({ inputs }) => at(inputs.availabilityZone)).filter(isText));
}

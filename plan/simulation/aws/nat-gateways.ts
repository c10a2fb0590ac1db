// Simulated NAT gateways: in a subnet, or regional, with addresses by zone and a route table of their own.
import { isRecord } from "../../../components/util/is-record";
import { isList, type Value, type Values } from "../../types";
import { text as textOf, texts } from "../values";
import { addressIn, publicAddress } from "./addresses";
import { ec2Id, zoneIds, zoneNames } from "./place";
import type { Subject } from "./subject";

type Outputs = Readonly<Record<string, Value | undefined>>;

export function natGatewayOutputs(subject: Subject): Outputs {
  return subject.inputs.availabilityMode === "regional" ? regional(subject) : zonal(subject);
}

function zonal({ seed, inputs, text, known }: Subject): Outputs {
  const subnet = known("aws:ec2/subnet:Subnet", text("subnetId"));
  return {
    publicIp: publicIpOf(text("allocationId"), known, seed),
    privateIp: inputs.privateIp ?? addressIn(subnet?.cidrBlock, seed),
    networkInterfaceId: ec2Id("eni", seed),
    associationId: ec2Id("eipassoc", seed),
    vpcId: subnet?.vpcId,
    availabilityMode: "zonal",
    regionalNatGatewayAddresses: [],
    routeTableId: "",
    connectivityType: inputs.connectivityType ?? "public",
  };
}

/** Without given addresses AWS takes them where something runs, which is nowhere yet. */
function regional({ seed, inputs, known, place }: Subject): Outputs {
  const given = isList(inputs.availabilityZoneAddresses) ? inputs.availabilityZoneAddresses : [];
  const automatic = given.length > 0 ? "disabled" : "enabled";
  const names = zoneNames(place.region);
  const addresses = given.flatMap((zone): Values[] => {
    const { availabilityZone = null, allocationIds } = (isRecord(zone) ? zone : {}) as Values;
    return texts(allocationIds).map((allocationId) => ({
      allocationId,
      associationId: ec2Id("eipassoc", `${seed} ${allocationId}`),
      availabilityZone,
      availabilityZoneId: zoneIds(place.region)[Math.max(0, names.indexOf(textOf(availabilityZone) ?? ""))]!,
      networkInterfaceId: "",
      publicIp: publicIpOf(allocationId, known, seed)!,
      status: "succeeded",
    }));
  });
  return {
    publicIp: "",
    privateIp: "",
    networkInterfaceId: "",
    associationId: "",
    availabilityMode: "regional",
    autoProvisionZones: automatic,
    autoScalingIps: automatic,
    regionalNatGatewayAutoMode: automatic,
    regionalNatGatewayAddresses: addresses,
    routeTableId: ec2Id("rtb", seed),
    connectivityType: "public",
  };
}

/** That of an address of the program, or of an existing one, which looks the same wherever it is looked up. */
function publicIpOf(allocationId: string, known: Subject["known"], seed: string): Value | undefined {
  return known("aws:ec2/eip:Eip", allocationId)?.publicIp ?? publicAddress(allocationId || seed);
}

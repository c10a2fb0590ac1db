import { always, unknownCharge } from "../charge";
import type { Pricer } from "../context";
import { list, record, text } from "../values";
import { templateOf } from "./launch-templates";
import { byCapacityType, fleetCharges } from "./nodes";
import { volumeOf } from "./volumes";

/** An instance of its own, with its volumes and public address. */
export const instance: Pricer = (resource, context) => {
  const { inputs } = resource;
  const template = templateOf(resource, "launchTemplate", inputs.launchTemplate, context);
  const type = text(inputs.instanceType) ?? template?.instanceType;
  if (type === undefined) return [unknownCharge(resource, "instance", "its type is set in a launch template of another program")];
  if (["dedicated", "host"].includes(text(inputs.tenancy) ?? ""))
    return [unknownCharge(resource, `${type} instance`, "the tables have no prices of dedicated tenancy")];
  const disk = context.assumptions;
  const own = [
    ...(inputs.rootBlockDevice === undefined && template ? template.volumes : [volumeOf(record(inputs.rootBlockDevice), disk)]),
    ...list(inputs.ebsBlockDevices).map((device) => volumeOf(record(device), disk)),
  ];
  const spot = template?.spot || text(record(inputs.instanceMarketOptions).marketType) === "spot";
  const publicAddress = typeof inputs.associatePublicIpAddress === "boolean" ? inputs.associatePublicIpAddress : template?.publicAddress;
  const subnet = text(inputs.subnetId);
  return fleetCharges(resource, context, {
    types: [type],
    ...byCapacityType(spot, always(1)),
    volumes: own,
    ...(subnet !== undefined && { subnets: [subnet] }),
    template: {
      monitoring: inputs.monitoring === true || (template?.monitoring ?? false),
      ...(publicAddress !== undefined && { publicAddress }),
    },
  });
};

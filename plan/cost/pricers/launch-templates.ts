import type { Value } from "../../types";
import type { CostContext } from "../context";
import type { CostedResource } from "../resource";
import { list, record, text } from "../values";
import { type Volume, volumeOf, volumesOf } from "./volumes";

/** What a launch template or configuration says of its instances. */
export interface Template {
  readonly instanceType?: string;
  readonly spot: boolean;
  /** Instances of a Capacity Block, which are paid for when it is reserved. */
  readonly capacityBlock: boolean;
  /** Instances with the license of Windows, by their image or the language of their user data. */
  readonly windows: boolean;
  readonly volumes: readonly Volume[];
  /** Detailed monitoring, which AWS charges as metrics. */
  readonly monitoring: boolean;
  /** Whether instances get a public address; without it the subnet decides. */
  readonly publicAddress?: boolean;
}

/** The planned launch template that a property of a resource names by id or name; nothing where another program created it. */
export function templateOf(
  resource: CostedResource,
  property: string,
  given: Value | undefined,
  context: CostContext,
): Template | undefined {
  const { id, name, launchTemplateId, launchTemplateName } = record(given);
  const key = text(id) ?? text(launchTemplateId) ?? text(name) ?? text(launchTemplateName);
  const found = context.target(resource, property, "aws:ec2/launchTemplate:LaunchTemplate", key);
  if (!found) return undefined;
  const instanceType = text(found.inputs.instanceType);
  const [network] = list(found.inputs.networkInterfaces).map(record);
  const publicAddress = flag(network?.associatePublicIpAddress);
  const market = text(record(found.inputs.instanceMarketOptions).marketType);
  return {
    ...(instanceType !== undefined && { instanceType }),
    spot: market === "spot",
    capacityBlock: market === "capacity-block",
    windows: isWindows(text(found.inputs.imageId), text(found.inputs.userData)),
    volumes: volumesOf(found.inputs.blockDeviceMappings, context.assumptions),
    monitoring: flag(record(found.inputs.monitoring).enabled) ?? false,
    ...(publicAddress !== undefined && { publicAddress }),
  };
}

/** A flag, also where it is written as text, as launch templates have it. */
function flag(value: Value | undefined): boolean | undefined {
  if (value === true || text(value) === "true") return true;
  return value === false || text(value) === "false" ? false : undefined;
}

function isWindows(image = "", userData = ""): boolean {
  return image.includes("/ami-windows") || /^<powershell>/i.test(Buffer.from(userData, "base64").toString().trimStart());
}

/** What a launch configuration says. */
export function configurationOf({ inputs }: CostedResource, context: CostContext): Template {
  const instanceType = text(inputs.instanceType);
  return {
    ...(instanceType !== undefined && { instanceType }),
    spot: inputs.spotPrice !== undefined,
    capacityBlock: false,
    windows: isWindows(text(inputs.imageId), text(inputs.userDataBase64)),
    monitoring: flag(inputs.enableMonitoring) ?? true,
    ...(flag(inputs.associatePublicIpAddress) !== undefined && { publicAddress: flag(inputs.associatePublicIpAddress)! }),
    volumes: [
      volumeOf(record(inputs.rootBlockDevice), context.assumptions),
      ...list(inputs.ebsBlockDevices).map((each) => volumeOf(record(each), context.assumptions)),
    ],
  };
}

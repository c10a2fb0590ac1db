import type { Value } from "../../types";
import type { CostContext } from "../context";
import type { CostedResource } from "../resource";
import { list, record, text } from "../values";
import { type Volume, volumeOf, volumesOf } from "./volumes";

/** What a launch template or configuration says of its instances. */
export interface Template {
  readonly instanceType?: string;
  readonly spot: boolean;
  readonly volumes: readonly Volume[];
}

/** The planned launch template that a property names by id or name; nothing where another program created it. */
export function templateOf(given: Value | undefined, context: CostContext): Template | undefined {
  const { id, name, launchTemplateId, launchTemplateName } = record(given);
  const key = text(id) ?? text(launchTemplateId) ?? text(name) ?? text(launchTemplateName);
  const found = context.find("aws:ec2/launchTemplate:LaunchTemplate", key);
  if (!found) return undefined;
  const instanceType = text(found.inputs.instanceType);
  return {
    ...(instanceType !== undefined && { instanceType }),
    spot: text(record(found.inputs.instanceMarketOptions).marketType) === "spot",
    volumes: volumesOf(found.inputs.blockDeviceMappings, context.assumptions),
  };
}

/** What a launch configuration says. */
export function configurationOf({ inputs }: CostedResource, context: CostContext): Template {
  const instanceType = text(inputs.instanceType);
  return {
    ...(instanceType !== undefined && { instanceType }),
    spot: inputs.spotPrice !== undefined,
    volumes: [
      volumeOf(record(inputs.rootBlockDevice), context.assumptions),
      ...list(inputs.ebsBlockDevices).map((each) => volumeOf(record(each), context.assumptions)),
    ],
  };
}

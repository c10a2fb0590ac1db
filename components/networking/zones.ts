import * as aws from "@pulumi/aws";
import type { InvokeOptions } from "@pulumi/pulumi";
import { regionFacts } from "../reference/partition";
import { answered } from "../util/answered";
import { SettingsError } from "../util/settings-error";

/**
 * Names of the zones that an environment uses, resolved before any resource is created.
 * @param wanted number of zones, taken in alphabetical order; or the names themselves, which are not looked up
 * @param opts `provider`, if it is not the default one
 * @throws SettingsError if the region has fewer zones that need no opt-in and that EKS can use
 */
export async function availabilityZones(
  region: string,
  wanted: number | readonly string[],
  opts?: InvokeOptions,
): Promise<readonly string[]> {
  if (typeof wanted !== "number") return wanted;
  const args = {
    state: "available",
    filters: [{ name: "opt-in-status", values: ["opt-in-not-required"] }],
    excludeZoneIds: [...(regionFacts(region).notForClusterSubnets ?? [])],
  };
  const answer = await aws.getAvailabilityZones(args, opts);
  const found = answered({ asked: "aws.getAvailabilityZones", args, answer }, "names", answer.names);
  const names = [...found].sort();
  if (names.length < wanted) {
    const message = `expected at most ${names.length} zones, found ${wanted}: EKS supports ${names.join(", ")} in ${region}`;
    throw new SettingsError([{ path: "eks-blueprints:network.zones", message }]);
  }
  return names.slice(0, wanted);
}

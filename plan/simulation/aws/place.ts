// The location of a simulated AWS resource: account, region and partition, and the names that AWS derives from them.
import { type Partition, partitions, regions } from "../../../components/reference/regions";
import { isRecord } from "../../../components/util/is-record";
import type { Value, Values } from "../../types";
import { hex, refuse, text } from "../values";

/** Account of all simulated resources: the one in AWS's documentation. */
export const account = "123456789012";

/** Region if neither resource nor provider has one, as if it came from the environment of a deployment. */
const regionWithoutConfig = "us-east-1";

/** Creation time of all simulated resources. */
export const created = "2026-01-01T00:00:00Z";

/** The same in Go's default format. */
export const createdInGo = "2026-01-01 00:00:00 +0000 UTC";

export interface Place {
  readonly region: string;
  readonly partition: Partition;
  /** Domain of service endpoints. */
  readonly dnsSuffix: string;
}

/** The region of the resource, else that of its provider. */
export function placeOf(provider: Values, inputs: Values): Place {
  const region = text(inputs.region) ?? text(provider.region) ?? regionWithoutConfig;
  const facts = regions[region] ?? refuse(`region: ${region} is not an AWS region of the plan's table`);
  return { region, partition: facts.partition, dnsSuffix: partitions[facts.partition].dnsSuffix };
}

/** ARN in the simulated account; IAM's ARNs have no region. */
export function arn({ partition, region }: Place, service: string, resource: string): string {
  return `arn:${partition}:${service}:${service === "iam" ? "" : region}:${account}:${resource}`;
}

/** Names of the zones that need no opt-in, in order. */
export function zoneNames(region: string): readonly string[] {
  const facts = regions[region];
  const letters = facts?.letters ?? "abcdefgh".slice(0, facts?.zones ?? 3);
  return [...letters].map((letter) => `${region}${letter}`);
}

/**
 * IDs of those zones, such as `use1-az1`. Their order differs between accounts: here it is that of the names, except that a zone which EKS
 * rejects is the fifth, as `us-east-1e` often is.
 */
export function zoneIds(region: string): readonly string[] {
  const { length } = zoneNames(region);
  const { zones, notForClusterSubnets: refused = [] } = regions[region] ?? { zones: null };
  const ids = Array.from({ length: length + refused.length }, (_, index) => `${zonePrefix(region)}-az${index + 1}`);
  const usable = ids.filter((id) => !refused.includes(id));
  if (length > (zones ?? length)) usable.splice(4, 0, ...refused);
  return usable.slice(0, length);
}

/** `eu-west-1` -> `euw1`, `us-gov-east-1` -> `usge1`, `ap-southeast-2` -> `apse2`. */
function zonePrefix(region: string): string {
  const [area, ...rest] = region.split("-");
  const words = rest.flatMap((word) => word.match(/north|south|east|west|central|\d+|\w+/g) ?? []);
  return area + words.map((word) => word[0]).join("");
}

/** Tags with the provider's default tags. */
export function allTags(provider: Values, tags: Value | undefined): Values {
  const defaults = isRecord(provider.defaultTags) && isRecord(provider.defaultTags.tags) ? provider.defaultTags.tags : {};
  return { ...defaults, ...(isRecord(tags) ? tags : {}) };
}

/** An id as EC2 makes them, such as `subnet-0f1e2d3c4b5a69788`. */
export function ec2Id(prefix: string, seed: string): string {
  return `${prefix}-0${hex(`${prefix} ${seed}`, 16)}`;
}

/** An id in the form of a UUID. */
export function uuid(seed: string): string {
  return hex(`uuid ${seed}`, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

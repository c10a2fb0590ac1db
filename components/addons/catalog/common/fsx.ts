import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import type { Statement } from "../../../iam/policy";
import { fsxPrincipal } from "../../../reference/aws-names";
import { text } from "../../../util/schemas";
import { mergeTags } from "../../../util/tags";
import type { AddonIssue, InstallContext } from "../../addon";
import { type DataStore, keyOf } from "../../data-store";
import type { StackProfile } from "../../stack-profile";

/** Zone of a file system. */
export const zoneOption = z
  .string()
  .regex(/^[a-z]{2}(-[a-z]+)+-\d[a-z]$/, "a zone such as eu-west-1a")
  .optional()
  .describe(
    "Zone of the file system. Nodes in other zones reach it too, for the price of traffic between zones. Default: the first zone of the private subnets",
  );

/** The week's maintenance of a file system. Source: FSx API reference, WeeklyMaintenanceStartTime. */
export const weeklyMaintenance = text(
  /^[1-7]:([01]\d|2[0-3]):[0-5]\d$/,
  "a day from 1 (Monday) to 7 and a time in UTC, such as 7:03:30 for Sunday at half past three",
)
  .optional()
  .describe("When AWS maintains it: day, from 1 for Monday, and time in UTC, such as 7:03:30. Default: a time that AWS chooses");

export const retain = z
  .boolean()
  .default(false)
  .describe("Keep the file system when it is removed from the stack or the stack is destroyed");

/** What happens to a file system, and to its data, when it is removed. */
export const removalOptions = {
  finalBackup: z
    .boolean()
    .default(true)
    .describe("Whether AWS makes a last backup before the file system is deleted, which stays in the account"),
  retain,
};

/**
 * Permission of a driver to create the service-linked role of FSx.
 * @param principal service whose role it may also give permissions
 */
export function serviceLinkedRoleStatements(partition: string, principal: string): Statement[] {
  return [
    {
      Effect: "Allow",
      Action: ["iam:CreateServiceLinkedRole", "iam:AttachRolePolicy", "iam:PutRolePolicy"],
      Resource: `arn:${partition}:iam::*:role/aws-service-role/${principal}/*`,
    },
    {
      Effect: "Allow",
      Action: "iam:CreateServiceLinkedRole",
      Resource: "*",
      Condition: { StringLike: { "iam:AWSServiceName": [fsxPrincipal] } },
    },
  ];
}

/** A range of ports; one port where both are equal. */
export interface Ports {
  readonly protocol: "tcp" | "udp";
  readonly from: number;
  readonly to: number;
}

/** `tcp 2049` and `tcp 1018-1023`, for names and descriptions. */
const label = ({ protocol, from, to }: Ports) => `${protocol}-${from === to ? from : `${from}-${to}`}`;

/**
 * A security group of a file system that only the nodes reach: they all have the cluster security group.
 * @param title such as `FSx for OpenZFS`, for descriptions
 * @param kind suffix of its tag `Name`, such as `openzfs`
 * @param opts with `retainOnDelete` for a file system that is kept: its interfaces keep the group
 * @param mutual whether servers connect to each other and to the nodes too, on the same ports, as those of Lustre do
 */
export function fileSystemGroup(
  name: string,
  title: string,
  kind: string,
  ports: readonly Ports[],
  mutual: boolean,
  { context, cluster, network }: InstallContext,
  opts: pulumi.CustomResourceOptions,
): aws.ec2.SecurityGroup {
  const group = new aws.ec2.SecurityGroup(
    name,
    {
      vpcId: network.vpcId,
      description: title,
      tags: mergeTags(context.tags, { Name: `${context.clusterName}-${kind}` }),
    },
    opts,
  );
  for (const each of ports) {
    const range = { ipProtocol: each.protocol, fromPort: each.from, toPort: each.to, tags: context.tags };
    const rule = (
      noun: string,
      description: string,
      securityGroupId: pulumi.Input<string>,
      referencedSecurityGroupId: pulumi.Input<string>,
      egress = false,
    ) =>
      new (egress ? aws.vpc.SecurityGroupEgressRule : aws.vpc.SecurityGroupIngressRule)(
        `${name}-${noun}-${label(each)}`,
        { securityGroupId, referencedSecurityGroupId, description, ...range },
        securityGroupId === referencedSecurityGroupId ? opts : { ...opts, retainOnDelete: false }, // others name the cluster's group, and would keep it too
      );
    rule("from-nodes", "From the nodes", group.id, cluster.securityGroupId);
    if (!mutual) continue;
    rule("from-servers", "Between file servers", group.id, group.id);
    rule("to-servers", "Between file servers", group.id, group.id, true);
    rule("to-nodes", "To the nodes", group.id, cluster.securityGroupId, true);
    rule("on-nodes", title, cluster.securityGroupId, group.id);
  }
  return group;
}

/** An issue for a zone of another region, or one without nodes of the stack, where its zones are known by name. @param at path of the option */
export function zoneIssue(
  at: readonly string[],
  zone: string | undefined,
  { region, nodeZones }: Pick<StackProfile, "region" | "nodeZones">,
): AddonIssue | undefined {
  if (zone === undefined) return undefined;
  const known = Array.isArray(nodeZones) ? (nodeZones as readonly string[]) : undefined;
  if (zone.startsWith(region) && (known?.includes(zone) ?? true)) return undefined;
  return {
    at,
    message: `zone ${zone} is not a zone of the stack; expected ${known ? `one of ${known.join(", ")}` : `one of ${region}`}`,
  };
}

/**
 * The private subnet of a zone, or the first one.
 * @throws Error where no private subnet is known to be in the zone
 */
export function subnetOf({ privateSubnetIds, zones }: InstallContext["network"], zone: string | undefined): pulumi.Output<string> {
  const at = zone === undefined ? 0 : zones.indexOf(zone);
  const found = privateSubnetIds[at];
  if (!found)
    throw new Error(
      `${zone} has no private subnet; expected ${zones.length > 0 ? `one of ${zones.join(", ")}` : "no zone, because those of the subnets are unknown"}`,
    );
  return found;
}

/** What would replace a file system, or what AWS refuses. */
export function fileSystemStore({
  zone,
  deploymentType,
  kmsKeyArn,
  storageGiB,
}: {
  readonly zone?: string | undefined;
  readonly deploymentType: string;
  readonly kmsKeyArn?: string | undefined;
  readonly storageGiB: number;
}): DataStore {
  return {
    option: "fileSystem",
    noun: "file system",
    fixed: { deploymentType, kmsKeyArn: keyOf(kmsKeyArn) },
    zones: ([first]) => ({ zone: zone ?? first }),
    sizes: { storageGiB },
  };
}

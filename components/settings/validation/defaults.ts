import type { z } from "zod";
import { defaultTaints, isWindows } from "../../reference/ami-of-family";
import { type AmiFamily, amiTypes } from "../../reference/ami-types";
import { usableZoneCount } from "../../reference/partition";
import type { AwsLogin } from "../../util/aws-login";
import type { Stack } from "../rules";
import { beyondFlags } from "../rules/aws-login";
import type { cluster } from "../schema/cluster";
import type { network } from "../schema/network";
import { nodePool } from "../schema/node-pools";
import type { ClusterSettings, NodePoolSettings } from "../types";
import type { Fill, Parser } from "./parser";

/** @param region undefined where it is not known */
export function networkDefaults(region: string | undefined): Fill<z.output<typeof network>> {
  return {
    flowLogs: (flowLogs) =>
      flowLogs && flowLogs.bucketArn === undefined && flowLogs.firehoseArn === undefined
        ? { ...flowLogs, retentionDays: flowLogs.retentionDays ?? 30 }
        : flowLogs,
    nat: (nat, rest) => nat ?? (rest.publicSubnets ? "single" : "none"),
    zones: (zones) => zones ?? (region === undefined ? 3 : Math.min(3, usableZoneCount(region))),
  };
}

/** A profile is used alone, because `aws` would assume the role with it; keys and a web identity replace the stack's profile. */
function kubeconfigLogin(given: ClusterSettings["kubeconfig"], awsLogin: AwsLogin): ClusterSettings["kubeconfig"] {
  if (given.profile !== undefined) return given;
  const { assumeRoles = [], assumeRoleWithWebIdentity, accessKey } = awsLogin;
  const role = beyondFlags(awsLogin) === undefined ? assumeRoles[0] : undefined;
  const profile = accessKey || assumeRoleWithWebIdentity ? undefined : awsLogin.profile;
  const usable = beyondFlags(awsLogin) === undefined || given.roleArn !== undefined;
  return { ...(role && { roleArn: role.roleArn }), ...(usable && profile && { profile }), ...given };
}

export function clusterDefaults(defaultName: string, awsLogin: AwsLogin): Fill<z.output<typeof cluster>> {
  return {
    tier: (tier) => tier?.replace(/^tier-/, "") as typeof tier,
    name: (name, rest) => name ?? rest.existing?.name ?? defaultName,
    kubeconfig: (given) => kubeconfigLogin(given, awsLogin),
  };
}

function familyOf(ami: z.output<typeof nodePool>["ami"]): AmiFamily {
  if (typeof ami === "string") return ami;
  return ami.type ? amiTypes[ami.type].family : (ami.family ?? "al2023"); // it may lack both, which is reported
}

const poolDefaults: Fill<z.output<typeof nodePool>> = {
  ami: (ami) => (typeof ami === "object" && ami.type ? { ...ami, family: amiTypes[ami.type].family } : ami),
  disk: (disk, rest) => ({ ...disk, type: disk.type ?? (rest.outpost === undefined ? "gp3" : "gp2") }),
  size: (size) => ({ ...size, desired: size.desired ?? size.min }),
  repair: (repair, rest) => repair ?? (rest.kind === "managed" && !isWindows(familyOf(rest.ami))),
  taints: (taints, rest) => taints ?? defaultTaints(familyOf(rest.ami)),
  update: (update) =>
    update.maxUnavailable === undefined ? { ...update, maxUnavailablePercentage: update.maxUnavailablePercentage ?? 33 } : update,
};

export function readPool(parser: Parser, input: unknown, path: readonly PropertyKey[]): NodePoolSettings {
  return parser.object(nodePool, input, path, poolDefaults) as NodePoolSettings;
}

/** The default pool of a stack without `nodePools`; none if its pods run elsewhere. */
export function defaultPools(parser: Parser, { cluster, fargate }: Pick<Stack, "cluster" | "fargate">): Record<string, NodePoolSettings> {
  const elsewhere = cluster.autoMode !== false || cluster.existing !== undefined || Object.keys(fargate).length > 0;
  return elsewhere ? {} : { default: readPool(parser, { size: { min: 2, max: 4 } }, ["nodePools", "default"]) };
}

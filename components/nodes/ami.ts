import * as pulumi from "@pulumi/pulumi";
import { amiOf } from "../reference/ami-of-family";
import type { AmiFacts, AmiFamily } from "../reference/ami-types";
import { instanceFamilies } from "../reference/instance-families";
import type { NodePoolSettings } from "../settings/types";
import { withoutControlContainer } from "../util/user-data/bottlerocket";
import type { UserData } from "../util/user-data/format";
import { userDataFormats } from "../util/user-data/formats";
import type { AmiSetting, NodeCluster, NodeGroupArgs } from "./types";

export function amiFamily(ami: AmiSetting): AmiFamily {
  return typeof ami === "string" ? ami : ami.family;
}

/** Id of the AMI that the user made, if any. */
export function ownAmi(ami: AmiSetting): string | undefined {
  return typeof ami === "string" ? undefined : ami.id;
}

/**
 * The one AMI of AWS's on which all of these instance types run: their CPU architecture and accelerator decide.
 * @throws Error where there is none; checked settings never come to that
 */
export function awsAmi(family: AmiFamily, instanceTypes: readonly string[]): AmiFacts {
  const found = instanceTypes.map((type) => {
    const facts = instanceFamilies[type.split(".")[0]!];
    return facts ? amiOf(family, facts) : null;
  });
  const [ami, ...others] = new Set(found);
  if (ami && others.length === 0) return ami;
  throw new Error(`AWS publishes no ${family} AMI that supports all of ${instanceTypes.join(", ")}: split the pool, or set a custom AMI`);
}

/** `amiType` of a managed group; none with an own AMI, which the launch template names. */
export function amiType({ ami, instanceTypes }: NodePoolSettings): string | undefined {
  return ownAmi(ami) ? undefined : awsAmi(amiFamily(ami), instanceTypes).amiType;
}

/** Image of a self-managed group: the user's own, or AWS's newest at the time that a node starts. */
export function imageId({ ami, instanceTypes }: NodePoolSettings, cluster: NodeCluster): pulumi.Input<string> {
  const own = ownAmi(ami);
  if (own) return own;
  const { parameter } = awsAmi(amiFamily(ami), instanceTypes);
  return cluster.version.apply((version) => `resolve:ssm:${parameter(version)}`);
}

/** User data with which a node joins by itself. */
export function joiningUserData({ cluster, settings, labels }: NodeGroupArgs): pulumi.Output<string> {
  const join = userDataFormats[amiFamily(settings.ami)].joining({ labels, taints: settings.taints }, userPart(settings));
  const { clusterName, endpoint, certificateAuthority, serviceCidr } = cluster;
  return pulumi.output({ name: clusterName, endpoint, certificateAuthority, serviceCidr }).apply(join);
}

/** The user's own part of the user data, which EKS completes. */
export function ownUserData(settings: NodePoolSettings): string | undefined {
  return userDataFormats[amiFamily(settings.ami)].own(userPart(settings));
}

/** Without Session Manager, Bottlerocket's container for it would only fail to log in. */
function userPart({ ami, userData, ssm }: NodePoolSettings): UserData {
  return amiFamily(ami) === "bottlerocket" && !ssm ? withoutControlContainer(userData) : userData;
}

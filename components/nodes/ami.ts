import * as pulumi from "@pulumi/pulumi";
import { amiFamilyOf, amiOf, instanceFactsOf, isWindows } from "../reference/ami-of-family";
import type { AmiFacts } from "../reference/ami-types";
import { hasEcrFipsEndpoint, isFipsAmi } from "../reference/fips";
import { maxPods as podsOf } from "../reference/max-pods";
import type { NodePoolSettings } from "../settings/types";
import { ownUserData, userDataFormats } from "../util/user-data/formats";
import type { AmiSetting, NodeCluster, NodeGroupArgs } from "./types";

/** Id of the user's custom AMI, if any. */
export function ownAmi(ami: AmiSetting): string | undefined {
  return typeof ami === "string" ? undefined : ami.id;
}

/**
 * The AWS AMI type on which all of these instance types run, determined by their CPU architecture and accelerator.
 * @throws Error if there is none; validation has rejected such settings before
 */
export function awsAmi(ami: AmiSetting, instanceTypes: readonly string[]): AmiFacts {
  const family = amiFamilyOf(ami);
  const found = instanceTypes.map((type) => {
    const facts = instanceFactsOf(type, ami);
    return facts ? amiOf(family, facts) : null;
  });
  const [image, ...others] = new Set(found);
  if (image && others.length === 0) return image;
  throw new Error(`AWS publishes no ${family} AMI that supports all of ${instanceTypes.join(", ")}: split the pool, or set a custom AMI`);
}

/** `amiType` of a managed group; none with a custom AMI, which the launch template names. */
export function amiType({ ami, instanceTypes }: NodePoolSettings): string | undefined {
  if (ownAmi(ami)) return undefined;
  return (typeof ami === "object" && ami.type) || awsAmi(ami, instanceTypes).amiType;
}

/** Image of a self-managed group: the custom AMI, or the newest AWS AMI when a node starts. */
export function imageId({ ami, instanceTypes, version }: NodePoolSettings, cluster: NodeCluster): pulumi.Input<string> {
  const own = ownAmi(ami);
  if (own) return own;
  const { parameter } = awsAmi(ami, instanceTypes);
  return pulumi.output(version ?? cluster.version).apply((minor) => `resolve:ssm:${parameter(minor)}`);
}

/** User data with which a node joins the cluster that EKS does not configure. */
export function joiningUserData({ cluster, settings, labels, ...addresses }: NodeGroupArgs): pulumi.Output<string> {
  // Windows gets addresses from the control plane, whatever the CNI of Linux nodes does.
  const maxPods = settings.maxPods ?? (isWindows(settings.ami) ? undefined : podsOf(settings.instanceTypes, addresses));
  const node = { labels, taints: settings.taints, maxPods, instanceStore: settings.instanceStore };
  const join = userDataFormats[amiFamilyOf(settings.ami)].joining(node, ownUserData(settings));
  const { clusterName, endpoint, certificateAuthority, serviceCidr } = cluster;
  return pulumi.output({ name: clusterName, endpoint, certificateAuthority, serviceCidr }).apply(join);
}

/** The user's part of the user data, which EKS completes. */
export function completedUserData(settings: NodePoolSettings, region: string): string | undefined {
  const fipsEndpoint = !isFipsAmi(settings.ami) || hasEcrFipsEndpoint(region);
  return userDataFormats[amiFamilyOf(settings.ami)].own(ownUserData({ ...settings, fipsEndpoint }), settings);
}

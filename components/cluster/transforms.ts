import type * as pulumi from "@pulumi/pulumi";
import type { ClusterSettings } from "../settings/types";
import { awsSdkVersion, requireAwsSdk } from "../util/aws-sdk";
import type { Context } from "../util/context";
import { mergeInputs } from "../util/merge-inputs";
import { componentProps } from "./control-plane-components";

type TransformedSettings = Pick<
  ClusterSettings,
  "zonalShift" | "authenticationMode" | "creatorAdmin" | "tier" | "forceUpdate" | "controlPlaneEgress" | "components" | "remoteNetworks"
>;

/**
 * Options for `eks.Cluster` that set properties of its children for which it has no argument; empty if settings use none of them, because
 * Pulumi's mocks do not support transforms.
 */
export function childTransforms(
  { iam }: Pick<Context, "iam">,
  { zonalShift, authenticationMode, creatorAdmin, tier, forceUpdate, controlPlaneEgress, components, remoteNetworks }: TransformedSettings,
): Pick<pulumi.ComponentResourceOptions, "transforms"> {
  const egress = controlPlaneEgress === "customerRouted" && { vpcConfig: { controlPlaneEgressMode: "CUSTOMER_ROUTED" } };
  const ofComponents = componentProps(components);
  if (egress) requireAwsSdk("7.40.0", "cluster", "controlPlaneEgress");
  const props: Readonly<Record<string, object>> = {
    "aws:iam/role:Role": iam,
    "aws:eks/cluster:Cluster": {
      ...(zonalShift && { zonalShiftConfig: { enabled: true } }),
      ...(tier && { controlPlaneScalingConfig: { tier: tier === "standard" ? tier : `tier-${tier}` } }),
      ...(forceUpdate && { forceUpdateVersion: true }),
      ...egress,
      ...ofComponents,
      ...(remoteNetworks && { remoteNetworkConfig: remoteNetworkConfig(remoteNetworks) }),
      ...accessConfig({ authenticationMode, creatorAdmin }),
    },
  };
  const wanted = Object.values(props).some((each) => Object.values(each).some((value) => value !== undefined));
  if (!wanted) return {};
  // `eks.Cluster` asks for the provider that it was published with (@pulumi/eks 4.3: 7.25), which does not know these properties
  const version = egress || Object.keys(ofComponents).length > 0 ? { version: awsSdkVersion() } : {};
  const transform: pulumi.ResourceTransform = ({ type, props: given, opts }) =>
    props[type] && { props: merged(given, props[type]), opts: type === "aws:eks/cluster:Cluster" ? { ...opts, ...version } : opts };
  return { transforms: [transform] };
}

/** With both modes, the argument of eks.Cluster would make it write the ConfigMap `aws-auth`, which the stack does not own. */
function accessConfig({ authenticationMode, creatorAdmin }: Pick<TransformedSettings, "authenticationMode" | "creatorAdmin">) {
  const mode = authenticationMode === "apiAndConfigMap" ? "API_AND_CONFIG_MAP" : "API";
  if (mode === "API" && creatorAdmin) return {};
  return { accessConfig: { authenticationMode: mode, bootstrapClusterCreatorAdminPermissions: creatorAdmin } };
}

/** The VPC config has properties of eks.Cluster, and is the only one that is merged: key by key, so that an unknown one in a preview leaves the others known. */
function merged(given: pulumi.Inputs, { vpcConfig, ...own }: { readonly vpcConfig?: object }): pulumi.Inputs {
  return { ...given, ...own, ...(vpcConfig && { vpcConfig: mergeInputs(given.vpcConfig, vpcConfig) }) };
}

function remoteNetworkConfig({ nodes, pods }: NonNullable<TransformedSettings["remoteNetworks"]>) {
  return {
    remoteNodeNetworks: { cidrs: [...nodes] },
    ...(pods.length > 0 && { remotePodNetworks: { cidrs: [...pods] } }),
  };
}

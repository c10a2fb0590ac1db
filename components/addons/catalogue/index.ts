import type { Addon } from "../contract";
import { awsEbsCsiDriver } from "./aws-ebs-csi-driver";
import { coredns } from "./coredns";
import { eksPodIdentityAgent } from "./eks-pod-identity-agent";
import { kubeProxy } from "./kube-proxy";
import { metricsServer } from "./metrics-server";
import { vpcCni } from "./vpc-cni";

/** Every add-on by its key in stack config, as AWS and Helm users spell it; what does not wait for another is made in this order. */
export const addonNames = ["eks-pod-identity-agent", "vpc-cni", "kube-proxy", "coredns", "aws-ebs-csi-driver", "metrics-server"] as const;

export type AddonName = (typeof addonNames)[number];

/** A step of the order graph: an add-on, or `nodes`: the capacity that pods run on. */
export type Step = AddonName | "nodes";

/** All add-ons by their key; a name without its add-on does not compile. */
export const catalogue: Readonly<Record<AddonName, Addon>> = {
  "eks-pod-identity-agent": eksPodIdentityAgent,
  "vpc-cni": vpcCni,
  "kube-proxy": kubeProxy,
  coredns,
  "aws-ebs-csi-driver": awsEbsCsiDriver,
  "metrics-server": metricsServer,
};

/** The catalogue in declared order. */
export const addons: readonly Addon[] = addonNames.map((name) => catalogue[name]);

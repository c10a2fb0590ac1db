import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "../util/context";

/** A cluster as other rooms use it, made here or existing. */
export interface ClusterHandle {
  /** Name, region, tags and role defaults: what components in the cluster take from it, known before anything is created. */
  readonly context: Context;
  /** Name, resolved when the control plane answers. */
  readonly clusterName: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  /** ARN of the role of the control plane. Undefined for a cluster that exists, whose role is not changed. */
  readonly roleArn?: pulumi.Output<string>;
  /** Id of its AWS account, known before the control plane is there. */
  readonly accountId: pulumi.Output<string>;
  readonly version: pulumi.Output<string>;
  readonly endpoint: pulumi.Output<string>;
  /** Base64, as kubeconfig and kubelet take it. */
  readonly certificateAuthority: pulumi.Output<string>;
  readonly serviceCidr: pulumi.Output<string>;
  /** The security group that EKS makes for the cluster and that every node carries. */
  readonly securityGroupId: pulumi.Output<string>;
  readonly oidcProviderArn: pulumi.Output<string>;
  /** Issuer without `https://`, as trust policies name it. */
  readonly oidcIssuer: pulumi.Output<string>;
  /** Secret; resolved when the access entries are there. */
  readonly kubeconfig: pulumi.Output<string>;
  /** Kubernetes provider on which everything in the cluster hangs; usable when the access entries are. */
  readonly provider: k8s.Provider;
}

import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../util/context";

/** A component that stands for a cluster: what other components need of it. */
export abstract class ClusterComponent extends pulumi.ComponentResource {
  /** Name, region, tags and role defaults: what components in the cluster inherit from it, known before any resource is created. */
  readonly context!: Context;
  /** Name; resolves when the control plane exists. */
  readonly clusterName!: pulumi.Output<string>;
  /** ARN of the cluster. */
  readonly arn!: pulumi.Output<string>;
  /** ARN of the role of the control plane. Undefined for a cluster that exists, whose role is not changed. */
  readonly roleArn?: pulumi.Output<string>;
  /** Id of its AWS account, known before the control plane exists. */
  readonly accountId!: pulumi.Output<string>;
  /** Kubernetes version, such as `1.35`. */
  readonly version!: pulumi.Output<string>;
  /** URL of the API server. */
  readonly endpoint!: pulumi.Output<string>;
  /** Base64, as kubeconfig and kubelet expect it. */
  readonly certificateAuthority!: pulumi.Output<string>;
  /** Range of Service addresses. */
  readonly serviceCidr!: pulumi.Output<string>;
  /** Addresses of pods and Services, known before any resource is created. Default: ipv4. */
  readonly ipFamily?: "ipv4" | "ipv6";
  /** The security group that EKS creates for the cluster and attaches to every node. */
  readonly securityGroupId!: pulumi.Output<string>;
  /** ARN of the IAM OIDC provider, for IRSA. */
  readonly oidcProviderArn!: pulumi.Output<string>;
  /** Issuer without `https://`, as trust policies name it. */
  readonly oidcIssuer!: pulumi.Output<string>;
  /** Secret; resolves when the access entries exist. */
  readonly kubeconfig!: pulumi.Output<string>;
  /** Kubernetes provider of every resource in the cluster; usable when the access entries exist. */
  readonly provider!: k8s.Provider;

  /** Sets the fields above; a subclass cannot assign them one by one. */
  protected provide(fields: Partial<Omit<ClusterComponent, keyof pulumi.ComponentResource>>): void {
    Object.assign(this, fields);
  }
}

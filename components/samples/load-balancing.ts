import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterHandle } from "../cluster/types";
import { autoModeIngress } from "../reference/aws-names";
import { replacedOnChange } from "../util/immutable-fields";

/** How the Ingresses of samples get their load balancers. */
export interface LoadBalancing {
  readonly ingressClass: string;
  readonly annotations: Readonly<Record<string, pulumi.Input<string>>>;
  /** Address ranges of the load balancers. */
  readonly cidrs: readonly pulumi.Input<string>[];
}

export interface IngressOptions {
  /** Whether AWS Load Balancer Controller serves them rather than EKS Auto Mode. */
  readonly controller: boolean;
  /** Whether load balancers have public addresses. */
  readonly public: boolean;
  /** Whether pods have IPv6 addresses: load balancers then have addresses of both families. */
  readonly ipv6?: boolean;
  /** Their subnets; none if subnets are discovered by their tags. */
  readonly subnetIds?: readonly pulumi.Input<string>[];
}

/** The class for Auto Mode, which creates none itself. */
const autoModeClass = "eks-auto-alb";

const schemeOf = (place: IngressOptions) => (place.public ? "internet-facing" : "internal");

/** Annotations of an Ingress; with Auto Mode the class has these settings for all its Ingresses. */
export function ingressAnnotations(place: IngressOptions): LoadBalancing["annotations"] {
  const { controller, subnetIds, ipv6 } = place;
  return {
    "alb.ingress.kubernetes.io/target-type": "ip",
    ...(controller && {
      "alb.ingress.kubernetes.io/scheme": schemeOf(place),
      ...(ipv6 && { "alb.ingress.kubernetes.io/ip-address-type": "dualstack" }),
      ...(subnetIds && { "alb.ingress.kubernetes.io/subnets": pulumi.all([...subnetIds]).apply((ids) => ids.join(",")) }),
    }),
  };
}

export function ingressClassName({ controller }: IngressOptions): string {
  return controller ? "alb" : autoModeClass;
}

/** The class of Ingresses that EKS Auto Mode serves. */
export function autoModeIngressClass(
  name: string,
  place: IngressOptions,
  cluster: Pick<ClusterHandle, "provider">,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  const options = { ...opts, provider: cluster.provider };
  const { apiGroup, controller } = autoModeIngress;
  const params = new k8s.apiextensions.CustomResource(
    name,
    {
      apiVersion: `${apiGroup}/v1`,
      kind: "IngressClassParams",
      metadata: { name: autoModeClass },
      spec: {
        scheme: schemeOf(place),
        ...(place.ipv6 && { ipAddressType: "dualstack" }),
        ...(place.subnetIds && { subnets: { ids: place.subnetIds } }),
      },
    },
    options,
  );
  const parameters = { apiGroup, kind: "IngressClassParams", name: autoModeClass };
  const ingressClass = new k8s.networking.v1.IngressClass(
    name,
    { metadata: { name: autoModeClass }, spec: { controller, parameters } },
    { ...options, dependsOn: params, ...replacedOnChange("networking.k8s.io/v1", "IngressClass") },
  );
  return [ingressClass];
}

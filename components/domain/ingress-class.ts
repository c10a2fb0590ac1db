import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { albSslPolicy, autoModeIngress } from "../reference/aws-names";
import type { DomainSettings } from "../settings/types";
import { replacedOnChange } from "../util/immutable-fields";
import { dualStackSources, isDualStack } from "../util/ipv6";
import { teamLabel, uiClassPrefix } from "../util/team-label";

/** Where the load balancer of the exposed user interfaces is. */
export interface LoadBalancerPlace {
  /** Whether AWS Load Balancer Controller serves it rather than EKS Auto Mode. */
  readonly controller: boolean;
  readonly scheme: NonNullable<DomainSettings["scheme"]>;
  /** Whether pods have IPv6 addresses: the load balancer then has addresses of both families, which a target group of such pods needs. */
  readonly ipv6: boolean;
  /** Its subnets; none if subnets are discovered by their tags. */
  readonly subnetIds?: readonly pulumi.Input<string>[];
}

export interface UiClassArgs {
  readonly place: LoadBalancerPlace;
  readonly certificateArn: pulumi.Input<string>;
  readonly inboundCidrs: readonly string[];
}

/** Name of the IngressClass: another one for each scheme, because the controller replaces the load balancer where the scheme changes. */
export function uiClassName({ scheme }: Pick<LoadBalancerPlace, "scheme">): string {
  return `${uiClassPrefix}${scheme}`;
}

/** An IngressClass whose Ingresses share one load balancer, for namespaces without a team. */
export function uiIngressClass(name: string, args: UiClassArgs, opts: pulumi.CustomResourceOptions): k8s.networking.v1.IngressClass {
  const metadata = { name: uiClassName(args.place) };
  const { apiGroup, version, controller } = args.place.controller ? ofController : ofAutoMode;
  const parameters = new k8s.apiextensions.CustomResource(
    name,
    { apiVersion: `${apiGroup}/${version}`, kind: "IngressClassParams", metadata, spec: paramsOf(args) },
    opts,
  );
  return new k8s.networking.v1.IngressClass(
    name,
    { metadata, spec: { controller, parameters: { apiGroup, kind: "IngressClassParams", name: metadata.name } } },
    { ...opts, dependsOn: [parameters], ...replacedOnChange("networking.k8s.io/v1", "IngressClass") },
  );
}

const ofController = { apiGroup: "elbv2.k8s.aws", version: "v1beta1", controller: "ingress.k8s.aws/alb" };
const ofAutoMode = { ...autoModeIngress, version: "v1" };

/** The controller takes all from the class, so that no Ingress can change it; EKS Auto Mode takes the rest from annotations. */
function paramsOf({ place, certificateArn, inboundCidrs }: UiClassArgs) {
  const { controller, scheme, ipv6, subnetIds } = place;
  const common = {
    scheme,
    ...(isDualStack(inboundCidrs, ipv6) && { ipAddressType: "dualstack" }),
    group: { name: uiClassName(place) },
    namespaceSelector: { matchExpressions: [{ key: teamLabel, operator: "DoesNotExist" }] },
    ...(subnetIds && { subnets: { ids: subnetIds } }),
  };
  if (!controller) return { ...common, certificateARNs: [certificateArn] };
  return {
    ...common,
    targetType: "ip",
    inboundCIDRs: dualStackSources(inboundCidrs, ipv6),
    certificateArn: [certificateArn],
    listeners: [
      { protocol: "HTTP", port: 80 },
      { protocol: "HTTPS", port: 443 },
    ],
    sslRedirectPort: "443",
    sslPolicy: albSslPolicy,
  };
}

/** What an Ingress says itself of the load balancer. */
export function listenerAnnotations({ place, inboundCidrs }: Pick<UiClassArgs, "place" | "inboundCidrs">): Record<string, string> {
  if (place.controller) return {};
  return {
    "alb.ingress.kubernetes.io/target-type": "ip",
    "alb.ingress.kubernetes.io/listen-ports": '[{"HTTP":80},{"HTTPS":443}]',
    "alb.ingress.kubernetes.io/ssl-redirect": "443",
    "alb.ingress.kubernetes.io/ssl-policy": albSslPolicy,
    "alb.ingress.kubernetes.io/inbound-cidrs": dualStackSources(inboundCidrs, place.ipv6).join(","),
  };
}

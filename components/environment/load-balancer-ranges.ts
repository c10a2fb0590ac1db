import { sharedAlbOf } from "../addons/catalog/aws-load-balancer-controller/shared-alb";
import type { AddonPlan } from "../addons/plan/addon-plan";
import type { LoadBalancerRanges } from "../networking/ipv6-subnets";
import type { Settings } from "../settings/types";
import { loadBalancerScheme } from "./domain";

/** The load balancers of a stack in an existing VPC, with the ranges that they admit. */
export function loadBalancerRanges({
  settings,
  addonPlan,
}: {
  readonly settings: Settings;
  readonly addonPlan: AddonPlan;
}): LoadBalancerRanges[] {
  const { domain, network } = settings;
  if (!network.existing) return [];
  const { publicSubnetIds, privateSubnetIds } = network.existing;
  const subnetsOf = (scheme: "internet-facing" | "internal") => (scheme === "internal" ? privateSubnetIds : publicSubnetIds);
  const alb = sharedAlbOf(addonPlan.enabled.get("aws-load-balancer-controller")?.options);
  const gateway = addonPlan.enabled.get("istio")?.options.gateway as
    | { scheme: "internet-facing" | "internal"; sourceCidrs: string[] }
    | false
    | undefined;
  return [
    ...(domain
      ? [
          {
            at: ["domain", "inboundCidrs"],
            ranges: domain.inboundCidrs,
            subnetIds: subnetsOf(loadBalancerScheme(domain.scheme, publicSubnetIds)),
          },
        ]
      : []),
    ...(alb
      ? [
          {
            at: ["addons", "aws-load-balancer-controller", "sharedAlb", "inboundCidrs"],
            ranges: alb.inboundCidrs,
            subnetIds: subnetsOf(alb.scheme ?? "internet-facing"),
          },
        ]
      : []),
    ...(gateway
      ? [{ at: ["addons", "istio", "gateway", "sourceCidrs"], ranges: gateway.sourceCidrs, subnetIds: subnetsOf(gateway.scheme) }]
      : []),
  ];
}

// How to turn off the deletion protection of a load balancer: depends on where it was turned on.
import { escapeControlChars } from "../../../util/escape-control-chars";
import type { AwsResource, Phase, Scope } from "./ownership";

const attribute = "deletion_protection.enabled=false";
const serviceAnnotation = "service.beta.kubernetes.io/aws-load-balancer-attributes";
const ingressAnnotation = "alb.ingress.kubernetes.io/load-balancer-attributes";

/** What to change in the cluster, by the tag of the load balancer controller or Auto Mode. */
const places: readonly { readonly tag: RegExp; readonly place: (owner: string) => string }[] = [
  {
    tag: /^service\.(k8s\.aws|eks\.amazonaws\.com)\/stack$/,
    place: (owner) => `set ${attribute} in the annotation ${serviceAnnotation} of Service ${owner}`,
  },
  {
    tag: /^ingress\.(k8s\.aws|eks\.amazonaws\.com)\/stack$/,
    place: (owner) => {
      const object = owner.includes("/") ? `Ingress ${owner}` : `an Ingress of the group ${owner}`;
      return `set ${attribute} in the annotation ${ingressAnnotation} of ${object} or in its IngressClassParams (spec.loadBalancerAttributes)`;
    },
  },
  {
    tag: /^gateway\.k8s\.aws\..*\/stack$/,
    place: (owner) => `set ${attribute} in the LoadBalancerConfiguration (spec.loadBalancerAttributes) of Gateway ${owner}`,
  },
];

/**
 * Why a protected load balancer is kept, and how to turn the protection off. While the cluster runs, a controller restores the value of an
 * annotation, and deletes nothing that its annotation protects: aws-load-balancer-controller docs/guide/service/annotations.md, 2026-08-17.
 */
export function liftProtection({ id, tags }: AwsResource, { scope, phase }: { readonly scope: Scope; readonly phase: Phase }): string {
  const command = `aws elbv2 modify-load-balancer-attributes --region ${scope.region} --load-balancer-arn ${id} --attributes Key=deletion_protection.enabled,Value=false`;
  const said = "deletion protection is on";
  const [place] =
    phase === "drain"
      ? Object.entries(tags).flatMap(([key, owner]) => places.filter(({ tag }) => tag.test(key)).map((each) => each.place(owner)))
      : [];
  return escapeControlChars(place ? `${said}: ${place}, or if it was set elsewhere, run \`${command}\`` : `${said}: run \`${command}\``);
}

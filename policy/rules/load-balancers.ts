import { uiClassPrefix } from "../../components/util/team-label";
import type { PlannedResource } from "../planned-resource";
import type { ResourceView } from "../resource-view";
import { type BuiltInRule, onEach, serious, type Violation } from "../rule";
import { at, isOn, isText, itemsOf, type Property } from "../values";

const anywhere = ["0.0.0.0/0", "::/0"];
const message = "the internet is served over plain HTTP";

/** Whether the spec of IngressClassParams makes an internet-facing load balancer without HTTPS, open to the internet. */
function servesPlainHttp(spec: Property): boolean {
  if (at(spec, "scheme") !== "internet-facing") return false;
  const ranges = itemsOf(at(spec, "inboundCIDRs"));
  const certificates = itemsOf(at(spec, "certificateArn"));
  const listeners = itemsOf(at(spec, "listeners"));
  if (!ranges || !certificates || !listeners) return false;
  const open = ranges.length === 0 || ranges.some((range) => anywhere.includes(range as string));
  const plain = listeners.length === 0 ? certificates.length === 0 : listeners.some((each) => at(each, "protocol") === "HTTP");
  return open && plain && at(spec, "sslRedirectPort") === undefined;
}

const annotation = (name: string) => `alb.ingress.kubernetes.io/${name}`;

/** The same of an Ingress, whose annotations say it. */
function isPlainIngress({ inputs }: PlannedResource): boolean {
  const annotations = at(inputs.metadata, "annotations");
  const of = (name: string) => at(annotations, annotation(name));
  const [ports, ranges, redirect, certificate] = ["listen-ports", "inbound-cidrs", "ssl-redirect", "certificate-arn"].map(of);
  if (of("scheme") !== "internet-facing" || redirect !== undefined || certificate !== undefined) return false;
  if (ranges !== undefined && !(isText(ranges) && anywhere.some((range) => ranges.includes(range)))) return false;
  return ports === undefined || (isText(ports) && /"HTTP"/.test(ports));
}

/** Listeners of planned load balancers that forward plain HTTP of the internet. */
function* plainListeners(view: ResourceView): Iterable<Violation> {
  const types = ["aws:lb/listener:Listener", "aws:alb/listener:Listener"];
  for (const resource of types.flatMap((type) => view.ofType(type))) {
    const balancers = ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"].flatMap((type) =>
      view.named(resource, "loadBalancerArn", type),
    );
    const actions = itemsOf(resource.inputs.defaultActions) ?? [];
    const forwards = actions.some((action) => at(action, "type") === "forward");
    const isPublic = balancers.length > 0 && balancers.every(({ inputs }) => !isOn(at(inputs.internal)));
    if (at(resource.inputs.protocol) === "HTTP" && forwards && isPublic) yield { resource, message };
  }
}

/** IngressClassParams that a Helm release of the load balancer controller creates. */
function paramsOfRelease({ inputs }: PlannedResource): Property {
  const chart = at(inputs.chart);
  return isText(chart) && chart.endsWith("aws-load-balancer-controller") ? at(inputs.values, "ingressClassParams", "spec") : undefined;
}

/** Whether an Ingress of the class for user interfaces of the platform admits all users. */
function admitsAll({ inputs }: PlannedResource): boolean {
  const className = at(inputs.spec, "ingressClassName");
  const type = at(inputs.metadata, "annotations", annotation("auth-type"));
  const unauthenticated = at(inputs.metadata, "annotations", annotation("auth-on-unauthenticated-request"));
  return isText(className) && className.startsWith(uiClassPrefix) && (type === undefined || type === "none" || unauthenticated === "allow");
}

export const loadBalancerRules: readonly BuiltInRule[] = [
  {
    id: "elb-plain-http",
    title: "Load balancers on the internet serve HTTPS",
    reason: "Passwords, tokens and sessions can be read and changed on the way.",
    fix: "name certificates in `addons.aws-load-balancer-controller.sharedAlb.certificateArns`, or limit `inboundCidrs`",
    controls: ["CIS EKS 1.8.0 / 5.4.5", "FSBP ELB.1", "EKS Best Practices / network-security"],
    levels: serious,
    check: function* (view) {
      yield* onEach("kubernetes:elbv2.k8s.aws/v1beta1:IngressClassParams", ({ inputs }) => servesPlainHttp(inputs.spec) && message)(view);
      yield* onEach("kubernetes:helm.sh/v3:Release", (release) => servesPlainHttp(paramsOfRelease(release)) && message)(view);
      yield* onEach("kubernetes:networking.k8s.io/v1:Ingress", (ingress) => isPlainIngress(ingress) && message)(view);
      yield* plainListeners(view);
    },
  },
  {
    id: "elb-authentication",
    title: "Exposed user interfaces of the platform authenticate their users",
    reason: "Most of them show and change the cluster for all users who can reach them.",
    fix: "remove the override of the annotations `auth-type` and `auth-on-unauthenticated-request`, and name users in `domain.expose.<name>.auth`",
    controls: ["EKS Best Practices / network-security"],
    levels: serious,
    check: onEach("kubernetes:networking.k8s.io/v1:Ingress", (ingress) => admitsAll(ingress) && "the load balancer admits all users"),
  },
];

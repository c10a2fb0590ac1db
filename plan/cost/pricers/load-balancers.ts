// Load balancers: those that the program creates, and those that a controller creates for objects in the cluster.

import type { Value } from "../../types";
import { always, byHour, type Charge, hoursAMonth, unknownCharge, usage } from "../charge";
import type { CostContext, Pricer } from "../context";
import type { CostedResource } from "../resource";
import { list, record, text } from "../values";

type Kind = "alb" | "nlb";

const names: Readonly<Record<Kind, string>> = { alb: "Application Load Balancer", nlb: "Network Load Balancer" };
const units: Readonly<Record<Kind, string>> = { alb: "alb.lcu", nlb: "nlb.nlcu" };

/** Charges of one load balancer: hours, capacity units, and a public address in each zone where it faces the internet. */
export function loadBalancerCharges(resource: CostedResource, context: CostContext, kind: Kind, publicZones: number, of = ""): Charge[] {
  const name = `${names[kind]}${of}`;
  const capacity = context.assumptions.loadBalancerCapacityUnits * hoursAMonth;
  return [
    byHour(resource, name, "load balancer", context.price(resource, `${kind}.hour`)),
    ...usage(
      resource,
      `${name}, capacity units`,
      kind === "alb" ? "LCU-hour" : "NLCU-hour",
      context.price(resource, units[kind]),
      capacity,
    ),
    ...(publicZones > 0
      ? [byHour(resource, `${name}, public IPv4 addresses`, "address", context.price(resource, "ipv4.hour"), always(publicZones))]
      : []),
  ];
}

/** Zones that a load balancer needs at least. */
const leastZones = 2;

/** Zones with a public subnet, in each of which an internet-facing load balancer has an address. */
export function publicZones(context: CostContext): number {
  const isPublic = ({ inputs }: CostedResource) =>
    inputs.mapPublicIpOnLaunch === true || record(inputs.tags)["kubernetes.io/role/elb"] !== undefined;
  const subnets = context.ofType("aws:ec2/subnet:Subnet").filter(isPublic);
  const zones = new Set(subnets.map(({ inputs, outputs }) => text(inputs.availabilityZone) ?? text(outputs.availabilityZone)));
  return Math.max(leastZones, zones.size);
}

/** A load balancer that the program creates. */
export const loadBalancer: Pricer = (resource, context) => {
  const { inputs } = resource;
  const type = text(inputs.loadBalancerType) ?? "application";
  if (type !== "application" && type !== "network")
    return [unknownCharge(resource, `load balancer of type ${type}`, "the tables have no price of it")];
  const mapped = list(inputs.subnetMappings).map(record);
  // addresses that the program allocates have charges of their own
  const own = mapped.filter(({ allocationId }) => allocationId === undefined).length;
  const subnets = mapped.length > 0 ? own : list(inputs.subnets).length || leastZones;
  return loadBalancerCharges(resource, context, type === "application" ? "alb" : "nlb", inputs.internal === true ? 0 : subnets);
};

/** A Classic Load Balancer. */
export const classicLoadBalancer: Pricer = (resource) => [
  unknownCharge(resource, "Classic Load Balancer", "the tables have no price of it"),
];

/** Annotations and labels of an object are text; Kubernetes accepts nothing else. */
export function annotationsOf(inputs: CostedResource["inputs"]): { readonly [key: string]: Value } {
  return record(record(inputs.metadata).annotations);
}

/** A Service of type LoadBalancer. */
export const service: Pricer = (resource, context) => {
  const spec = record(resource.inputs.spec);
  if (text(spec.type) !== "LoadBalancer") return [];
  return serviceCharges(resource, context, annotationsOf(resource.inputs), text(spec.loadBalancerClass));
};

/** Charges of a Service of type LoadBalancer, by the controller that serves it. */
export function serviceCharges(
  resource: CostedResource,
  context: CostContext,
  annotations: { readonly [key: string]: Value },
  loadBalancerClass: string | undefined,
): Charge[] {
  const prefix = "service.beta.kubernetes.io/aws-load-balancer-";
  const type = text(annotations[`${prefix}type`]);
  const isNetwork =
    ["service.k8s.aws/nlb", "eks.amazonaws.com/nlb"].includes(loadBalancerClass ?? "") ||
    ["nlb", "external", "nlb-ip"].includes(type ?? "") ||
    (loadBalancerClass === undefined && type === undefined && mutatesServices(context));
  if (!isNetwork) {
    if (loadBalancerClass !== undefined)
      return [unknownCharge(resource, `load balancer of class ${loadBalancerClass}`, "nothing is known of it")];
    return [unknownCharge(resource, "Classic Load Balancer", "the tables have no price of it")];
  }
  const scheme =
    text(annotations[`${prefix}scheme`]) ?? (text(annotations[`${prefix}internal`]) === "false" ? "internet-facing" : "internal");
  const isInTree = type === "nlb" && loadBalancerClass === undefined;
  const isPublic = isInTree ? text(annotations[`${prefix}internal`]) !== "true" : scheme === "internet-facing";
  const given = annotations[`${prefix}eip-allocations`] !== undefined;
  return loadBalancerCharges(resource, context, "nlb", isPublic && !given ? publicZones(context) : 0);
}

/** Whether the AWS Load Balancer Controller takes every new Service of type LoadBalancer. */
function mutatesServices(context: CostContext): boolean {
  return context.ofType("kubernetes:helm.sh:Release").some(({ inputs }) => {
    const chart = text(inputs.chart) ?? "";
    return chart.endsWith("aws-load-balancer-controller") && record(inputs.values).enableServiceMutatorWebhook !== false;
  });
}

/** A Gateway of the Gateway API: a load balancer of its own. */
export const gateway: Pricer = (resource, context) => {
  const spec = record(resource.inputs.spec);
  const className = text(spec.gatewayClassName);
  const gatewayClass = context
    .ofType("kubernetes:gateway.networking.k8s.io:GatewayClass")
    .find(({ inputs }) => text(record(inputs.metadata).name) === className);
  const controller = text(record(gatewayClass?.inputs.spec).controllerName) ?? "";
  const [, kind] = /^gateway\.k8s\.aws\/(alb|nlb)$/.exec(controller) ?? [];
  if (kind === undefined)
    return [unknownCharge(resource, `Gateway of class ${className ?? "unknown"}`, "what it causes depends on its controller")];
  const configuration = context
    .ofType("kubernetes:gateway.k8s.aws:LoadBalancerConfiguration")
    .find(({ inputs }) => text(record(inputs.metadata).name) === text(record(record(spec.infrastructure).parametersRef).name));
  const scheme = text(record(configuration?.inputs.spec).scheme) ?? "internal";
  return loadBalancerCharges(resource, context, kind as Kind, scheme === "internet-facing" ? publicZones(context) : 0);
};

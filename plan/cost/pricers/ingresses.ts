import type { Value } from "../../types";
import type { Charge } from "../charge";
import type { CostContext, Pricer } from "../context";
import type { CostedResource } from "../resource";
import { record, text } from "../values";
import { annotationsOf, loadBalancerCharges, publicZones } from "./load-balancers";

const ingressType = "kubernetes:networking.k8s.io:Ingress";
const prefix = "alb.ingress.kubernetes.io/";
const controllers = ["ingress.k8s.aws/alb", "eks.amazonaws.com/alb"];

type Annotations = { readonly [key: string]: Value };

/** An Ingress, or what a chart makes one of. */
export interface IngressSpec {
  readonly className: string | undefined;
  readonly annotations: Annotations;
}

/** What the class of an Ingress says of its load balancer. */
interface ClassParams {
  readonly group?: string;
  readonly scheme?: string;
}

/** An Ingress that the AWS Load Balancer Controller or EKS Auto Mode serves. All Ingresses of a group share one load balancer: the first has its charges. */
export const ingress: Pricer = (resource, context) => {
  const own = specOf(resource);
  const group = groupOf(own, context);
  if (!isAlb(own, context)) return [];
  const members = context.ofType(ingressType).filter((other) => isAlb(specOf(other), context) && groupOf(specOf(other), context) === group);
  if (group !== undefined && members[0] !== resource) return [];
  const facesInternet = (group === undefined ? [resource] : members).some((each) => schemeOf(specOf(each), context) === "internet-facing");
  const of = group === undefined ? "" : ` of group ${group}`;
  const shared = group !== undefined && new Set(members.map(({ inputs }) => text(record(inputs.metadata).namespace))).size > 1;
  const charges = loadBalancerCharges(resource, context, "alb", facesInternet ? publicZones(context) : 0, of);
  return charges.map((charge) => ({ ...charge, shared }));
};

/** Charges of an Ingress that a chart makes; one in a group that a planned Ingress is in too shares its load balancer. */
export function chartIngressCharges(resource: CostedResource, context: CostContext, spec: IngressSpec): Charge[] {
  if (!isAlb(spec, context)) return [];
  const group = groupOf(spec, context);
  const isShared = context.ofType(ingressType).some((other) => isAlb(specOf(other), context) && groupOf(specOf(other), context) === group);
  if (group !== undefined && isShared) return [];
  const isPublic = schemeOf(spec, context) === "internet-facing";
  return loadBalancerCharges(
    resource,
    context,
    "alb",
    isPublic ? publicZones(context) : 0,
    group === undefined ? "" : ` of group ${group}`,
  );
}

function specOf({ inputs }: CostedResource): IngressSpec {
  return { className: text(record(inputs.spec).ingressClassName), annotations: annotationsOf(inputs) };
}

function isAlb({ className, annotations }: IngressSpec, context: CostContext): boolean {
  const name = className ?? text(annotations["kubernetes.io/ingress.class"]);
  const planned = classOf(name, context);
  if (planned) return controllers.includes(text(record(planned.inputs.spec).controller) ?? "");
  return name === "alb";
}

function classOf(name: string | undefined, context: CostContext): CostedResource | undefined {
  return context.ofType("kubernetes:networking.k8s.io:IngressClass").find(({ inputs }) => text(record(inputs.metadata).name) === name);
}

/** Parameters of a class: planned objects, or those that the controller's chart makes for its class. */
function paramsOf(name: string | undefined, context: CostContext): ClassParams {
  const parameters = text(record(record(classOf(name, context)?.inputs.spec).parameters).name);
  const planned = [
    ...context.ofType("kubernetes:elbv2.k8s.aws:IngressClassParams"),
    ...context.ofType("kubernetes:eks.amazonaws.com:IngressClassParams"),
  ].find(({ inputs }) => parameters !== undefined && text(record(inputs.metadata).name) === parameters);
  return paramsFrom(planned ? planned.inputs.spec : ofChart(name, context));
}

function ofChart(name: string | undefined, context: CostContext): Value | undefined {
  const values = context
    .ofType("kubernetes:helm.sh:Release")
    .filter(({ inputs }) => text(inputs.chart)?.endsWith("aws-load-balancer-controller"))
    .map(({ inputs }) => record(inputs.values));
  return record(values.find(({ ingressClass }) => (text(ingressClass) ?? "alb") === name)?.ingressClassParams).spec;
}

function paramsFrom(spec: Value | undefined): ClassParams {
  const group = text(record(record(spec).group).name);
  const scheme = text(record(spec).scheme);
  return { ...(group !== undefined && { group }), ...(scheme !== undefined && { scheme }) };
}

/** The class decides before the annotation. */
function groupOf({ className, annotations }: IngressSpec, context: CostContext): string | undefined {
  return paramsOf(className, context).group ?? text(annotations[`${prefix}group.name`]);
}

function schemeOf({ className, annotations }: IngressSpec, context: CostContext): string {
  return paramsOf(className, context).scheme ?? text(annotations[`${prefix}scheme`]) ?? "internal";
}

import { type Inventory, list, record, text } from "../../inventory";
import type { DocumentResource } from "../../json";
import type { Json } from "../../printable";

/** A load balancer that a controller creates for planned objects. */
export interface LoadBalancer {
  readonly title: string;
  readonly internal: boolean;
  /** Hosts and paths with their service, one per line. */
  readonly routes: readonly string[];
  /** Namespaces of its targets. */
  readonly namespaces: readonly string[];
}

type Maps = { readonly [key: string]: Json };

const group = "alb.ingress.kubernetes.io/group.name";
const scheme = "alb.ingress.kubernetes.io/scheme";

/** Load balancers of the cluster. Ingresses of one group share an Application Load Balancer. */
export function loadBalancers(inventory: Inventory): LoadBalancer[] {
  return [...ofIngresses(inventory), ...ofServices(inventory), ...ofAws(inventory)];
}

function ofIngresses(inventory: Inventory): LoadBalancer[] {
  const classes = ingressClasses(inventory);
  const found = new Map<string, { internal: boolean; routes: string[]; namespaces: Set<string> }>();
  for (const params of classes.values()) {
    const shared = text(record(params.group).name);
    if (shared !== "") found.set(shared, { internal: isInternal(params.scheme), routes: [], namespaces: new Set() });
  }
  for (const ingress of inventory.ofType("kubernetes:networking.k8s.io/v1:Ingress")) {
    const { annotations, name, namespace } = record(ingress.inputs.metadata);
    const params = classes.get(text(record(ingress.inputs.spec).ingressClassName)) ?? {};
    const key = text(record(params.group).name) || text(record(annotations)[group]) || text(name) || ingress.name;
    const known = found.get(key) ?? {
      internal: isInternal(params.scheme ?? record(annotations)[scheme]),
      routes: [],
      namespaces: new Set(),
    };
    known.routes.push(...routesOf(ingress));
    known.namespaces.add(text(namespace) || "default");
    found.set(key, known);
  }
  return [...found].map(([key, { internal, routes, namespaces }]) => ({
    title: `Application Load Balancer ${key}`,
    internal,
    routes: routes.length > 0 ? routes : ["created with the first Ingress"],
    namespaces: [...namespaces],
  }));
}

/** Parameters of IngressClasses of the AWS Load Balancer Controller and EKS Auto Mode, by class. */
function ingressClasses(inventory: Inventory): Map<string, Maps> {
  const params = new Map<string, Maps>();
  for (const type of ["kubernetes:elbv2.k8s.aws/v1beta1:IngressClassParams", "kubernetes:eks.amazonaws.com/v1:IngressClassParams"])
    for (const { inputs } of inventory.ofType(type)) params.set(text(record(inputs.metadata).name), record(inputs.spec));
  const classes = new Map<string, Maps>();
  for (const { inputs } of inventory.ofType("kubernetes:networking.k8s.io/v1:IngressClass")) {
    const { parameters } = record(inputs.spec);
    classes.set(text(record(inputs.metadata).name), params.get(text(record(parameters).name)) ?? {});
  }
  for (const { inputs } of inventory.ofType("kubernetes:helm.sh/v3:Release")) {
    const { ingressClass, ingressClassParams } = record(inputs.values);
    const { create, spec } = record(ingressClassParams);
    if (create === true) classes.set(text(ingressClass) || "alb", record(spec));
  }
  return classes;
}

function isInternal(value: Json | undefined): boolean {
  return value !== "internet-facing";
}

/** `shop.example.com/ to web`. */
function routesOf({ inputs }: DocumentResource): string[] {
  return list(record(inputs.spec).rules).flatMap((rule) => {
    const { host, http } = record(rule);
    return list(record(http).paths).map((each) => {
      const { path, backend } = record(each);
      return `${text(host)}${text(path) || "/"} to ${text(record(record(backend).service).name)}`;
    });
  });
}

function ofServices(inventory: Inventory): LoadBalancer[] {
  return inventory.ofType("kubernetes:core/v1:Service").flatMap(({ inputs, name }) => {
    const { type, ports } = record(inputs.spec);
    if (type !== "LoadBalancer") return [];
    const { annotations, name: own, namespace } = record(inputs.metadata);
    const internal = isInternal(record(annotations)["service.beta.kubernetes.io/aws-load-balancer-scheme"]);
    const routes = list(ports).map((port) => `port ${text(record(port).port)} to ${text(own) || name}`);
    return [{ title: `Network Load Balancer ${text(own) || name}`, internal, routes, namespaces: [text(namespace) || "default"] }];
  });
}

const words: Readonly<Record<string, string>> = { application: "Application", network: "Network", gateway: "Gateway" };

function ofAws(inventory: Inventory): LoadBalancer[] {
  const of = (type: string) => inventory.ofType(`aws:${type}:LoadBalancer`);
  const newer = ["lb/loadBalancer", "alb/loadBalancer"].flatMap(of).map(({ inputs, name }) => ({
    title: `${words[text(inputs.loadBalancerType) || "application"] ?? ""} Load Balancer ${name}`.trim(),
    internal: inputs.internal === true,
    routes: [],
    namespaces: [],
  }));
  const classic = of("elb/loadBalancer").map(({ inputs, name }) => ({
    title: `Classic Load Balancer ${name}`,
    internal: inputs.internal === true,
    routes: [],
    namespaces: [],
  }));
  return [...newer, ...classic];
}

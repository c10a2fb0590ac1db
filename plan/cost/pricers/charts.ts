// What Helm charts cause, as far as their values say it: volumes, load balancers, Ingresses. Defaults of charts are not read.

import type { Value } from "../../types";
import type { Charge } from "../charge";
import type { CostContext, Pricer } from "../context";
import { gibibytes } from "../quantity";
import type { CostedResource } from "../resource";
import { list, number, record, text } from "../values";
import { claimCharges } from "./claims";
import { chartIngressCharges } from "./ingresses";
import { serviceCharges } from "./load-balancers";

type Values = { readonly [key: string]: Value };

/** A map within a chart's values. */
interface Place {
  readonly path: readonly string[];
  readonly values: Values;
  /** Replicas that the map or the nearest one around it states. */
  readonly replicas: number;
}

/** Deeper values are not searched. */
const deepest = 12;

function* places(values: Values, path: readonly string[], replicas: number): Iterable<Place> {
  if (values.enabled === false) return;
  const own = number(values.replicas) ?? number(values.replicaCount) ?? replicas;
  yield { path, values, replicas: own };
  if (path.length >= deepest) return;
  for (const [key, value] of Object.entries(values)) {
    for (const inner of [record(value), ...list(value).map(record)])
      if (Object.keys(inner).length > 0) yield* places(inner, [...path, key], own);
  }
}

/** A release of a Helm chart. */
export const release: Pricer = (resource, context) => {
  const charges: Charge[] = [];
  for (const place of places(record(resource.inputs.values), [], 1)) charges.push(...chargesOf(resource, context, place));
  return charges;
};

function chargesOf(resource: CostedResource, context: CostContext, { path, values, replicas }: Place): Charge[] {
  const last = path.at(-1) ?? "";
  switch (last) {
    case "volumeClaimTemplate": {
      const spec = record(values.spec);
      const sizeGiB = gibibytes(record(record(spec.resources).requests).storage);
      return claimCharges(resource, context, `volumes of ${path[0]}`, {
        sizeGiB,
        storageClass: text(spec.storageClassName),
        count: replicas,
      });
    }
    case "persistence":
    case "persistentVolume": {
      if (values.size === undefined || values.existingClaim) return [];
      const storageClass = text(values.storageClass) ?? text(values.storageClassName);
      const noun = `volumes of ${path.length > 1 ? path[0] : (text(resource.inputs.name) ?? resource.name)}`;
      return claimCharges(resource, context, noun, { sizeGiB: gibibytes(values.size), storageClass, count: replicas });
    }
    case "service":
      return text(values.type) === "LoadBalancer"
        ? serviceCharges(resource, context, record(values.annotations), text(values.loadBalancerClass))
        : [];
    case "ingress": {
      if (values.enabled !== true) return [];
      const className = text(values.ingressClassName) ?? text(values.className);
      return chartIngressCharges(resource, context, { className, annotations: record(values.annotations) });
    }
    default:
      return [];
  }
}

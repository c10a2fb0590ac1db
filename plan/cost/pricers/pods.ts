import type { Value } from "../../types";
import { always, type Quantity } from "../charge";
import type { CostContext } from "../context";
import { gibibytes, quantity } from "../quantity";
import type { CostedResource } from "../resource";
import { list, number, record, text } from "../values";

/** Pods of a planned workload. */
export interface Workload {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly labels: { readonly [key: string]: Value };
  readonly pods: Quantity;
  /** Requests of one pod. */
  readonly vcpu: number;
  readonly memoryGiB: number;
}

const kinds = ["Deployment", "StatefulSet"];

/** Planned workloads that run all the time. */
export function workloadsOf(context: CostContext): Workload[] {
  return kinds.flatMap((kind) => context.ofType(`kubernetes:apps:${kind}`).map((resource) => workloadOf(kind, resource, context)));
}

function workloadOf(kind: string, { inputs, name: logicalName }: CostedResource, context: CostContext): Workload {
  const metadata = record(inputs.metadata);
  const spec = record(inputs.spec);
  const template = record(spec.template);
  const name = text(metadata.name) ?? logicalName;
  const namespace = text(metadata.namespace) ?? "default";
  const pod = record(template.spec);
  const { vcpu, memoryGiB } = requestsOf(pod);
  const labels = record(record(template.metadata).labels);
  const pods = scaled(kind, name, namespace, context) ?? always(number(spec.replicas) ?? 1);
  return { kind, name, namespace, labels, pods, vcpu, memoryGiB };
}

/** Replicas that a HorizontalPodAutoscaler admits. */
function scaled(kind: string, name: string, namespace: string, context: CostContext): Quantity | undefined {
  const found = context.ofType("kubernetes:autoscaling:HorizontalPodAutoscaler").find(({ inputs }) => {
    const target = record(record(inputs.spec).scaleTargetRef);
    return text(target.kind) === kind && text(target.name) === name && (text(record(inputs.metadata).namespace) ?? "default") === namespace;
  });
  const { minReplicas, maxReplicas } = record(found?.inputs.spec);
  const max = number(maxReplicas);
  if (max === undefined) return undefined;
  const min = number(minReplicas) ?? 1;
  return { start: min, min, max };
}

/** What the containers request together, or the largest init container, whichever is more. A limit without a request counts as one. */
function requestsOf(pod: { readonly [key: string]: Value }): Pick<Workload, "vcpu" | "memoryGiB"> {
  const requested = (containers: Value | undefined) =>
    list(containers).map((each) => {
      const { requests, limits } = record(record(each).resources);
      return {
        vcpu: quantity(record(requests).cpu) ?? quantity(record(limits).cpu) ?? 0,
        memoryGiB: gibibytes(record(requests).memory) ?? gibibytes(record(limits).memory) ?? 0,
      };
    });
  const together = requested(pod.containers);
  const first = requested(pod.initContainers);
  const most = (of: "vcpu" | "memoryGiB") =>
    Math.max(
      together.reduce((sum, each) => sum + each[of], 0),
      ...first.map((each) => each[of]),
    );
  return { vcpu: most("vcpu"), memoryGiB: most("memoryGiB") };
}

import { type Inventory, list, record, text } from "../inventory";
import type { Row } from "../layout";
import type { Json } from "../printable";

const karpenterNodeClass = "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass";

/** Karpenter and EKS Auto Mode node pools, which are Kubernetes objects. */
export function kubernetesPools(inventory: Inventory): Row[] {
  return inventory.ofType("kubernetes:karpenter.sh/v1:NodePool").map(({ name, inputs }): Row => {
    const { limits, template, replicas } = record(inputs.spec);
    const fixed = replicas === undefined ? undefined : text(replicas);
    const { requirements, nodeClassRef } = record(record(template).spec);
    const required = list(requirements).map(record);
    const valuesOf = (key: string) => required.filter((each) => each.key === key).flatMap(({ values }) => list(values).map(text));
    const { group, name: nodeClass } = record(nodeClassRef);
    const autoMode = group === "eks.amazonaws.com";
    return [
      name,
      autoMode ? "Auto Mode" : "Karpenter",
      instances(required),
      fixed ?? limitText(record(limits)),
      fixed ?? "",
      valuesOf("karpenter.sh/capacity-type").join(", "),
      autoMode ? "" : image(inventory, text(nodeClass)),
      valuesOf("topology.kubernetes.io/zone").join(", "),
    ];
  });
}

const operators: Readonly<Record<string, string>> = { Gt: " >", Lt: " <", NotIn: " not" };

/** `category c, m, r; generation > 4`. */
function instances(requirements: readonly { readonly [key: string]: Json }[]): string {
  const parts = requirements.flatMap(({ key, operator, values }) => {
    const label = text(key);
    const noun = label === "node.kubernetes.io/instance-type" ? "" : /\/instance-(.+)$/.exec(label)?.[1];
    if (noun === undefined) return [];
    return [`${noun}${operators[text(operator)] ?? ""} ${list(values).map(text).join(", ")}`.trim()];
  });
  return parts.join("; ") || "any";
}

function limitText({ cpu, memory, nodes }: { readonly [key: string]: Json }): string {
  const bounds = [
    cpu !== undefined && `${text(cpu)} CPUs`,
    memory !== undefined && text(memory),
    nodes !== undefined && `${text(nodes)} nodes`,
  ].filter(Boolean);
  return bounds.length > 0 ? `up to ${bounds.join(", ")}` : "as needed";
}

function image(inventory: Inventory, nodeClass: string): string {
  const found = inventory.ofType(karpenterNodeClass).find(({ inputs }) => record(inputs.metadata).name === nodeClass);
  const terms = list(record(found?.inputs.spec).amiSelectorTerms).map(record);
  return terms.map(({ alias, id, name }) => text(alias) || text(id) || text(name)).join(", ");
}

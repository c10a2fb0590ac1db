import type { Value } from "../../types";
import { instancePrice } from "../instance-prices";
import { type InstanceType, instanceTypes, labelsOf } from "../instance-types";
import type { RegionTable } from "../price-table";
import { list, number, record, text, texts } from "../values";

/** A requirement of a NodePool on its instances. */
export interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

export function requirementsOf(value: Value | undefined): Requirement[] {
  return list(value).map((each) => {
    const { key, operator, values } = record(each);
    const numbers = list(values).flatMap((item) => number(item) ?? []);
    const given = texts(values);
    return { key: text(key) ?? "", operator: text(operator) ?? "In", values: given.length > 0 ? given : numbers.map(String) };
  });
}

const prefixes = ["karpenter.k8s.aws/", "eks.amazonaws.com/", "node.kubernetes.io/", "kubernetes.io/", "beta.kubernetes.io/"];

/** The property that a label names; `instance-type` of nodes and `arch` come without a vendor. */
function property(key: string): string {
  const prefix = prefixes.find((each) => key.startsWith(each));
  return prefix === undefined ? key : key.slice(prefix.length);
}

/** Whether a type meets a requirement; requirements on what the tables do not hold are taken as met. */
function meets(labels: Readonly<Record<string, string>>, { key, operator, values }: Requirement): boolean {
  const name = property(key);
  const value = labels[name];
  const isKnown = value !== undefined || name === "instance-gpu-count";
  if (!isKnown) return true;
  switch (operator) {
    case "In":
      return value !== undefined && values.includes(value);
    case "NotIn":
      return value === undefined || !values.includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    case "Gt":
      return Number(value) > Number(values[0]);
    case "Gte":
      return Number(value) >= Number(values[0]);
    case "Lt":
      return Number(value) < Number(values[0]);
    case "Lte":
      return Number(value) <= Number(values[0]);
    default:
      return true;
  }
}

/** The type that stands for a pool, and whether the pool admits no other. */
export interface Choice {
  readonly type: InstanceType;
  readonly only: boolean;
}

/** vCPUs of a node of middling size, for types that cost the same per vCPU. */
const middling = 4;

/** Whether the pool asks for GPUs, by their number or vendor or by a category that has them. */
function asksForGpus(requirements: readonly Requirement[]): boolean {
  return requirements.some(({ key, operator, values }) => {
    const name = property(key);
    if (name.startsWith("instance-gpu-") || name.startsWith("instance-accelerator-")) return operator !== "DoesNotExist";
    return (
      operator === "In" &&
      ["instance-category", "instance-family", "instance-type"].includes(name) &&
      values.every((each) => /^(g|p|inf|trn)/.test(each))
    );
  });
}

/**
 * The instance type that a NodePool's nodes are priced as: of those that meet its requirements, the cheapest per vCPU, or per GPU where it asks for
 * these, as Karpenter and EKS Auto Mode prefer; from two vCPUs on and not bare metal where there is a choice.
 */
export function chooseType(requirements: readonly Requirement[], table: RegionTable): Choice | undefined {
  const gpus = asksForGpus(requirements);
  const admitted = instanceTypes().filter((type) => {
    const labels = labelsOf(type);
    return (gpus || type.gpus === 0) && requirements.every((each) => meets(labels, each));
  });
  const listed = admitted.filter(({ name }) => table.ec2[name] !== undefined);
  const from = listed.length > 0 ? listed : admitted;
  const usual = from.filter(({ name, vcpus }) => vcpus >= 2 && !name.includes(".metal"));
  const priced = (usual.length > 0 ? usual : from).flatMap((type) => {
    const price = instancePrice(table, type.name);
    return "missing" in price ? [] : [{ type, each: price.value / ((gpus && type.gpus) || type.vcpus) }];
  });
  const distance = ({ vcpus }: InstanceType) => Math.abs(vcpus - middling);
  const isCheaper = (a: number, b: number) => (Math.abs(a - b) < 1e-9 ? 0 : a - b);
  const [best] = priced.sort(
    (a, b) => isCheaper(a.each, b.each) || distance(a.type) - distance(b.type) || (a.type.name < b.type.name ? -1 : 1),
  );
  return best && { type: best.type, only: admitted.length === 1 };
}
